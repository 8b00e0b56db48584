package org.netsonde.app.workbench;

import java.time.Duration;
import org.netsonde.engine.session.Retention;

/**
 * Whether sessions are recorded, and how much of the past is kept.
 *
 * @param on whether the window records; the command line does unless told otherwise
 * @param sessionMiB what one session may take on disk, in MiB, from {@value #LEAST_MIB}
 * @param totalMiB what all sessions may take, in MiB; no less than one
 * @param days how long sessions are kept
 */
public record RecordingPreferences(boolean on, int sessionMiB, int totalMiB, int days) {

    /** The least that a session may take. */
    public static final int LEAST_MIB = 8;

    /** The most that all may take: 1 TiB. */
    public static final int MOST_MIB = 1 << 20;

    /** The longest time that can be chosen. */
    public static final int MOST_DAYS = 3650;

    /** On, with {@link Retention#STANDARD}. */
    public static final RecordingPreferences STANDARD = new RecordingPreferences(
            true, (int) (Retention.STANDARD.sessionBytes() >> 20), (int) (Retention.STANDARD.totalBytes() >> 20), (int)
                    Retention.STANDARD.age().toDays());

    /** Values out of range are taken as the nearest in range. */
    public RecordingPreferences {
        sessionMiB = Math.clamp(sessionMiB, LEAST_MIB, MOST_MIB);
        totalMiB = Math.clamp(totalMiB, sessionMiB, MOST_MIB);
        days = Math.clamp(days, 1, MOST_DAYS);
    }

    /** The same, on or off. */
    public RecordingPreferences on(boolean value) {
        return new RecordingPreferences(value, sessionMiB, totalMiB, days);
    }

    /** How much is kept. */
    public Retention retention() {
        return new Retention((long) sessionMiB << 20, (long) totalMiB << 20, Duration.ofDays(days));
    }
}
