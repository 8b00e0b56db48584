package org.netsonde.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.fixtures.Peers;

/** The manual pages are good for the programs that show them. */
class ManualPagesTest {

    private static final String ENGLISH = "man1";
    private static final String CHINESE = "zh_CN/man1";

    @TempDir
    static Path folder;

    private static Documents documents;

    @BeforeAll
    static void make() {
        documents = Documents.in(folder.resolve("first"));
    }

    @ParameterizedTest
    @ValueSource(strings = {ENGLISH, CHINESE})
    void everyCommandHasAPage(String language) throws IOException {
        assertThat(pages(language))
                .extracting(page -> page.getFileName().toString())
                .contains("netsonde.1", "netsonde-run.1", "netsonde-sessions.1", "netsonde-sessions-rename.1")
                .hasSize(19);
    }

    /** As lintian does it. */
    @ParameterizedTest
    @ValueSource(strings = {ENGLISH, CHINESE})
    void manWarnsOfNothing(String language) throws IOException {
        Path man = Peers.require("man", "man-db");
        String format = "for page; do \"$0\" --warnings -E UTF-8 -l -Tutf8 -Z \"$page\" >/dev/null; done";
        String environment = "LC_ALL=C.UTF-8 MANROFFSEQ= MANWIDTH=80; export LC_ALL MANROFFSEQ MANWIDTH; ";

        assertThat(shell(environment + format, man, pages(language))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {ENGLISH, CHINESE})
    void mandocWarnsOfNothing(String language) throws IOException {
        Path mandoc = Peers.require("mandoc", "mandoc");

        assertThat(shell("\"$0\" -K utf-8 -T lint -W warning \"$@\"", mandoc, pages(language)))
                .isEmpty();
    }

    @Test
    void aPageSaysWhatACommandDoesInEachLanguage() throws IOException {
        assertThat(shown(ENGLISH, "netsonde-run.1"))
                .contains("netsonde-run - Runs a workspace without a window\n")
                .contains("--duration TIME")
                .contains("netsonde run example:tcp-echo --duration 5s")
                .contains("EXIT STATUS", "~/.local/state/netsonde/sessions", "Netsonde " + Documents.VERSION)
                .contains("2026-01-02")
                .doesNotContain("cli.");
        assertThat(shown(CHINESE, "netsonde-run.1"))
                .contains("netsonde-run - 不打开窗口，运行工作区\n")
                .contains("退出状态", "netsonde run example:tcp-echo --duration 5s");
    }

    @Test
    void theSameInputGivesTheSameBytes() throws IOException {
        Documents again = Documents.in(folder.resolve("again"));

        try (Stream<Path> files = Files.walk(documents.folder())) {
            assertThat(files.filter(Files::isRegularFile))
                    .hasSize(41)
                    .allSatisfy(file -> assertThat(
                                    again.folder().resolve(documents.folder().relativize(file)))
                            .hasSameBinaryContentAs(file));
        }
    }

    private static String shown(String language, String page) {
        Path man = Peers.require("man", "man-db");
        String plain = "LC_ALL=C.UTF-8 MANWIDTH=100 MAN_KEEP_FORMATTING= \"$0\" -P cat -l \"$1\"";
        return shell(plain, man, List.of(documents.manual(language).resolve(page)));
    }

    private static String shell(String script, Path program, List<Path> files) {
        List<String> command = Stream.concat(
                        Stream.of("sh", "-c", script, program.toString()),
                        files.stream().map(Path::toString))
                .toList();
        return Documents.run(program.toString(), command.toArray(String[]::new));
    }

    private static List<Path> pages(String language) throws IOException {
        try (Stream<Path> pages = Files.list(documents.manual(language))) {
            return pages.sorted().toList();
        }
    }
}
