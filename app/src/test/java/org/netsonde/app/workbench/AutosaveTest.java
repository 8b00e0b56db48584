package org.netsonde.app.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.engine.Engine;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.file.OwnerLock;
import org.netsonde.engine.transport.TransportKind;
import org.netsonde.engine.workspace.Edition;
import org.netsonde.engine.workspace.Workspace;

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
        Process other = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Owner.class.getName(),
                        left + ".lock")
                .start();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("locked");
            assertThat(claimed(autosave())).isEmpty();
        } finally {
            other.destroyForcibly().waitFor();
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
        return Files.writeString(
                Files.createDirectories(state()).resolve(OF_A_GONE_PROCESS), "{\"version\": 1, \"endpoints\": []}");
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
