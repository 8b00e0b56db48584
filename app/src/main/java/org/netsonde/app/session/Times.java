package org.netsonde.app.session;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.netsonde.engine.session.SessionInfo;

/** Times as people read and write them; the same in every language. Stateless. */
final class Times {

    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());
    private static final DateTimeFormatter FINE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneId.systemDefault());
    private static final int SECONDS_PER_HOUR = 3_600;

    private Times() {}

    static String dateTime(Instant instant) {
        return DATE_TIME.format(instant);
    }

    static String clock(double millis) {
        return CLOCK.format(Instant.ofEpochMilli((long) millis));
    }

    /** With date and milliseconds, as {@link #parse} reads it. */
    static String fine(double millis) {
        return FINE.format(Instant.ofEpochMilli((long) millis));
    }

    /** What {@link #fine} wrote, if it is right. */
    static Optional<Instant> parse(String text) {
        try {
            return Optional.of(FINE.parse(text.strip(), Instant::from));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** A length of time: {@code 12:41} minutes and seconds, or {@code 1:02:03} with hours. */
    static String length(Duration length) {
        long seconds = Math.max(0, length.toSeconds());
        return seconds < SECONDS_PER_HOUR
                ? "%d:%02d".formatted(seconds / 60, seconds % 60)
                : "%d:%02d:%02d".formatted(seconds / SECONDS_PER_HOUR, seconds / 60 % 60, seconds % 60);
    }

    /** How long a session lasted. */
    static Duration length(SessionInfo info) {
        Duration length = Duration.between(info.started(), info.ended());
        return length.isNegative() ? Duration.ZERO : length;
    }
}
