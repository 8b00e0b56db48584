package org.netsonde.engine.stream;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.netsonde.engine.Failure;
import org.netsonde.engine.traffic.TrafficTap;

/**
 * The stages of every stream connection, in the order in which a read passes them: {@link #WIRE}, {@link #IDLE} where a
 * time-out is set, what {@link ConnectionSecurity} there is, the stages of the {@link MessageLayer} (for framed messages
 * {@link #TAP} and {@link #MESSAGES}), {@link #FAILURE}. So bytes on the wire are counted and plain text is recorded.
 */
public final class StreamPipeline {

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
     * Installs the stages of a client whose messages are found by stages of its own, and lets them know that the channel is
     * active where it is: it may have told so before there was anybody to hear it.
     *
     * @param peer what the client is aimed at
     * @param stages adds its stages, behind those that count bytes and decrypt them
     * @param report hears failures that nobody else has taken, already counted
     */
    public static void install(
            StreamConnection connection,
            ReadClock clock,
            InetSocketAddress peer,
            ConnectionSecurity security,
            Consumer<ChannelPipeline> stages,
            Consumer<Failure> report) {
        ChannelPipeline pipeline = connection.channel().pipeline();
        pipeline.addLast(WIRE, new WireMeterStage(connection.meter(), clock, true));
        security.install(pipeline, connection, peer);
        stages.accept(pipeline);
        pipeline.addLast(FAILURE, new FailureStage(connection, report));
        if (connection.channel().isActive()) {
            pipeline.context(WIRE).fireChannelActive();
        }
    }

    /** Adds what records the bytes of a connection on an event loop as they are read and written. */
    public static void record(ChannelPipeline pipeline, TrafficTap tap, long connection, ReadClock clock) {
        pipeline.addLast(TAP, new TapStage(tap, connection, clock, true));
    }

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
