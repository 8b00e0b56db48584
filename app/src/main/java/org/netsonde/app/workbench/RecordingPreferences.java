package org.netsonde.app.workbench;

import java.time.Duration;
import java.util.List;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Problem;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.session.Retention;

/**
 * Whether sessions are recorded, and how much of the past is kept.
 *
 * @param recordSessions whether the window records; the command line does unless told otherwise
 * @param sessionSize what one session may take on disk, about; in a longer one the oldest traffic gives way
 * @param allSessionsSize what all sessions may take together, no less than one
 * @param keepSessions how long sessions are kept
 */
public record RecordingPreferences(
        boolean recordSessions,
        @Option(min = 8L << 20, max = 1L << 40) DataSize sessionSize,
        @Option(min = 8L << 20, max = 1L << 42) DataSize allSessionsSize,

        @Option(min = 3_600_000_000_000L, max = 315_360_000_000_000_000L)
        Duration keepSessions) {

    /** On, with {@link Retention#STANDARD}. */
    public static final RecordingPreferences STANDARD = new RecordingPreferences(
            true,
            new DataSize(Retention.STANDARD.sessionBytes()),
            new DataSize(Retention.STANDARD.totalBytes()),
            Retention.STANDARD.age());

    public RecordingPreferences {
        if (allSessionsSize.bytes() < sessionSize.bytes()) {
            throw new SettingsException(List.of(new Problem("allSessionsSize", Phrase.of("problem.allSessionsSize"))));
        }
    }

    /** The same, on or off. */
    public RecordingPreferences recording(boolean on) {
        return new RecordingPreferences(on, sessionSize, allSessionsSize, keepSessions);
    }

    /** How much is kept. */
    public Retention retention() {
        return new Retention(sessionSize.bytes(), allSessionsSize.bytes(), keepSessions);
    }
}
