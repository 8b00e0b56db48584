package org.netsonde.engine.security.jwt;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The times of claims: numbers of seconds since the epoch (RFC 7519, section 2). Stateless. */
public final class JwtTimes {

    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,19}");

    /** Seconds above this are in the year 5138 or later, and more likely to be milliseconds. */
    private static final BigDecimal MANY = BigDecimal.valueOf(100_000_000_000L);

    /** Milliseconds above this would be as late. */
    private static final BigDecimal MANY_MILLIS = MANY.scaleByPowerOfTen(3);

    /** More digits than any time has. */
    private static final int MOST_DIGITS = 40;

    private static final long DAY = 86_400;
    private static final long HOUR = 3_600;
    private static final long MINUTE = 60;
    private static final long YEAR = 365 * DAY;

    private JwtTimes() {}

    /** The time of a claim, where it is one that a calendar has: a number of seconds, also where it is written as text. */
    public static Optional<Instant> instant(JsonNode value) {
        BigDecimal seconds = seconds(value);
        return seconds == null || seconds.abs().compareTo(MANY) > 0
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(
                        seconds.setScale(0, RoundingMode.FLOOR).longValue()));
    }

    /**
     * The seconds of a claim; null where it is no number. What is larger than any time or smaller than its parts becomes a number
     * that can be worked with: written out, what takes ten characters can have a thousand million digits.
     */
    static @Nullable BigDecimal seconds(JsonNode value) {
        if (value.isNumber()) {
            BigDecimal seconds = value.decimalValue();
            long digits = (long) seconds.precision() - seconds.scale();
            if (digits > MOST_DIGITS) {
                return BigDecimal.valueOf(seconds.signum()).scaleByPowerOfTen(MOST_DIGITS);
            }
            return digits < -MOST_DIGITS ? BigDecimal.ZERO : seconds;
        }
        return value.isString() && WHOLE.matcher(value.stringValue().strip()).matches()
                ? new BigDecimal(value.stringValue().strip())
                : null;
    }

    /** Whether a time looks as if it were counted in milliseconds. */
    static boolean isMillis(BigDecimal seconds) {
        return seconds.compareTo(MANY) > 0 && seconds.compareTo(MANY_MILLIS) < 0;
    }

    /** How long, in the two largest units that are not zero, such as {@code 2 h 5 min}; the sign does not matter. */
    public static String text(Duration duration) {
        long seconds = Math.abs(Math.max(duration.toSeconds(), -Long.MAX_VALUE));
        if (seconds >= YEAR) {
            return pair(seconds / YEAR, "a", seconds % YEAR / DAY, "d");
        }
        if (seconds >= DAY) {
            return pair(seconds / DAY, "d", seconds % DAY / HOUR, "h");
        }
        if (seconds >= HOUR) {
            return pair(seconds / HOUR, "h", seconds % HOUR / MINUTE, "min");
        }
        return seconds >= MINUTE ? pair(seconds / MINUTE, "min", seconds % MINUTE, "s") : seconds + " s";
    }

    private static String pair(long first, String unit, long second, String smaller) {
        return second == 0 ? first + " " + unit : first + " " + unit + " " + second + " " + smaller;
    }
}
