package org.netsonde.engine.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WorkspaceFileTest {

    private static final String UNKNOWN_FIELDS = """
            {"version": 1, "theme": {"dark": true, "ratio": 1.10000000000000000000001},
             "endpoints": [
              {"id": "a", "name": "Echo", "protocol": "tcp-server", "colour": "red",
               "settings": {"port": 0, "later": [1, 2, null]}},
              {"id": "b", "name": "Other", "protocol": "from-the-future", "settings": {"x": 1e400}}
            ]}
            """;

    @TempDir
    Path folder;

    @Test
    void fieldsAndProtocolsThatAreNotKnownSurviveALoadAndSave() throws IOException {
        WorkspaceFile file = file(UNKNOWN_FIELDS);

        Workspace read = file.read();
        file.write(read.withEntries(List.copyOf(read.entries())));

        JsonMapper mapper = JsonMapper.builder()
                .enable(tools.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
        assertThat(mapper.readTree(Files.readString(file.path()))).isEqualTo(mapper.readTree(UNKNOWN_FIELDS));
    }

    @Test
    void theHistoryOfAnEndpointSurvivesWithFieldsThatAreNotKnown() throws IOException {
        String json = """
                {"version": 1, "endpoints": [
                  {"id": "a", "name": "Ask", "protocol": "tcp-client", "settings": {},
                   "history": [
                     {"at": "2026-01-31T12:00:00Z", "message": {"data": "1"}, "took": 7},
                     {"at": "2026-01-31T12:00:01Z", "message": "2"}]}]}
                """;
        WorkspaceFile file = file(json);

        Workspace read = file.read();
        file.write(read);

        List<SentMessage> history = read.entries().getFirst().history().messages();
        assertThat(history).hasSize(2);
        assertThat(history.getLast().at()).isEqualTo(Instant.parse("2026-01-31T12:00:01Z"));
        assertThat(JsonMapper.shared().readTree(Files.readString(file.path())))
                .isEqualTo(JsonMapper.shared().readTree(json));
    }

    @Test
    void aHistoryThatIsNoneIsRefusedInWords() throws IOException {
        for (String history : List.of(
                "{}", "[1]", "[{\"at\": \"noon\", \"message\": \"x\"}]", "[{\"at\": \"2026-01-31T12:00:00Z\"}]")) {
            WorkspaceFile file = file(
                    "{\"endpoints\": [{\"name\": \"A\", \"protocol\": \"tcp-client\", \"history\": " + history + "}]}");

            FailureException thrown = catchThrowableOfType(FailureException.class, file::read);

            assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.WORKSPACE_UNREADABLE);
            assertThat(thrown.getMessage()).contains("endpoints[0].history");
        }
    }

    @Test
    void whatSomebodyElseHasWrittenMeanwhileIsNotReplaced() throws IOException {
        WorkspaceFile file = file(UNKNOWN_FIELDS);
        WorkspaceFile.Opened opened = file.open();
        String theirs = "{\"version\": 1, \"endpoints\": []}";
        Files.writeString(file.path(), theirs);

        assertThat(file.writeOver(opened.edition(), opened.workspace())).isEmpty();
        assertThat(file.writeOver(null, opened.workspace())).as("not known").isEmpty();
        assertThat(Files.readString(file.path())).isEqualTo(theirs);

        Edition written = file.write(opened.workspace());
        assertThat(Files.readString(file.backup())).isEqualTo(theirs);
        assertThat(file.writeOver(written, Workspace.empty()))
                .contains(file.open().edition());
        assertThat(file.read()).isEqualTo(Workspace.empty());
    }

    @Test
    void whatIsDeletedOrHoldsTheSameIsNotChanged() throws IOException {
        WorkspaceFile file = file(UNKNOWN_FIELDS);
        WorkspaceFile.Opened opened = file.open();
        Files.delete(file.path());

        Edition written = file.writeOver(opened.edition(), opened.workspace()).orElseThrow();

        assertThat(file.read()).isEqualTo(opened.workspace());
        assertThat(file.writeOver(opened.edition(), opened.workspace())).contains(written);
    }

    @Test
    void whatHasGrownBeyondAWorkspaceIsNotReplaced() throws IOException {
        WorkspaceFile file = file(UNKNOWN_FIELDS);
        WorkspaceFile.Opened opened = file.open();
        Files.write(file.path(), new byte[WorkspaceFile.MAX_BYTES + 1]);

        assertThat(file.writeOver(opened.edition(), opened.workspace())).isEmpty();
        assertThat(file.writeOver(null, opened.workspace())).isEmpty();
        assertThat(Files.size(file.path())).isEqualTo(WorkspaceFile.MAX_BYTES + 1);
    }

    @Test
    void whatIsNotJsonIsSaidInPlainWords() throws IOException {
        WorkspaceFile cut = file("{\"version\": 1,\n \"endpoints\": [");
        assertThatThrownBy(cut::read)
                .hasMessageContaining("line 2")
                .hasMessageContaining("Unexpected end-of-input")
                .hasMessageNotContaining("Source");

        WorkspaceFile picture = new WorkspaceFile(folder.resolve("picture.netsonde"));
        Files.write(picture.path(), new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1});
        assertThatThrownBy(picture::read)
                .hasMessageContaining("cannot be read as JSON")
                .hasMessageNotContaining("line");
    }

    @Test
    void jsonOfOthersIsNoEmptyWorkspace() throws IOException {
        for (String json : List.of(
                "{\"name\": \"package\", \"dependencies\": {}}",
                "{\"version\": 1, \"rules\": [1, 2]}",
                "{\"version\": \"2.0.1\", \"name\": \"package\"}")) {
            assertThatThrownBy(file(json)::read).hasMessageContaining("is JSON but not a workspace");
        }
    }

    @Test
    void aWorkspaceMayHaveNothingAndFieldsThatAreNotKnownBesideWhatItHas() throws IOException {
        assertThat(file("{}").read()).isEqualTo(Workspace.empty());
        assertThat(file("{\"version\": 1}").read()).isEqualTo(Workspace.empty());
        assertThat(file("{\"rules\": [1, 2], \"endpoints\": []}").read().rest().has("rules"))
                .isTrue();
        assertThat(file("{\"rules\": [1, 2], \"savedMessages\": []}")
                        .read()
                        .rest()
                        .has("rules"))
                .isTrue();
    }

    @Test
    void savedMessagesSurviveALoadAndSaveWithWhatIsNotKnown() throws IOException {
        String json = """
                {"version": 1, "endpoints": [], "savedMessages": [
                  {"name": "Read", "message": {"format": "hex", "data": "01 03"}, "colour": "red"},
                  {"name": "Hello", "message": "Hello"}]}
                """;
        WorkspaceFile file = file(json);

        Workspace read = file.read();
        file.write(read.withEntries(List.of()));

        assertThat(read.savedMessages()).extracting(SavedMessage::name).containsExactly("Read", "Hello");
        assertThat(read.savedMessages().getFirst().message().get("data").asString())
                .isEqualTo("01 03");
        JsonMapper mapper = JsonMapper.shared();
        assertThat(mapper.readTree(Files.readString(file.path()))).isEqualTo(mapper.readTree(json));
        file.write(read.withSavedMessages(List.of()));
        assertThat(Files.readString(file.path())).doesNotContain("savedMessages");
    }

    @Test
    void experimentsSurviveALoadAndSaveWithWhatIsNotKnown() throws IOException {
        String json = """
                {"version": 1, "endpoints": [], "experiments": [
                  {"id": "a", "name": "Loops", "experiment": "transports", "parameters": {"connections": 64, "later": 1},
                   "limits": {"time": "30s", "width": 0.01}, "result": {"at": "2026-01-31T12:00:00Z"}, "colour": "red"},
                  {"id": "b", "name": "Other", "experiment": "from-the-future", "parameters": {}}]}
                """;
        WorkspaceFile file = file(json);

        Workspace read = file.read();
        file.write(read.withEntries(List.of()));

        assertThat(read.experiments()).extracting(SavedExperiment::name).containsExactly("Loops", "Other");
        assertThat(read.experiments().getLast().result()).isNull();
        JsonMapper mapper = JsonMapper.shared();
        assertThat(mapper.readTree(Files.readString(file.path()))).isEqualTo(mapper.readTree(json));
        file.write(read.withExperiments(List.of()));
        assertThat(Files.readString(file.path())).doesNotContain("experiments");
    }

    @Test
    void anExperimentNeedsNoMoreThanItsKindAndItsName() throws IOException {
        WorkspaceFile file = file("{\"experiments\": [{\"name\": \"A\", \"experiment\": \"transports\"}]}");

        SavedExperiment saved = file.read().experiments().getFirst();

        assertThat(saved.id()).isNotEmpty();
        assertThat(saved.parameters()).isEmpty();
        assertThat(saved.limits()).isEmpty();
    }

    @Test
    void everythingWrongWithExperimentsIsSaidAtOnce() throws IOException {
        WorkspaceFile file = file("""
                {"experiments": [{"name": "A"}, {"name": 5, "experiment": "x", "parameters": 1, "limits": [], "result": "r"},
                  "text"]}
                """);

        assertThatThrownBy(file::read)
                .isInstanceOf(FailureException.class)
                .hasMessageContainingAll(
                        "experiments[0].experiment",
                        "experiments[1].name",
                        "experiments[1].parameters",
                        "experiments[1].limits",
                        "experiments[1].result",
                        "experiments[2]");
        assertThatThrownBy(file("{\"experiments\": {}}")::read).hasMessageContaining("experiments");
        String many = "{},".repeat(SavedExperiment.MOST) + "{}";
        assertThatThrownBy(file("{\"experiments\": [" + many + "]}")::read)
                .hasMessageContaining(String.valueOf(SavedExperiment.MOST));
    }

    @Test
    void everythingWrongWithSavedMessagesIsSaidAtOnce() throws IOException {
        WorkspaceFile file = file("""
                {"savedMessages": [{"message": "x"}, {"name": 5, "message": [1]}, {"name": "no message"}, "text"]}
                """);

        assertThatThrownBy(file::read)
                .isInstanceOf(FailureException.class)
                .hasMessageContainingAll(
                        "savedMessages[0].name",
                        "savedMessages[1].name",
                        "savedMessages[1].message",
                        "savedMessages[2].message",
                        "savedMessages[3]");
        String many = "{\"name\": \"m\", \"message\": \"\"},".repeat(SavedMessage.MOST + 1);
        WorkspaceFile tooMany = file("{\"savedMessages\": [" + many.substring(0, many.length() - 1) + "]}");
        assertThatThrownBy(tooMany::read).hasMessageContaining(Integer.toString(SavedMessage.MOST));
    }

    @Test
    void theNameOfASavedMessageIsOneLineOfBoundedLength() {
        JsonNode message = JsonMapper.shared().readTree("\"x\"");
        assertThat(new SavedMessage("  two\n lines ", message).name()).isEqualTo("two lines");
        assertThat(new SavedMessage("x".repeat(500), message).name()).hasSize(SavedMessage.MAX_NAME);
    }

    @Test
    void versionSettingsAndIdMayBeLeftOut() throws IOException {
        Workspace workspace = file("{\"endpoints\": [{\"name\": \"A\", \"protocol\": \"tcp-server\"}]}")
                .read();

        assertThat(workspace.version()).isEqualTo(1);
        assertThat(workspace.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.id()).isNotBlank();
            assertThat(entry.settings().isEmpty()).isTrue();
        });
    }

    @Test
    void anEntryCopiedByHandGetsAnIdOfItsOwn() throws IOException {
        Workspace workspace = file("""
                {"endpoints": [{"id": "x", "name": "A", "protocol": "p"}, {"id": "x", "name": "B", "protocol": "p"}]}
                """).read();

        assertThat(workspace.entries().get(0).id()).isEqualTo("x");
        assertThat(workspace.entries().get(1).id()).isNotEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"version": 2}                                    | version 2
            {"version": 99999999999999999999}                 | version 99999999999999999999
            {"version": "1"}                                  | version:
            {"version": 0}                                    | version:
            []                                                | not a workspace
            {"endpoints": {}}                                 | endpoints:
            {"endpoints": [{"name": "A"}]}                    | endpoints[0].protocol:
            {"endpoints": [{"name": 5, "protocol": "p"}, 7]}  | endpoints[0].name:
            {"endpoints": [7]}                                | endpoints[0]:
            {"endpoints": [{"name": "A", "protocol": "p", "settings": []}]} | endpoints[0].settings:
            {"a": 1, "a": 2}                                  | line 1, column
            {"a": 1} x                                        | line 1, column
            """)
    void whatIsWrongIsNamed(String json, String expected) throws IOException {
        WorkspaceFile file = file(json);

        assertThatThrownBy(file::read).hasMessageContaining(expected).satisfies(WorkspaceFileTest::isUnreadable);
    }

    @Test
    void brokenJsonIsReportedWithLineAndColumn() throws IOException {
        WorkspaceFile file = file("{\n  \"endpoints\": [\n    }\n]}");

        assertThatThrownBy(file::read)
                .hasMessageContaining("line 3, column 5")
                .satisfies(WorkspaceFileTest::isUnreadable);
    }

    @Test
    void anEmptyFileIsNotAWorkspace() throws IOException {
        WorkspaceFile file = file("");

        assertThatThrownBy(file::read).satisfies(WorkspaceFileTest::isUnreadable);
    }

    @Test
    void hugeFilesAreRefused() throws IOException {
        WorkspaceFile file = file(" ".repeat(WorkspaceFile.MAX_BYTES + 1));

        assertThatThrownBy(file::read).hasMessageContaining("16 MiB").satisfies(WorkspaceFileTest::isUnreadable);
    }

    @Test
    void deepNestingIsRefused() throws IOException {
        WorkspaceFile file = file("{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}");

        assertThatThrownBy(file::read).satisfies(WorkspaceFileTest::isUnreadable);
    }

    @Test
    void absentFilesAndFoldersAreTold() {
        assertThatThrownBy(new WorkspaceFile(folder.resolve("none.json"))::read)
                .hasMessageContaining("none.json")
                .hasMessageContaining("does not exist");
        assertThatThrownBy(new WorkspaceFile(folder)::read).hasMessageContaining("is not a file");
    }

    @Test
    void theFileBeforeTheLatestSaveIsKept() throws IOException {
        WorkspaceFile file = file("{\"note\": \"old\"}");

        file.write(Workspace.demo());
        file.write(Workspace.demo());

        assertThat(file.read()).isEqualTo(Workspace.demo());
        assertThat(Files.readString(file.backup())).isEqualTo("{\"note\": \"old\"}");
        assertThat(names()).containsExactlyInAnyOrder("w.json", "w.json~");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void permissionsAreKeptAndNewFilesArePrivate() throws IOException {
        WorkspaceFile old = file("{}");
        Files.setPosixFilePermissions(old.path(), PosixFilePermissions.fromString("rw-rw-r--"));
        WorkspaceFile fresh = new WorkspaceFile(folder.resolve("new.json"));

        old.write(Workspace.demo());
        fresh.write(Workspace.demo());

        assertThat(permissions(old.path())).isEqualTo("rw-rw-r--");
        assertThat(permissions(old.backup())).isEqualTo("rw-rw-r--");
        assertThat(permissions(fresh.path())).isEqualTo("rw-------");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aLinkToAnythingButAWorkspaceIsNotFollowed() throws IOException {
        Path precious = Files.writeString(folder.resolve("precious.txt"), "precious");
        WorkspaceFile link = new WorkspaceFile(Files.createSymbolicLink(folder.resolve("link.json"), precious));

        assertThatThrownBy(() -> link.write(Workspace.demo())).hasMessageContaining("is a link");

        assertThat(precious).hasContent("precious");
        assertThat(link.path()).isSymbolicLink();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aLinkToAWorkspaceStaysALink() throws IOException {
        WorkspaceFile real = file("{}");
        WorkspaceFile link = new WorkspaceFile(Files.createSymbolicLink(folder.resolve("link.json"), real.path()));

        link.write(Workspace.demo());

        assertThat(link.path()).isSymbolicLink();
        assertThat(real.read()).isEqualTo(Workspace.demo());
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void theBackupOfALinkIsBesideItsFile() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real")).toRealPath().resolve("real.json");
        Files.writeString(real, "{}");
        WorkspaceFile link = new WorkspaceFile(Files.createSymbolicLink(folder.resolve("link.json"), real));

        link.write(Workspace.demo());

        assertThat(link.backup()).isEqualTo(real.resolveSibling("real.json~")).hasContent("{}");
        assertThat(folder.resolve("link.json~")).doesNotExist();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void theBackupOfALinkThatLeadsNowhereIsBesideIt() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), folder.resolve("gone.json"));

        assertThat(new WorkspaceFile(link).backup()).isEqualTo(folder.resolve("link.json~"));
    }

    @Test
    void aSaveThatFailsLeavesNothingBehind() {
        WorkspaceFile file = new WorkspaceFile(folder.resolve("absent").resolve("w.json"));

        FailureException failure = catchThrowableOfType(FailureException.class, () -> file.write(Workspace.empty()));

        assertThat(failure.failure().kind()).isEqualTo(Failure.Kind.FILE);
        assertThat(failure).hasMessageContaining(folder.resolve("absent").toString());
    }

    @Test
    void anUnreadableFileOfOurOwnIsSetAsideAndReported() throws IOException {
        WorkspaceFile file = file("{\"broken");

        WorkspaceFile.Restored restored = file.restore(Instant.parse("2026-02-03T04:05:06.789Z"));

        assertThat(restored.workspace()).isEqualTo(Workspace.empty());
        assertThat(restored.failure()).asString().contains("w.json.unreadable-20260203T040506.789Z");
        assertThat(folder.resolve("w.json.unreadable-20260203T040506.789Z")).hasContent("{\"broken");
        assertThat(Files.notExists(file.path(), LinkOption.NOFOLLOW_LINKS)).isTrue();
    }

    @Test
    void restoringGivesWhatWasSavedOrAnEmptyWorkspace() {
        WorkspaceFile file = new WorkspaceFile(folder.resolve("auto.json"));
        assertThat(file.restore(Instant.EPOCH)).isEqualTo(new WorkspaceFile.Restored(Workspace.empty(), null));

        file.write(Workspace.demo());

        assertThat(file.restore(Instant.EPOCH)).isEqualTo(new WorkspaceFile.Restored(Workspace.demo(), null));
    }

    @Test
    void failuresAreToldInBothLanguages() throws IOException {
        WorkspaceFile file = file("{\"version\": 7}");

        FailureException failure = catchThrowableOfType(FailureException.class, file::read);

        assertThat(failure.failure().what().text(Locale.ENGLISH)).contains("has version 7");
        assertThat(failure.failure().what().text(Locale.SIMPLIFIED_CHINESE)).contains("版本为 7");
    }

    private static void isUnreadable(Throwable thrown) {
        assertThat(((FailureException) thrown).failure().kind()).isEqualTo(Failure.Kind.WORKSPACE_UNREADABLE);
    }

    private WorkspaceFile file(String json) throws IOException {
        return new WorkspaceFile(Files.writeString(folder.resolve("w.json"), json));
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
