package org.netsonde.engine.probe.connect;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.probe.connect.ConnectAttempt.Outcome;

/**
 * The figures of a series of attempts. Those that were refused were answered, so they are neither lost nor among the times.
 *
 * @param sent how many attempts there were
 * @param connected how many of them connected
 * @param refused how many were refused
 * @param timedOut how many were not answered in time
 * @param failed how many failed in another way, such as for want of a route
 * @param times the figures of those that connected; null where none did
 */
public record ConnectStats(
        int sent,
        int connected,
        int refused,
        int timedOut,
        int failed,
        @Nullable Times times) {

    /**
     * How long connecting took.
     *
     * @param min the shortest
     * @param mean the mean
     * @param p50 the median, by nearest rank as all percentiles here
     * @param p90 what 90 % did not exceed
     * @param max the longest
     * @param deviation the mean of the distances from the mean
     */
    public record Times(Duration min, Duration mean, Duration p50, Duration p90, Duration max, Duration deviation) {

        static @Nullable Times of(List<ConnectAttempt> attempts) {
            long[] sorted = attempts.stream()
                    .filter(attempt -> attempt.outcome() == Outcome.CONNECTED)
                    .mapToLong(attempt -> attempt.took().toNanos())
                    .sorted()
                    .toArray();
            if (sorted.length == 0) {
                return null;
            }
            double mean = 0;
            for (long time : sorted) {
                mean += (double) time / sorted.length;
            }
            double distance = 0;
            for (long time : sorted) {
                distance += Math.abs(time - mean) / sorted.length;
            }
            return new Times(
                    Duration.ofNanos(sorted[0]),
                    Duration.ofNanos(Math.round(mean)),
                    rank(sorted, 50),
                    rank(sorted, 90),
                    Duration.ofNanos(sorted[sorted.length - 1]),
                    Duration.ofNanos(Math.round(distance)));
        }

        private static Duration rank(long[] sorted, int percent) {
            int rank = (sorted.length * percent + 99) / 100;
            return Duration.ofNanos(sorted[rank - 1]);
        }
    }

    /** The figures of attempts. */
    public static ConnectStats of(List<ConnectAttempt> attempts) {
        return new ConnectStats(
                attempts.size(),
                count(attempts, Outcome.CONNECTED),
                count(attempts, Outcome.REFUSED),
                count(attempts, Outcome.TIMED_OUT),
                count(attempts, Outcome.FAILED),
                Times.of(attempts));
    }

    private static int count(List<ConnectAttempt> attempts, Outcome outcome) {
        return (int) attempts.stream()
                .filter(attempt -> attempt.outcome() == outcome)
                .count();
    }

    /** How many of the attempts were not answered: in time, or at all. */
    public int lost() {
        return timedOut + failed;
    }

    /** The lost ones as a share of all, 0 to 100; 0 where there were none. */
    public double lossPercent() {
        return sent == 0 ? 0 : 100.0 * lost() / sent;
    }
}
