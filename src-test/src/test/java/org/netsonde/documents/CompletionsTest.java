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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.workspace.Example;
import org.netsonde.engine.workspace.Examples;
import org.netsonde.fixtures.Peers;

/** The shells themselves complete command lines. */
class CompletionsTest {

    @TempDir
    static Path folder;

    private static Documents documents;

    @BeforeAll
    static void make() {
        documents = Documents.in(folder);
    }

    /** Command lines up to the cursor, and all that is offered there. */
    static Stream<Arguments> lines() {
        return Stream.of(
                line("netsonde ru", "run"),
                line("netsonde run --ex", "--export"),
                line("netsonde run --duration 3s --ex", "--export"),
                line("netsonde export latest --f", "--format", "--from"),
                line("netsonde start tcp", "tcp-server", "tcp-client"),
                line("netsonde start --name tcp udp", "udp-server", "udp-client"),
                line("netsonde start --name 'a b' tcp", "tcp-server", "tcp-client"),
                line("netsonde start --name \"it's a\" tcp-server po", "port="),
                line("netsonde start --name=a\\ b tcp-server po", "port="),
                line("netsonde run \"a b.netsonde\" --ex", "--export"),
                line("netsonde sessions ", "show", "delete", "rename"),
                line("netsonde sessions show l", "latest"),
                line("netsonde compare latest l", "latest"),
                line("netsonde run --transport n", "nio"),
                line("netsonde examples t", "tcp-echo", "tls"),
                line("netsonde schema ", "metrics", "inspection", "experiment", "probe", "ports"),
                line("netsonde probe --only c", "connect"),
                line("netsonde experiment tr", "transports"),
                line("netsonde experiment transports con", "connections="),
                line("netsonde experiment --time 3s --ex", "--export"));
    }

