package org.netsonde.engine.protocol.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.message.Escapes;
import org.netsonde.engine.protocol.Durations;
import org.netsonde.engine.stream.Installation;

/** The opening handshake (RFC 6455, section 4): what both sides do. It has a time by which it must be over. */
abstract class UpgradeStage extends ChannelInboundHandlerAdapter {

    private static final int MOST_SHOWN = 120;

    final Installation installation;
    final WebSocketLayer layer;
    final WebSocketOptions options;
    final WebSocketStage stage;
    private @Nullable Future<?> deadline;
    private boolean failed;

    UpgradeStage(Installation installation, WebSocketLayer layer, WebSocketStage stage) {
        this.installation = installation;
        this.layer = layer;
        this.options = layer.options();
        this.stage = stage;
    }

    /** The connection stands; the stages behind this one learn of it when it has been upgraded. */
    @Override
    public final void channelActive(ChannelHandlerContext ctx) {
        if (deadline != null) {
            // A client hears of it twice.
            return;
        }
        deadline = ctx.executor()
                .schedule(() -> late(ctx), options.handshakeTimeout().toNanos(), TimeUnit.NANOSECONDS);
        begin(ctx);
    }

    private void late(ChannelHandlerContext ctx) {
        fail(ctx, "upgradeTimeout", Durations.format(options.handshakeTimeout()));
    }

    @Override
    public final void handlerRemoved(ChannelHandlerContext ctx) {
        inTime();
    }

    /** The peer has said all that it has to, or is gone: what is still to come does not depend on it. */
    final void inTime() {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    /** Says what is to be said first. */
    abstract void begin(ChannelHandlerContext ctx);

    /** Whether what still comes changes nothing any more: it has failed, or the connection is being closed. */
    final boolean isOver() {
        return failed || installation.connection().isClosing();
    }

    /** Where a failure happened. */
    final String where() {
        return Addresses.text(installation.connection().remote());
    }

    /** Gives up. The first argument of the texts is the peer. */
    final void fail(ChannelHandlerContext ctx, String name, Object... more) {
        failed = true;
        Object[] args = new Object[more.length + 1];
        args[0] = where();
        System.arraycopy(more, 0, args, 1, more.length);
        ctx.fireExceptionCaught(new FailureException(Failure.of(Failure.Kind.WEBSOCKET_HANDSHAKE, name, args)));
    }

    /** What a peer wrote, fit to stand in a sentence: nothing in it acts on a screen, and it is not longer than one reads. */
    static String shown(Object written) {
        String text = String.valueOf(written);
        String head = text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
        return Escapes.encode(head.getBytes(StandardCharsets.UTF_8)).replace("\\\\", "\\");
    }

    /** From here on there are frames. */
    final void upgraded(
            ChannelHandlerContext ctx, boolean server, Deflating.@Nullable Agreed deflating, Handshake handshake) {
        FrameStages.install(ctx.pipeline(), server, deflating, options);
        ctx.pipeline().remove(this);
        CombinedChannelDuplexHandler<?, ?> http =
                (CombinedChannelDuplexHandler<?, ?>) ctx.pipeline().get(WebSocketLayer.HTTP);
        // What is written at once is frames already. What was read behind the handshake comes when the decoder goes.
        http.removeOutboundHandler();
        stage.established(handshake);
        ctx.pipeline().remove(http);
    }
}
