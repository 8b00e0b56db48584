package org.netsonde.engine.relay.balance;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DuplexChannel;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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

    /** For how long the rest of a reply is thrown away, until the server closes. */
    private static final long LINGER_MILLIS = 1000;

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
    void release(boolean judged) {
        dial.cancel();
        Channel open = channel;
        if (open == null) {
            return;
        }
        if (judged && talk != null && open instanceof DuplexChannel duplex) {
            // What is left unread would turn the close into a reset, which the server would take for a failure.
            duplex.shutdownOutput();
            loop().schedule(() -> open.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            open.close();
        }
    }
}
