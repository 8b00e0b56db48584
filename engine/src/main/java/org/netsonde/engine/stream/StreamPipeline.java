package org.netsonde.engine.stream;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.netsonde.engine.Failure;

/**
 * The stages of every stream connection, in the order in which a read passes them: {@link #WIRE}, {@link #IDLE} where a
 * time-out is set, what {@link ConnectionSecurity} there is, the stages of the {@link MessageLayer} (for framed messages
 * {@link #TAP} and {@link #MESSAGES}), {@link #FAILURE}. So bytes on the wire are counted and plain text is recorded.
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

    /** Installs the stages. */
    static void install(
            Installation to,
            ConnectionSecurity security,
            MessageLayer layer,
            Duration idleTimeout,
            Consumer<Failure> report) {
        ChannelPipeline pipeline = to.pipeline();
        StreamConnection connection = to.connection();
        pipeline.addLast(WIRE, new WireMeterStage(connection.meter(), to.clock(), to.exclusive()));
        if (idleTimeout.isPositive()) {
            pipeline.addLast(IDLE, new IdleStateHandler(0, 0, idleTimeout.toNanos(), TimeUnit.NANOSECONDS));
        }
        security.install(pipeline, connection, to.peer());
        layer.install(to);
        pipeline.addLast(FAILURE, new FailureStage(connection, report));
    }
}
