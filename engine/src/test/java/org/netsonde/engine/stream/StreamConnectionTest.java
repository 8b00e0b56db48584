package org.netsonde.engine.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Failure;
import org.netsonde.engine.metrics.MeterWriter;
import org.netsonde.engine.protocol.Connections;
import org.netsonde.engine.traffic.TrafficTap;

class StreamConnectionTest {

    private final List<Failure> reported = new ArrayList<>();

    private EmbeddedChannel channelWhoseWritesFailWith(Exception cause) {
        return new EmbeddedChannel(new ChannelOutboundHandlerAdapter() {
            @Override
            public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
                io.netty.util.ReferenceCountUtil.release(message);
                promise.setFailure(cause);
            }
        });
    }

    private StreamConnection connection(EmbeddedChannel channel) {
        StreamConnection connection = new StreamConnection(
                new Connections(InstantSource.system()).opened(new InetSocketAddress("127.0.0.1", 9), () -> 0),
                channel,
                Runnable::run,
                MeterWriter.NONE,
                TrafficTap.NONE,
                () -> null);
        channel.pipeline().addLast(new FailureStage(connection, reported::add));
        return connection;
    }

    @Test
    void writeThatFailsOnAnOpenConnectionEndsItAsAFailure() {
        EmbeddedChannel channel = channelWhoseWritesFailWith(new IllegalStateException("a stage is broken"));

        connection(channel).write(Unpooled.copyInt(1));

        assertThat(reported).singleElement().satisfies(f -> assertThat(f.kind()).isEqualTo(Failure.Kind.INTERNAL));
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void writeThatFailsBecauseTheConnectionClosesIsNoFailureOfItsOwn() {
        EmbeddedChannel channel = channelWhoseWritesFailWith(new ClosedChannelException());

        connection(channel).write(Unpooled.copyInt(1));

        assertThat(reported).isEmpty();
    }
}
