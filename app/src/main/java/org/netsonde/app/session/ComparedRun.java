package org.netsonde.app.session;

import java.util.ArrayList;
import java.util.List;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.session.SessionEndpoint;
import org.netsonde.engine.session.SessionInfo;
import org.netsonde.engine.session.TimeRange;

/**
 * An endpoint's run as it is laid over another: second by second since it began to run. Immutable.
 *
 * @param endpoint whose it is
 * @param begin when it began to run, in milliseconds since the epoch
 * @param seconds its seconds, in the order of time
 */
record ComparedRun(SessionEndpoint endpoint, long begin, List<Second> seconds) {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;
    /** A day and a half; a chart has fewer columns. */
    private static final int MOST = 1 << 17;

    /**
     * One second.
     *
     * @param at when it ended, in milliseconds since the run began
     */
    record Second(long at, double requests, double bytes, double p50, double p99, double errors, double open) {}

    /** Reads a run. */
    static ComparedRun of(SessionEndpoint endpoint, SessionInfo session) {
        List<Sample> samples = new ArrayList<>();
        endpoint.metrics().seconds().forEachSecond(0, Long.MAX_VALUE, sample -> {
            if (samples.size() < MOST) {
                samples.add(sample);
            }
        });
        long begin = samples.stream()
                .filter(sample -> sample.uptimeNanos() > 0)
                .findFirst()
                .map(ComparedRun::begin)
                .orElse(session.started().toEpochMilli());
        List<Second> seconds = new ArrayList<>();
        long errors = 0;
        for (Sample sample : samples) {
            if (sample.atMillis() >= begin) {
                seconds.add(second(sample, sample.atMillis() - begin, sample.errors() - errors));
            }
            errors = sample.errors();
        }
        return new ComparedRun(endpoint, begin, List.copyOf(seconds));
    }

    private static long begin(Sample first) {
        return first.atMillis() - (long) (first.intervalNanos() / NANOS_PER_MILLI);
    }

    private static Second second(Sample sample, long at, long errors) {
        boolean timed = sample.latency().count() > 0;
        return new Second(
                at,
                sample.requestRate(),
                sample.inRate() + sample.outRate(),
                timed ? sample.latency().p50() / NANOS_PER_MILLI : Double.NaN,
                timed ? sample.latency().p99() / NANOS_PER_MILLI : Double.NaN,
                Math.max(0, errors)
                        * NANOS_PER_SECOND
                        / Math.max(NANOS_PER_SECOND / 10, (double) sample.intervalNanos()),
                sample.open());
    }

    /** How long it was, in milliseconds. */
    long length() {
        return seconds.isEmpty() ? 0 : seconds.getLast().at();
    }

    /** A stretch of it as a stretch of its session, where it has any of it. */
    TimeRange range(double from, double to) {
        return new TimeRange(begin + Math.round(from), begin + Math.round(to));
    }
}
