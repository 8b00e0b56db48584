package org.netsonde.app.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.engine.Engine;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.file.NoLocksException;
import org.netsonde.engine.file.OwnerLock;
import org.netsonde.engine.transport.TransportKind;
import org.netsonde.engine.workspace.Edition;
import org.netsonde.engine.workspace.SavedExperiment;
import org.netsonde.engine.workspace.Workspace;
import org.netsonde.engine.workspace.WorkspaceFile;
import tools.jackson.databind.node.JsonNodeFactory;

class AutosaveTest {

    /** No process has a number that large. */
    private static final String OF_A_GONE_PROCESS = "unsaved-99999999999-1.netsonde";

    @TempDir
    Path folder;

    private final Engine engine = new Engine(EngineOptions.on(TransportKind.NIO));
    private final Workbench workbench = new Workbench(engine, Runnable::run);

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void unsavedWorkIsFoundAfterItsProcessIsGone() throws Exception {
        Autosave autosave = autosave();
        Origin origin = new Origin(folder.resolve("bench.netsonde"), new Edition("0123abcd"));
        workbench
                .replace(Workspace.empty(), origin, false)
                .toCompletableFuture()
                .join();
        workbench.add("Echo", "tcp-server");
        workbench.saveExperiments(
                List.of(SavedExperiment.of("Loops", "transports", JsonNodeFactory.instance.objectNode())));
        autosave.tick();
        assertThat(claimed(autosave)).as("this process is alive").isEmpty();

        Files.move(own(), state().resolve(OF_A_GONE_PROCESS));
        Autosave.LeftBehind left = autosave.claim().orElseThrow();
        assertThat(left.origin()).contains(origin);
        Path found = left.file();
        Autosave.Recovered recovered = autosave.recover(found);

        assertThat(recovered.document()).isEqualTo(workbench.document());
        assertThat(recovered.origin()).contains(origin);
        autosave.forget(found);
        assertThat(claimed(autosave)).isEmpty();
    }

    @Test
    void whatOneWindowOffersNoOtherDoes() throws Exception {
        Path left = leftBehind();
        Autosave first = autosave();
        Autosave second = autosave();

        assertThat(claimed(first)).contains(left);
        assertThat(claimed(second)).isEmpty();
        first.giveBack(left);
        assertThat(claimed(second)).contains(left);
        second.close();
        assertThat(claimed(first)).as("its window has closed").contains(left);
    }

    /** Processes differ about when another was started if the clock was set meanwhile, and may not see it at all. */
    @Test
    void workOfAWindowThatIsThereIsNotOfferedWhateverItsNameSays() throws Exception {
        Path left = leftBehind();
        try (OtherProcess other = OtherProcess.start(Owner.class, left + ".lock")) {
            assertThat(other.hear()).isEqualTo("locked");
            assertThat(claimed(autosave())).isEmpty();
        }

        assertThat(claimed(autosave())).contains(left);
    }

    /** Another window, which is at work until its process is ended. */
    static final class Owner {
        private Owner() {}

        public static void main(String[] args) throws IOException {
            try (OwnerLock lock = OwnerLock.takeOver(Path.of(args[0]))) {
                System.out.println(lock == null ? "free" : "locked");
                // Until whoever started this ends it, or is gone.
                while (System.in.read() >= 0) {}
            }
        }
    }

    @Test
    void ofTwoProcessesThatLookAtOnceOneGetsTheWork() throws Exception {
        List<String> claimants = new ArrayList<>();
        try (OtherProcess other = OtherProcess.start(Claimant.class)) {
            assertThat(other.hear()).isEqualTo("ready");
            for (int round = 0; round < 100; round++) {
                Path here = folder.resolve("round-" + round);
                Path left = leftBehind(here);
                Autosave own = new Autosave(workbench, here, Runnable::run);
                Instant time = OtherProcess.soon();
                other.say(time + " " + here);
                OtherProcess.waitFor(time);
                boolean mine = claimed(own).isPresent();
                boolean theirs = other.hear().equals("claimed");
                claimants.add(mine + " " + theirs);
                own.giveBack(left);
            }
        }

        assertThat(claimants).containsOnly("true false", "false true");
    }

    /** Another window that looks for what was left behind, at times and in folders that it is told. */
    static final class Claimant {
        private Claimant() {}

