package org.netsonde.app.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.OperatingSystem;

class FoldersTest {

    private static final Path HOME = Path.of("home", "u").toAbsolutePath();

    @Test
    void onLinuxAsTheDesktopsSpecificationHasIt() {
        assertThat(Folders.of(OperatingSystem.LINUX, HOME, Map.of()))
                .isEqualTo(new Folders(HOME.resolve(".config/netsonde"), HOME.resolve(".local/state/netsonde")));
    }

    @Test
    void onLinuxTheVariablesOfTheSpecificationWin() {
        String config = HOME.resolve("c").toString();
        String state = HOME.resolve("s").toString();

        assertThat(Folders.of(OperatingSystem.LINUX, HOME, Map.of("XDG_CONFIG_HOME", config, "XDG_STATE_HOME", state)))
                .isEqualTo(new Folders(HOME.resolve("c/netsonde"), HOME.resolve("s/netsonde")));
    }

    @Test
    void variablesThatNameNoAbsolutePathAreIgnored() {
        Map<String, String> environment = Map.of("XDG_CONFIG_HOME", "not/absolute", "XDG_STATE_HOME", "\0");

        assertThat(Folders.of(OperatingSystem.LINUX, HOME, environment))
                .isEqualTo(Folders.of(OperatingSystem.LINUX, HOME, Map.of()));
    }

    @Test
    void onMacInApplicationSupport() {
        Path support = HOME.resolve("Library/Application Support/Netsonde");

        assertThat(Folders.of(OperatingSystem.MAC, HOME, Map.of("XDG_CONFIG_HOME", HOME.toString())))
                .isEqualTo(new Folders(support, support.resolve("State"), support));
    }

    @Test
    void onWindowsOnlyPreferencesRoam() {
        Map<String, String> environment = Map.of(
                "APPDATA", HOME.resolve("r").toString(),
                "LOCALAPPDATA", HOME.resolve("l").toString());

        assertThat(Folders.of(OperatingSystem.WINDOWS, HOME, environment))
                .isEqualTo(new Folders(
                        HOME.resolve("r/Netsonde"), HOME.resolve("l/Netsonde"), HOME.resolve("l/Netsonde")));
    }

    @Test
    void onWindowsTheUsualFoldersStandInForVariablesThatAreNotThere() {
        Folders folders = Folders.of(OperatingSystem.WINDOWS, HOME, Map.of());

        assertThat(folders.config()).isEqualTo(HOME.resolve("AppData/Roaming/Netsonde"));
        assertThat(folders.sessions()).isEqualTo(HOME.resolve("AppData/Local/Netsonde/sessions"));
    }

    @Test
    void onWindowsTheUsersFilesAreNotWhereTheProgramIsInstalled() {
        Path installed = HOME.resolve("AppData/Local/Programs/Netsonde");

        Folders folders = Folders.of(OperatingSystem.WINDOWS, HOME, Map.of());

        assertThat(folders.state().startsWith(installed)).isFalse();
        assertThat(installed.startsWith(folders.state())).isFalse();
    }
}
