package org.netsonde.engine.relay.balance;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.stream.Aim;
import org.netsonde.engine.stream.Dial;
import org.netsonde.engine.stream.TcpOptions;

/** A health check over a connection of its own, which is closed behind it. */
final class StreamProbe extends Attempt implements Dial.Outcome {

    private static final DataSize WRITE_LIMIT = new DataSize(64 << 10);

    private final Dial dial;
    private final @Nullable Function<Judge, ChannelHandler> talk;
    private @Nullable Channel channel;

    /**
     * One that has not begun.
     *
     * @param talk makes what speaks with the back end and judges it; null if it is enough that it can be connected to
     */
    StreamProbe(
            EndpointContext context,
            EventLoop loop,
            Rhythm rhythm,
            Aim aim,
            Consumer<Optional<Failure>> done,
            @Nullable Function<Judge, ChannelHandler> talk) {
        super(loop, rhythm, aim, done);
        this.talk = talk;
        dial = new Dial(context, loop, new Dial.Terms(rhythm.checkTimeout(), WRITE_LIMIT, new TcpOptions()), this);
    }

    @Override
    void begin(Aim to) {
        dial.start(to);
    }

    @Override
    public void connected(Channel connected, InetSocketAddress peer) {
        channel = connected;
        if (talk == null) {
            good();
        } else {
            connected.pipeline().addLast(talk.apply(this));
        }
    }

    @Override
    void release() {
        dial.cancel();
        if (channel != null) {
            channel.close();
        }
    }
}