        public static void main(String[] args) throws IOException {
            try (Engine engine = new Engine(EngineOptions.on(TransportKind.NIO));
                    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
                Workbench workbench = new Workbench(engine, Runnable::run);
                System.out.println("ready");
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    String[] told = line.split(" ", 2);
                    Autosave autosave = new Autosave(workbench, Path.of(told[1]), Runnable::run);
                    OtherProcess.waitFor(Instant.parse(told[0]));
                    System.out.println(claimed(autosave).isPresent() ? "claimed" : "nothing");
                }
            }
        }
    }

    @Test
    void ofTwoWindowsThatSaveTheSameFileAtOnceOneIsToldOfTheOther() throws Exception {
        List<String> savers = new ArrayList<>();
        try (OtherProcess other = OtherProcess.start(Saver.class, state().toString())) {
            assertThat(other.hear()).isEqualTo("ready");
            for (int round = 0; round < 50; round++) {
                Path file = folder.resolve("bench-" + round + ".netsonde");
                Edition known = new WorkspaceFile(file).write(Workspace.empty());
                Instant time = OtherProcess.soon();
                other.say(time + " " + known.digest() + " " + file);
                OtherProcess.waitFor(time);
                savers.add(save(autosave(), file, known, "here") + " " + other.hear());
            }
        }

        assertThat(savers).containsOnly("true false", "false true");
    }

    /** Another window that saves, at times and to files that it is told. */
    static final class Saver {
        private Saver() {}

        public static void main(String[] args) throws IOException {
            try (Engine engine = new Engine(EngineOptions.on(TransportKind.NIO));
                    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
                Autosave autosave = new Autosave(new Workbench(engine, Runnable::run), Path.of(args[0]), Runnable::run);
                System.out.println("ready");
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    String[] told = line.split(" ", 3);
                    OtherProcess.waitFor(Instant.parse(told[0]));
                    System.out.println(save(autosave, Path.of(told[2]), new Edition(told[1]), "there"));
                }
            }
        }
    }

    private static boolean save(Autosave autosave, Path file, Edition known, String name) {
        Workspace changed =
                Workspace.empty().withRest(JsonNodeFactory.instance.objectNode().put("savedBy", name));
        return autosave.alone(
                () -> new WorkspaceFile(file).writeOver(known, changed).isPresent());
    }

    @Test
    void savingNeedsNoLock() throws IOException {
        Files.createFile(state());
        Path file = folder.resolve("bench.netsonde");

        assertThat(save(autosave(), file, new Edition("0"), "here")).isTrue();
        assertThat(file).exists();
    }

    @Test
    void whereFilesCannotBeLockedWorkIsOfferedAllTheSame() throws Exception {
        Path left = leftBehind();
        Autosave autosave = new Autosave(workbench, state(), Runnable::run, file -> {
            throw new NoLocksException(file, new IOException("No locks available"));
        });

        assertThat(claimed(autosave)).contains(left);
        workbench.add("Echo", "tcp-server");
        autosave.tick();
        assertThat(own()).exists();
    }

    @Test
    void workWhoseLockCannotBeOpenedIsLeftForLater() throws Exception {
        Path left = leftBehind();
        Path lock = Files.createDirectory(state().resolve(left.getFileName() + ".lock"));

        assertThat(claimed(autosave())).isEmpty();
        Files.delete(lock);
        assertThat(claimed(autosave())).contains(left);
    }

    @Test
    void workThatCannotBeReadIsSetAsideAndHidesNoOther() throws Exception {
        Path older = leftBehind();
        Files.setLastModifiedTime(older, FileTime.fromMillis(0));
        Path broken = Files.writeString(state().resolve("unsaved-99999999998-1.netsonde"), "{\"version\": ");
        Autosave autosave = autosave();
        assertThat(claimed(autosave)).contains(broken);

        assertThatThrownBy(() -> autosave.recover(broken)).hasMessageContaining(broken + ".unreadable-");

        assertThat(broken).doesNotExist();
        assertThat(claimed(autosave)).contains(older);
        autosave.close();
        try (Stream<Path> files = Files.list(state())) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .hasSize(2)
                    .contains(OF_A_GONE_PROCESS)
                    .anyMatch(name -> name.startsWith("unsaved-99999999998-1.netsonde.unreadable-"));
        }
    }

    @Test
    void workThatTheSystemDoesNotLetReadIsLeftToTheNextProgram() throws Exception {
        Path older = leftBehind();
        Files.setLastModifiedTime(older, FileTime.fromMillis(0));
        Path folderInItsPlace = Files.createDirectory(state().resolve("unsaved-99999999998-1.netsonde"));
        Autosave autosave = autosave();
        assertThat(claimed(autosave)).contains(folderInItsPlace);

        assertThatThrownBy(() -> autosave.recover(folderInItsPlace)).isInstanceOf(FailureException.class);

        assertThat(claimed(autosave)).as("in this program").contains(older);
        assertThat(claimed(autosave())).as("in the next").contains(folderInItsPlace);
    }

    @Test
    void recoveredWorkIsForgottenOnlyWhenItIsKeptAnew() throws Exception {
        Path left = leftBehind();
        Autosave autosave = autosave();
        Path found = claimed(autosave).orElseThrow();
        workbench
                .replace(autosave.recover(found).document(), null, true)
                .toCompletableFuture()
                .join();

        Files.createDirectory(own());
        autosave.adopt(found);
        assertThat(left).as("nothing can be written in that place").exists();

        Files.delete(own());
        workbench.changed();
        autosave.adopt(found);
        assertThat(left).doesNotExist();
        assertThat(own()).exists();
    }

    @Test
    void savedWorkLeavesNothingBehind() {
        Autosave autosave = autosave();
        workbench.add("Echo", "tcp-server");
        autosave.tick();
        workbench.changed();
        autosave.tick();
        assertThat(own()).exists();

        workbench.saved(new Origin(folder.resolve("bench.netsonde"), null), workbench.revision());
        autosave.tick();

        assertThat(state()).isEmptyDirectory();
    }

    @Test
    void unchangedWorkIsNotWritten() {
        autosave().tick();

        assertThat(own()).doesNotExist();
    }

    private static Optional<Path> claimed(Autosave autosave) {
        return autosave.claim().map(Autosave.LeftBehind::file);
    }

    private Path leftBehind() throws IOException {
        return leftBehind(state());
    }

    private static Path leftBehind(Path state) throws IOException {
        return Files.writeString(
                Files.createDirectories(state).resolve(OF_A_GONE_PROCESS), "{\"version\": 1, \"endpoints\": []}");
    }

    private Autosave autosave() {
        return new Autosave(workbench, state(), Runnable::run);
    }

    private Path state() {
        return folder.resolve("state");
    }

    private Path own() {
        return state().resolve(Autosave.nameFor(ProcessHandle.current()));
    }
}
