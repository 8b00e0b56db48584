package org.netsonde.engine.http.client;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;

/** Hands replies to whoever waits for them: those of a connection one after another, or the one of a stream of HTTP/2. */
final class ReplyStage extends ChannelInboundHandlerAdapter {

    /** Interim replies before the reply itself; a server has no use for more than a few. */
    private static final int MOST_INTERIM = 32;

    /** What stands below this stage. */
    interface Line {

        /** Whom it is a line to. */
        Origin server();

        /** The reply is whole, and the line is free for the next request. */
        void free(boolean keep);

        /** What comes from now on is of no use: the line is ended. */
        void hangUp(@Nullable Failure failure);

        /** A reply to nothing. */
        void unasked(HttpResponse head);
    }

    private final Line line;
    private @Nullable ReplySink sink;
    private boolean interim;
    private boolean keep = true;
    private boolean begun;
    private boolean headed;
    private boolean over;
    private int interims;

    ReplyStage(Line line) {
        this.line = line;
    }

    /** The next reply goes there. */
    void await(ReplySink next) {
        sink = next;
        interims = 0;
        begun = false;
        headed = false;
        keep = true;
    }

    /** Who waits for a reply, or for the rest of one. */
    @Nullable
    ReplySink waiting() {
        return sink;
    }

    /** Whether something of the reply has come, an interim one included. */
    boolean hasBegun() {
        return begun;
    }

    /** Nobody waits any more. */
    void forget() {
        sink = null;
        over = true;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof HttpObject part)) {
            ctx.fireChannelRead(message);
            return;
        }
        try {
            if (!over) {
                read(ctx, part);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void read(ChannelHandlerContext ctx, HttpObject part) {
        if (part.decoderResult().isFailure()) {
            fail(HttpFailures.malformed(part.decoderResult().cause(), line.server()));
            return;
        }
        if (part instanceof HttpResponse head && !begins(ctx, head)) {
            return;
        }
        if (part instanceof HttpContent content && sink != null) {
            if (!headed) {
                // HTTP/2 has frames for either, and a server may confuse their order.
                fail(Failure.of(
                        Failure.Kind.MALFORMED_MESSAGE,
                        "httpMalformed",
                        line.server().where(),
                        "DATA < HEADERS"));
                return;
            }
            if (!interim && content.content().isReadable() && !sink.content(content.content())) {
                giveUp();
            } else if (content instanceof LastHttpContent) {
                ends();
            }
        }
    }

    /** Whether the reply goes on. */
    private boolean begins(ChannelHandlerContext ctx, HttpResponse head) {
        int status = head.status().code();
        if (sink == null) {
            over = true;
            line.unasked(head);
            return false;
        }
        begun = true;
        headed = true;
        interim = status >= 100 && status < 200;
        if (interim) {
            interims++;
            if (status == 101) {
                fail(Failure.of(
                        Failure.Kind.MALFORMED_MESSAGE,
                        "httpSwitched",
                        line.server().where()));
                return false;
            } else if (interims > MOST_INTERIM) {
                fail(Failure.of(
                        Failure.Kind.MALFORMED_MESSAGE,
                        "httpInterim",
                        line.server().where(),
                        MOST_INTERIM));
                return false;
            }
            return true;
        }
        if (status < 100 || status > 999) {
            fail(Failure.of(
                    Failure.Kind.MALFORMED_MESSAGE,
                    "httpMalformed",
                    line.server().where(),
                    status));
            return false;
        }
        keep = HttpUtil.isKeepAlive(head);
        if (!sink.head(head, ctx.channel())) {
            giveUp();
            return false;
        }
        return true;
    }

    private void ends() {
        if (interim) {
            interim = false;
            return;
        }
        ReplySink done = sink;
        sink = null;
        // First, so that what follows from the reply can use the line.
        line.free(keep);
        if (done != null) {
            done.end();
        }
    }

    /** The sink has had enough, and has said why itself. */
    private void giveUp() {
        forget();
        line.hangUp(null);
    }

    /** The reply is no good. */
    void fail(Failure failure) {
        ReplySink waiting = sink;
        forget();
        if (waiting == null) {
            line.hangUp(failure);
        } else {
            line.hangUp(null);
            waiting.broken(failure, ReplySink.Acted.LIKELY);
        }
    }
}
