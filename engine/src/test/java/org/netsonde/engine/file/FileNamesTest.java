package org.netsonde.engine.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"metrics.csv", "a b", "电源", "console", "com", "com10", "nul-1", ".hidden", "a..b"})
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
                "a\u202eb"
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
        String file = FileNames.of("\ud83d\ude80".repeat(200), "chart");

        assertThat(file).isEqualTo("\ud83d\ude80".repeat(60));
        assertThat(file.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(255);
    }
}
