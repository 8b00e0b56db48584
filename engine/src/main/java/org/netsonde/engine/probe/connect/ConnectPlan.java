package org.netsonde.engine.probe.connect;

import java.time.Duration;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.protocol.Durations;

/**
 * How often a server is connected to. The schedule is an open loop: an answer that is late delays nothing that follows.
 *
 * @param count how many connections to each address family, 1 to 1,000
 * @param interval from the beginning of one to the beginning of the next, 10 ms to a minute
 * @param limit how long each may take, 10 ms to a minute
 */
public record ConnectPlan(int count, Duration interval, Duration limit) {

    /** The most connections to an address family. */
    public static final int MOST = 1000;

    private static final Duration LEAST_TIME = Duration.ofMillis(10);
    private static final Duration MOST_TIME = Duration.ofMinutes(1);

    /** @throws FailureException of kind INVALID_SETTINGS if a figure is out of its bounds */
    public ConnectPlan {
        if (count < 1 || count > MOST) {
            throw new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, "probeCount", count, MOST));
        }
        bounded(interval);
        bounded(limit);
    }

    /** Ten connections, 200 ms apart, three seconds for each. */
    public ConnectPlan() {
        this(10, Duration.ofMillis(200), Duration.ofSeconds(3));
    }

    private static void bounded(Duration time) {
        if (time.compareTo(LEAST_TIME) < 0 || time.compareTo(MOST_TIME) > 0) {
            throw new FailureException(Failure.of(
                    Failure.Kind.INVALID_SETTINGS,
                    "probeTime",
                    Durations.format(time),
                    Durations.format(LEAST_TIME),
                    Durations.format(MOST_TIME)));
        }
    }
}
