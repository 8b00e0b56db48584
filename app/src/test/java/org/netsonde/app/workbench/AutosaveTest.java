package org.netsonde.app.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.engine.Engine;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.transport.TransportKind;
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
        Path origin = folder.resolve("bench.netsonde");
        workbench
                .replace(Workspace.empty(), origin, false)
                .toCompletableFuture()
                .join();
        workbench.add("Echo", "tcp-server");
        autosave.tick();
        assertThat(autosave.leftBehind()).as("this process is alive").isEmpty();

        Files.move(own(), state().resolve(OF_A_GONE_PROCESS));
        Path found = autosave.leftBehind().getFirst();
        Autosave.Recovered recovered = autosave.recover(found);

        assertThat(recovered.document()).isEqualTo(workbench.document());
        assertThat(recovered.origin()).contains(origin);
        autosave.forget(found);
        assertThat(autosave.leftBehind()).isEmpty();
    }

    @Test
    void savedWorkLeavesNothingBehind() {
        Autosave autosave = autosave();
        workbench.add("Echo", "tcp-server");
        autosave.tick();
        workbench.changed();
        autosave.tick();
        assertThat(own()).exists();

        workbench.saved(folder.resolve("bench.netsonde"), workbench.revision());
        autosave.tick();

        assertThat(state()).isEmptyDirectory();
    }

    @Test
    void unchangedWorkIsNotWritten() {
        autosave().tick();

        assertThat(own()).doesNotExist();
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
