package org.netsonde.app.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Engine;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.session.LiveSession;
import org.netsonde.engine.session.Recorder;
import org.netsonde.engine.session.Recording;
import org.netsonde.engine.session.Session;
import org.netsonde.engine.session.SessionStore;

/** What a run is exported from: its recording, which has all of its traffic, or the memory where none is whole. */
final class RunSource {

    private final Engine engine;
    private final @Nullable SessionStore sessions;
    private final @Nullable Recorder recorder;
    private final Console console;
    private final String version;
    private boolean whole = true;

    /**
     * A source.
     *
     * @param sessions where the run is recorded; null if it is not
     * @param recorder records it; null if it is not
     */
    RunSource(
            Engine engine,
            @Nullable SessionStore sessions,
            @Nullable Recorder recorder,
            Console console,
            String version) {
        this.engine = engine;
        this.sessions = sessions;
        this.recorder = recorder;
        this.console = console;
        this.version = version;
    }

    /** The version of the program. */
    String version() {
        return version;
    }

    /** Ends the recording. A recording that failed is told of; the run has not. */
    void end() {
        if (recorder != null) {
            recorder.flush();
            recorder.current().map(Recording::trouble).ifPresent(trouble -> {
                whole = false;
                console.failure(trouble);
            });
            recorder.close();
        }
    }

    /**
     * The run, which has ended.
     *
     * @param ending the newest sample of each endpoint before it was stopped
     */
    Session session(Map<Endpoint, Sample> ending) {
        if (whole && sessions != null && recorder != null && !recorder.lastId().isEmpty()) {
            try {
                return sessions.open(recorder.lastId());
            } catch (FailureException e) {
                console.failure(e.failure());
            }
        }
        return LiveSession.of(engine, version, ending);
    }
}