    private static Arguments line(String line, String... offered) {
        return Arguments.of(line, List.of(offered));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void bashCompletes(String line, List<String> offered) {
        assertThat(bash(line)).containsExactlyInAnyOrderElementsOf(offered);
    }

    @ParameterizedTest
    @MethodSource("lines")
    void zshCompletes(String line, List<String> offered) {
        assertThat(zsh(line)).containsExactlyInAnyOrderElementsOf(offered);
    }

    @ParameterizedTest
    @MethodSource("lines")
    void fishCompletes(String line, List<String> offered) {
        assertThat(fish(line)).containsExactlyInAnyOrderElementsOf(offered);
    }

    /** What has colons, equal signs and commas in it differs from shell to shell. */
    @Test
    void wordsWithSignsAreCompletedByEachShellInItsManner() {
        assertThat(bash("netsonde run example:t")).containsExactlyInAnyOrder("tcp-echo", "tls");
        assertThat(zsh("netsonde run example:t")).containsExactlyInAnyOrder("example:tcp-echo", "example:tls");
        // Behind a colon fish offers files of its own accord too.
        assertThat(fish("netsonde run example:t")).contains("example:tcp-echo", "example:tls");

        assertThat(bash("netsonde run --format csv,js")).containsExactly("csv,json");
        assertThat(bash("netsonde run --format=csv,js")).containsExactly("csv,json");
        assertThat(zsh("netsonde run --format csv,js")).containsExactly("json");
        assertThat(fish("netsonde run --format csv,js")).containsExactly("csv,json");

        assertThat(bash("netsonde start tcp-server framing=l")).containsExactlyInAnyOrder("lines", "length");
        assertThat(zsh("netsonde start tcp-server framing=l"))
                .containsExactlyInAnyOrder("framing=lines", "framing=length");
        assertThat(fish("netsonde start tcp-server framing=l"))
                .containsExactlyInAnyOrder("framing=lines", "framing=length");
    }

    @Test
    void bashOffersSettingsByNameFirst() {
        assertThat(bash("netsonde start tcp-server po")).containsExactly("port=");
        assertThat(bash("netsonde start tcp-server framing")).contains("framing=", "framing.size=");
        assertThat(bash("netsonde start --duration 3s udp-server respond"))
                .contains("responder=")
                .noneMatch(word -> word.matches(".*=.+"));
    }

    @Test
    void allProtocolsAndExamplesAreOffered() {
        assertThat(bash("netsonde start "))
                .containsExactlyElementsOf(ProtocolRegistry.builtin().ids());
        assertThat(bash("netsonde examples "))
                .containsExactlyElementsOf(
                        Examples.builtin().all().stream().map(Example::id).toList());
    }

    @Test
    void filesAreOfferedBesideExamples() {
        String prefix = folder.resolve("sha").toString();

        assertThat(bash("netsonde run " + prefix))
                .containsExactly(folder.resolve("share").toString());
    }

    /** As one types the beginning of a name with a blank in it. */
    @Test
    void filesWithBlanksAreNotTakenApart() throws IOException {
        Path names = Files.createDirectories(folder.resolve("some names"));
        Files.createFile(names.resolve("my capture.pcapng"));
        // What the second half of the name alone would be completed to.
        Files.createFile(names.resolve("capital.txt"));
        Files.createDirectories(names.resolve("my folder"));
        String at = folder + "/some\\ names/";

        assertThat(bash("netsonde import " + at + "my\\ cap")).containsExactly(names + "/my capture.pcapng");
        assertThat(bash("netsonde import \"" + names + "/my cap")).containsExactly(names + "/my capture.pcapng");
        assertThat(bash("netsonde import '" + names + "/my cap")).containsExactly(names + "/my capture.pcapng");
        assertThat(bash("netsonde run --export=" + at + "my\\ ")).containsExactly(names + "/my folder");
        assertThat(bash("netsonde run --export=\"" + names + "/my ")).containsExactly(names + "/my folder");
        assertThat(zsh("netsonde import " + at + "my\\ cap")).containsExactly("my\\ capture.pcapng");
        assertThat(zsh("netsonde import \"" + names + "/my cap")).containsExactly("my capture.pcapng");
        assertThat(fish("netsonde import " + at + "my\\ cap")).containsExactly(names + "/my capture.pcapng");
        assertThat(fish("netsonde import \"" + names + "/my cap")).containsExactly(names + "/my capture.pcapng");
    }

    /** Bash replaces only what is inside of open quotes. */
    @Test
    void wordsInQuotesAreCompleted() {
        assertThat(bash("netsonde run \"example:t")).containsExactlyInAnyOrder("example:tcp-echo", "example:tls");
        assertThat(bash("netsonde run --format=\"csv,js")).containsExactly("csv,json");
        assertThat(zsh("netsonde run \"example:t")).containsExactlyInAnyOrder("example:tcp-echo", "example:tls");
        assertThat(fish("netsonde run \"example:t")).contains("example:tcp-echo", "example:tls");
    }

    @Test
    void fishNeedsNothingNewerThanDistributionsHave() {
        // Ubuntu 22.04 has fish 3.3.1, and "path" is of 3.5.
        assertThat(documents.completions("fish/vendor_completions.d").resolve("netsonde.fish"))
                .content()
                .doesNotContainPattern("(?m)(^|[(;|])\\s*path ");
    }

    @Test
    void sessionsAreOfferedByTheirIds() throws IOException {
        Path state = folder.resolve("some state");
        Files.createDirectories(state.resolve("netsonde/sessions/20260102-030405"));

        assertThat(fish("netsonde sessions show 2026", state)).containsExactly("20260102-030405");
    }

    private static List<String> bash(String line) {
        Path bash = Peers.require("bash", "bash");
        return words(Documents.run(
                "bash",
                bash.toString(),
                "--norc",
                Peers.script("complete.bash").toString(),
                documents
                        .completions("bash-completion/completions")
                        .resolve("netsonde")
                        .toString(),
                line));
    }

    private static List<String> zsh(String line) {
        Path zsh = Peers.require("zsh", "zsh");
        return words(Documents.run(
                "zsh",
                zsh.toString(),
                "-f",
                Peers.script("complete.zsh").toString(),
                documents.completions("zsh/vendor-completions").toString(),
                line));
    }

    private static List<String> fish(String line) {
        return fish(line, folder.resolve("no state"));
    }

    private static List<String> fish(String line, Path state) {
        Path fish = Peers.require("fish", "fish");
        Path file = documents.completions("fish/vendor_completions.d").resolve("netsonde.fish");
        String script = "set -x XDG_STATE_HOME $argv[1]; source $argv[2]; complete -C $argv[3]";
        return words(Documents.run(
                        "fish", fish.toString(), "--no-config", "-c", script, state.toString(), file.toString(), line))
                .stream()
                .map(offer -> offer.replaceFirst("\t.*", ""))
                .toList();
    }

    private static List<String> words(String output) {
        return output.lines().filter(word -> !word.isBlank()).toList();
    }
}
