package org.netsonde.app.shell;

import org.netsonde.engine.Engine;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.session.LiveSession;
import org.netsonde.engine.session.Recorder;
import org.netsonde.engine.session.Session;
import org.netsonde.engine.session.SessionStore;

/**
 * The run that goes on, or the one that ended last: its recording, which has all of its traffic, or else what is in memory.
 *
 * @param version the program's version
 */
record RunningSession(Engine engine, Recorder recorder, SessionStore sessions, String version) {

    /** Opens it as it stands now; may wait for the disk. */
    Session open() {
        recorder.flush();
        String id = recorder.lastId();
        boolean good = recorder.current()
                .map(recording -> recording.trouble() == null && !recording.id().isEmpty())
                .orElse(true);
        if (recorder.isEnabled() && good && !id.isEmpty()) {
            try {
                return sessions.open(id);
            } catch (FailureException e) {
                System.getLogger(RunningSession.class.getName())
                        .log(System.Logger.Level.WARNING, "the recording is not exported: {0}", e.getMessage());
            }
        }
        return LiveSession.of(engine, version);
    }
}
