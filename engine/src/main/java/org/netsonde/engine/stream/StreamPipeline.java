package org.netsonde.engine.stream;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.netsonde.engine.Failure;
import org.netsonde.engine.message.Framing;
import org.netsonde.engine.traffic.TrafficTap;

/**
 * The stages of every stream connection, in the order in which a read passes them: {@link #WIRE}, {@link #IDLE} where a
 * time-out is set, {@link #TAP}, {@link #MESSAGES}, {@link #FAILURE}. TLS, where there is some, stands before the tap, so
 * that bytes on the wire are counted and plain text is recorded.
 */
final class StreamPipeline {

    /** Counts bytes, takes the time. */
    static final String WIRE = "wire";
    /** Ends connections that have been silent for too long. */
    static final String IDLE = "idle";
    /** Records traffic. */
    static final String TAP = "tap";
    /** Framing and what the endpoint does with messages. */
    static final String MESSAGES = "messages";
    /** Classifies failures. */
    static final String FAILURE = "failure";

    private StreamPipeline() {}

    /**
     * Installs the stages.
     *
     * @param exclusive whether the connection belongs to an event loop: the tap has no other writer, and writes go to the
     *     socket from here
     */
    static void install(
            ChannelPipeline pipeline,
            StreamConnection connection,
            TrafficTap tap,
            boolean exclusive,
            ReadClock clock,
            Framing framing,
            Duration idleTimeout,
            StreamSession session,
            Consumer<Failure> report) {
        pipeline.addLast(WIRE, new WireMeterStage(connection.meter(), clock, exclusive));
        if (idleTimeout.isPositive()) {
            pipeline.addLast(IDLE, new IdleStateHandler(0, 0, idleTimeout.toNanos(), TimeUnit.NANOSECONDS));
        }
        pipeline.addLast(TAP, new TapStage(tap, connection.id(), clock, exclusive));
        pipeline.addLast(MESSAGES, new MessageStage(framing.scanner(), session));
        pipeline.addLast(FAILURE, new FailureStage(connection, report));
    }
}
