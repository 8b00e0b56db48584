package org.netsonde.engine.session;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.protocol.Durations;

/**
 * Moments of a session as people write them: {@code +1m30s} from its beginning, {@code -30s} from its end, {@code
 * 12:03:00} on its day, {@code 2026-01-31 12:03:00}, or {@code 2026-01-31T12:03:00Z}.
 */
public final class Moments {

    private Moments() {}

    /**
     * Reads a moment.
     *
     * @param session what it is of
     * @param zone that of times that name none
     * @throws FailureException of kind INVALID_SETTINGS if it is none
     */
    public static Instant parse(String text, SessionInfo session, ZoneId zone) {
        String moment = text.strip();
        try {
            if (moment.startsWith("+")) {
                return session.started().plus(duration(moment));
            }
            if (moment.startsWith("-")) {
                return session.ended().minus(duration(moment));
            }
            if (moment.matches("\\d{1,2}:\\d\\d(:.*)?")) {
                return onItsDay(LocalTime.parse(moment.indexOf(':') == 1 ? "0" + moment : moment), session, zone);
            }
            String iso = moment.replaceFirst("^(\\S+)\\s+", "$1T");
            if (iso.matches(".*T.*([Zz]|[+-]\\d\\d(:?\\d\\d)?)")) {
                return OffsetDateTime.parse(iso).toInstant();
            }
            return iso.contains("T")
                    ? LocalDateTime.parse(iso).atZone(zone).toInstant()
                    : LocalDate.parse(iso).atStartOfDay(zone).toInstant();
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
            throw new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, "moment", text), e);
        }
    }

    /**
     * Reads a stretch of time.
     *
     * @param from its first moment; blank for the beginning
     * @param to its last; blank for the end
     * @throws FailureException of kind INVALID_SETTINGS if one is none, they stand the wrong way round, or the session lies
     *     wholly outside
     */
    public static TimeRange range(String from, String to, SessionInfo session, ZoneId zone) {
        Instant first = from.isBlank() ? Instant.EPOCH : parse(from, session, zone);
        Instant last = to.isBlank() ? Instant.ofEpochMilli(Long.MAX_VALUE) : parse(to, session, zone);
        if (last.isBefore(first)) {
            throw new FailureException(
                    Failure.of(Failure.Kind.INVALID_SETTINGS, "momentsReversed", from.strip(), to.strip()));
        }
        if (first.isAfter(session.ended()) || last.isBefore(session.started())) {
            throw new FailureException(Failure.of(
                    Failure.Kind.INVALID_SETTINGS,
                    "momentsOutside",
                    local(session.started(), zone),
                    local(session.ended(), zone)));
        }
        return new TimeRange(Math.max(0, first.toEpochMilli()), Math.max(0, last.toEpochMilli()));
    }

    private static String local(Instant at, ZoneId zone) {
        return LocalDateTime.ofInstant(Instant.ofEpochSecond(at.getEpochSecond()), zone)
                .toString()
                .replace('T', ' ');
    }

    private static Duration duration(String moment) {
        return Durations.parse(moment.substring(1));
    }

    /** On the day on which the session began, or the next one where that is still before it and the session is not. */
    private static Instant onItsDay(LocalTime time, SessionInfo session, ZoneId zone) {
        LocalDate day = LocalDate.ofInstant(session.started(), zone);
        Instant first = day.atTime(time).atZone(zone).toInstant();
        Instant second = day.plusDays(1).atTime(time).atZone(zone).toInstant();
        // What is shown of the beginning is its whole second.
        boolean before = first.plusSeconds(1).isBefore(session.started());
        return before && !second.isAfter(session.ended()) ? second : first;
    }
}
