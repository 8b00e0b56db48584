package org.netsonde.engine.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"metrics.csv", "a b", "电源", "console", "com", "com10", "nul-1", ".hidden", "a..b", "com⁴"})
    void everySystemTakes(String name) {
        assertThat(FileNames.isPortable(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "..",
                "a.",
                "a ",
                "CON",
                "nul.csv",
                "Lpt1.tar.gz",
                "com0",
                "aux .txt",
                "COM¹",
                "lpt².txt",
                "com³",
                "CONIN$",
                "a:b",
                "a/b",
                "a\\b",
                "a?",
                "a*",
                "<a>",
                "a|b",
                "a\"b",
                "a\nb",
                "a\u202eb",
                "a\ud800b"
            })
    void someSystemRefusesOrTakesForSomethingElse(String name) {
        assertThat(FileNames.isPortable(name)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Echo server, Echo server",
        "tcp://10.0.0.1:80/, tcp---10.0.0.1-80",
        "../../etc/passwd, etc-passwd",
        "NUL, _NUL",
        "con.netsonde, _con.netsonde",
        "电源 3, 电源 3",
        "'  ', chart",
        "???, chart",
        "..., chart"
    })
    void namesOfPeopleBecomeNamesOfFiles(String name, String file) {
        assertThat(FileNames.of(name, "chart")).isEqualTo(file);
        assertThat(FileNames.isPortable(FileNames.of(name, "chart"))).isTrue();
    }

    @Test
    void longNamesAreCutBetweenCharacters() {
        assertThat(FileNames.of("a".repeat(200), "chart")).isEqualTo("a".repeat(60));
        assertThat(FileNames.of("电".repeat(200), "chart")).isEqualTo("电".repeat(60));
        assertThat(FileNames.of("\ud83d\ude80".repeat(200), "chart")).isEqualTo("\ud83d\ude80".repeat(50));
    }

    @Test
    void namesAreCountedAsTheyAreStored() {
        assertThat(FileNames.isPortable("a".repeat(255))).isTrue();
        assertThat(FileNames.isPortable("a".repeat(256))).isFalse();
        assertThat(FileNames.isPortable("电".repeat(85))).isTrue();
        assertThat(FileNames.isPortable("电".repeat(86))).isFalse();
    }

    /** By way of a temporary file, whose name is longer than the file's own. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "电"})
    void aFileOfTheLongestNameCanBeWritten(String letter, @TempDir Path folder) {
        String name = letter.repeat(255 / letter.getBytes(StandardCharsets.UTF_8).length);

        WholeFile.replace(folder.resolve(name), out -> out.write(1));

        assertThat(folder).isDirectoryContaining(file -> file.endsWith(name));
    }
}
