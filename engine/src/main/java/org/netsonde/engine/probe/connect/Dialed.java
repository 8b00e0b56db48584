package org.netsonde.engine.probe.connect;

import io.netty.channel.Channel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.probe.connect.ConnectAttempt.Outcome;

/**
 * What came of an attempt to connect.
 *
 * @param outcome what came of it
 * @param took how long that took
 * @param channel the connection, which whoever hears of it closes; null where there is none
 * @param failure why there is none; null where there is one
 */
public record Dialed(
        Outcome outcome,
        Duration took,
        @Nullable Channel channel,
        @Nullable Failure failure) {

    static Dialed failed(Failure failure, long nanos) {
        Outcome outcome = switch (failure.kind()) {
            case CONNECTION_REFUSED -> Outcome.REFUSED;
            case CONNECT_TIMEOUT -> Outcome.TIMED_OUT;
            default -> Outcome.FAILED;
        };
        return new Dialed(outcome, Duration.ofNanos(nanos), null, failure);
    }

    /** Closes the connection, if there is one. */
    public void close() {
        if (channel != null) {
            channel.close();
        }
    }
}
