package org.netsonde.engine.threshold;

import java.math.BigDecimal;
import java.time.Duration;
import org.netsonde.engine.protocol.Durations;

/**
 * What a figure of an endpoint must not go above, or below, for so long. Immutable.
 *
 * @param metric the figure: a column of {@code metrics.csv}
 * @param side on which side of the limit it is broken
 * @param limit the limit, in the unit of that column; to be right on it is good
 * @param holding how long the figure must be beyond it without a break; 0 for a single second
 */
public record Threshold(String metric, Side side, BigDecimal limit, Duration holding) {

    /** The longest {@link #holding}. */
    public static final Duration MAX_HOLDING = Duration.ofDays(1);

    /** A side of a limit. */
    public enum Side {
        /** Broken by more. */
        ABOVE,
        /** Broken by less. */
        BELOW;

        /** Its name in a workspace. */
        public String word() {
            return this == ABOVE ? "above" : "below";
        }
    }

    /** Whether a value is beyond the limit. */
    boolean brokenBy(BigDecimal value) {
        return side == Side.ABOVE ? value.compareTo(limit) > 0 : value.compareTo(limit) < 0;
    }

    /** Whether one value is further to the bad side than another. */
    boolean worse(BigDecimal value, BigDecimal than) {
        return side == Side.ABOVE ? value.compareTo(than) > 0 : value.compareTo(than) < 0;
    }

    /** In the notation of workspaces, such as {@code p99_ms above 50 for 3s}. */
    @Override
    public String toString() {
        String text = metric + " " + side.word() + " " + limit.toPlainString();
        return holding.isZero() ? text : text + " for " + Durations.format(holding);
    }
}
