package org.netsonde.app.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootstrapTest {

    @TempDir
    Path folder;

    @Test
    void theFirstHomeThatIsNewEnoughIsTaken() throws IOException {
        Path old = home("17", "JAVA_VERSION=\"17.0.12\"");
        Path silent = home("silent", "IMPLEMENTOR=\"x\"");
        Path broken = home("broken", "JAVA_VERSION=\"soon\"");
        Path fresh = home("26", "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"26-ea\"");
        Path next = home("27", "JAVA_VERSION=\"27.0.1\"");
        Path absent = folder.resolve("absent");

        assertThat(Bootstrap.findJava(List.of(absent, old, silent, broken, fresh, next)))
                .isEqualTo(fresh.resolve("bin").resolve("java"));
        assertThat(Bootstrap.findJava(List.of(absent, old, silent, broken))).isNull();
    }

    @Test
    void aHomeWithoutJavaIsNone() throws IOException {
        Path home = home("25", "JAVA_VERSION=\"25\"");
        Files.delete(home.resolve("bin").resolve("java"));

        assertThat(Bootstrap.findJava(List.of(home))).isNull();
    }

    private Path home(String name, String release) throws IOException {
        Path home = Files.createDirectories(folder.resolve(name));
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.createFile(java);
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), release + "\n");
        return home;
    }
}
