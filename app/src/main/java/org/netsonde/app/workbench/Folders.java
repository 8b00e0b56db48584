package org.netsonde.app.workbench;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Where the program keeps what it remembers.
 *
 * @param config preferences
 * @param state unsaved work and recorded sessions
 */
public record Folders(Path config, Path state) {

    private static final String NAME = "netsonde";

    /**
     * The folders that the operating system wants used.
     *
     * @param os the value of {@code os.name}
     * @param home the user's home
     * @param environment the environment variables
     */
    public static Folders of(String os, Path home, Map<String, String> environment) {
        String system = os.toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            Path roaming = folder(environment, "APPDATA", home.resolve("AppData/Roaming"));
            Path local = folder(environment, "LOCALAPPDATA", home.resolve("AppData/Local"));
            return new Folders(roaming.resolve("Netsonde"), local.resolve("Netsonde"));
        }
        if (system.startsWith("mac")) {
            Path support = home.resolve("Library/Application Support/Netsonde");
            return new Folders(support, support.resolve("State"));
        }
        return new Folders(
                folder(environment, "XDG_CONFIG_HOME", home.resolve(".config")).resolve(NAME),
                folder(environment, "XDG_STATE_HOME", home.resolve(".local/state"))
                        .resolve(NAME));
    }

    /** Where recorded sessions are. */
    public Path sessions() {
        return state.resolve("sessions");
    }

    /** The folders of this user on this machine. */
    public static Folders ofThisUser() {
        return of(System.getProperty("os.name"), Path.of(System.getProperty("user.home")), System.getenv());
    }

    private static Path folder(Map<String, String> environment, String variable, Path otherwise) {
        String value = environment.getOrDefault(variable, "");
        // The XDG specification wants relative paths ignored.
        return !value.isEmpty() && Path.of(value).isAbsolute() ? Path.of(value) : otherwise;
    }
}
