package org.netsonde.engine.session;

import java.time.Duration;

/**
 * How much of the past is kept. Sessions that the user has named or written notes on are never deleted unasked.
 *
 * @param sessionBytes what one session may take on disk, about: in a longer one the oldest traffic gives way
 * @param totalBytes what all sessions may take together: the oldest are deleted
 * @param age older ones are deleted
 */
public record Retention(long sessionBytes, long totalBytes, Duration age) {

    /** 512 MiB a session, 4 GiB in all, 30 days. */
    public static final Retention STANDARD = new Retention(512L << 20, 4L << 30, Duration.ofDays(30));

    public Retention {
        if (sessionBytes < 1 << 20 || totalBytes < sessionBytes || !age.isPositive()) {
            throw new IllegalArgumentException(sessionBytes + ", " + totalBytes + ", " + age);
        }
    }
}
