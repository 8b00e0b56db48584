package org.netsonde.engine.http.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.protocol.Durations;

/**
 * Requests and their replies, one after the other: on a connection of HTTP/1.1 the next request waits until the one before it
 * has been answered, and on a stream of HTTP/2 there is one only. Collects the request, asks the service, and has the reply
 * written by {@link Outgoing}; keeps to limits and times.
 */
final class ExchangeStage extends ChannelInboundHandlerAdapter {

    /** How long a peer has to take a reply before the rest of its request is refused. */
    private static final int RESET_MILLIS = 250;

    /** How long a service may take to answer. */
    private static final long ANSWER_NANOS = TimeUnit.MINUTES.toNanos(1);

    private static final Logger LOG = System.getLogger(ExchangeStage.class.getName());

    /** A request that is being read. */
    private static final class Incoming {
        final HttpRequest head;
        final long since;
        final ByteArrayOutputStream body = new ByteArrayOutputStream(0);

        Incoming(HttpRequest head, long since) {
            this.head = head;
            this.since = since;
        }
    }

    private final HttpLink link;
    private final int stream;
    private final BooleanSupplier inHead;
    private final Deque<Object> waiting = new ArrayDeque<>();
    private @Nullable Deadline deadline;
    private @Nullable Incoming incoming;
    private @Nullable Outgoing outgoing;
    private @Nullable Future<?> delayed;
    private @Nullable CompletableFuture<ServerReply> pending;
    private int questions;
    private long held;
    private boolean answering;
    private boolean inputEnded;
    private boolean draining;
    private boolean headBegun;
    private boolean over;
    private boolean gone;

    /**
     * The stage of a connection or of a stream.
     *
     * @param stream the stream's number; 0 for a connection of HTTP/1.1
     * @param inHead whether a head has begun and not ended
     */
    ExchangeStage(HttpLink link, int stream, BooleanSupplier inHead) {
        this.link = link;
        this.stream = stream;
        this.inHead = inHead;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        deadline = new Deadline(ctx.channel().eventLoop());
        if (stream == 0) {
            silent();
        }
    }

    private Deadline deadline() {
        Deadline known = deadline;
        if (known == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        return known;
    }

    private void silent() {
        deadline().set(link.options().keepAliveTimeout().toNanos(), () -> link.leave(Phrase.of("event.closedIdle")));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (over || gone || link.isClosing()) {
            ReferenceCountUtil.release(message);
            return;
        }
        waiting.add(message);
        drain(ctx);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        await(ctx);
        ctx.fireChannelReadComplete();
    }

    /** What must come next has its time. */
    private void await(ChannelHandlerContext ctx) {
        if (over || gone || answering) {
            return;
        }
        Incoming reading = incoming;
        if (reading != null) {
            Duration limit = link.options().requestTimeout();
            long left = limit.toNanos() - (System.nanoTime() - reading.since);
            deadline().set(Math.max(0, left), () -> late(ctx, "lateRequest", limit));
        } else if (stream == 0 && inHead.getAsBoolean()) {
            if (!headBegun) {
                headBegun = true;
                Duration limit = link.options().headTimeout();
                deadline().set(limit.toNanos(), () -> late(ctx, "lateHead", limit));
            }
        }
    }

    private void late(ChannelHandlerContext ctx, String key, Duration limit) {
        refuse(ctx, new Refusal(408, Phrase.of("httpRefusal." + key, Durations.format(limit))), null, false);
    }

    private void drain(ChannelHandlerContext ctx) {
        if (draining) {
            return;
        }
        draining = true;
        try {
            while (!answering && !over && !gone) {
                Object message = waiting.poll();
                if (message == null) {
                    break;
                }
                try {
                    take(ctx, message);
                } finally {
                    ReferenceCountUtil.release(message);
                }
            }
        } finally {
            draining = false;
        }
        if (over || gone) {
            releaseWaiting();
        } else if (stream == 0) {
            // Nothing more is read than what has been read, until the reply is through.
            ctx.channel().config().setAutoRead(!answering);
        }
    }

    private void releaseWaiting() {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    private void take(ChannelHandlerContext ctx, Object message) {
        if (message instanceof Refused refused) {
            if (refused.head() != null && incoming == null) {
                link.recordHead(Recorded.head(refused.head(), stream));
            }
            refuse(ctx, refused.refusal(), refused.head(), false);
            return;
        }
        if (message instanceof HttpRequest request) {
            begin(ctx, request);
        }
        if (message instanceof HttpContent content && incoming != null) {
            add(ctx, incoming, content);
        }
    }

    private void begin(ChannelHandlerContext ctx, HttpRequest request) {
        headBegun = false;
        Incoming reading = new Incoming(request, link.readAt());
        incoming = reading;
        link.begun();
        Refusal refusal = null;
        if (stream > 0) {
            Recorded.strip(request.headers());
            link.connection().meter().add(HttpServerMetrics.HTTP2_REQUESTS, 1);
            refusal = RequestRules.check(request, true);
        } else if (link.options().versions() == HttpVersions.HTTP2) {
            refusal = new Refusal(505, Phrase.of("httpRefusal.http2Only"));
        }
        if (refusal == null) {
            refusal = tooLarge(HttpUtil.getContentLength(request, 0L));
        }
        if (refusal != null) {
            link.recordHead(Recorded.head(request, stream));
            refuse(ctx, refusal, request, request instanceof LastHttpContent);
        } else if (RequestRules.waits(request) && !(request instanceof LastHttpContent)) {
            ctx.writeAndFlush(new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
        }
    }

    private @Nullable Refusal tooLarge(long length) {
        long most = link.options().maxBody().bytes();
        return length > most
                ? new Refusal(
                        413, Phrase.of("httpRefusal.bodyTooLong", link.options().maxBody()))
                : null;
    }

    private void add(ChannelHandlerContext ctx, Incoming reading, HttpContent content) {
        ByteBuf bytes = content.content();
        int count = bytes.readableBytes();
        boolean last = content instanceof LastHttpContent;
        if (count > 0) {
            Refusal refusal = tooLarge((long) reading.body.size() + count);
            if (refusal == null && !hold(count)) {
                refusal = noMemory();
            }
            if (refusal != null) {
                link.recordHead(Recorded.head(reading.head, stream));
                refuse(ctx, refusal, reading.head, last);
                return;
            }
            try {
                bytes.readBytes(reading.body, count);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        if (last) {
            answer(ctx, reading);
        }
    }

    /** Takes memory for bytes that are kept until the exchange is over; false where there is none. */
    private boolean hold(int count) {
        boolean taken = link.budget().tryTake(count);
        if (taken) {
            held += count;
        }
        return taken;
    }

    private void letGo() {
        link.budget().give(held);
        held = 0;
    }

    private static Refusal noMemory() {
        return new Refusal(503, Phrase.of("httpRefusal.noMemory"));
    }

    private void answer(ChannelHandlerContext ctx, Incoming reading) {
        answering = true;
        inputEnded = true;
        incoming = null;
        deadline().clear();
        byte[] body = reading.body.toByteArray();
        HttpRequest head = reading.head;
        link.received(Recorded.head(head, stream), head, body);
        long since = link.readAt();
        CompletableFuture<ServerReply> asked = ask(new ServerRequest(
                head.method().name(),
                head.uri(),
                stream > 0 ? Recorded.VERSION_2 : head.protocolVersion().text(),
                head.headers(),
                body,
                link.remote(),
                link.isSecure(),
                link.local(),
                link.connection().id()));
        if (asked.isDone()) {
            send(ctx, head, result(asked), since);
            return;
        }
        pending = asked;
        questions++;
        int question = questions;
        deadline().set(ANSWER_NANOS, () -> {
            pending = null;
            asked.cancel(false);
            link.note(Failure.of(
                    Failure.Kind.REPLY_TIMEOUT,
                    "httpServiceLate",
                    Addresses.text(link.connection().remote()),
                    Durations.format(Duration.ofNanos(ANSWER_NANOS))));
            send(ctx, head, text(503, Phrase.of("httpRefusal.lateReply").toString()), since);
        });
        asked.whenComplete((reply, error) -> ctx.executor().execute(() -> {
            // Not where the peer has gone meanwhile, or the time is over.
            if (pending != null && question == questions) {
                pending = null;
                deadline().clear();
                send(ctx, head, result(asked), since);
            }
        }));
    }

    private void send(ChannelHandlerContext ctx, HttpRequest head, ServerReply given, long since) {
        ServerReply reply = affordable(given);
        Outgoing writer = new Outgoing(ctx, link, stream, head, reply, reply.close() || !HttpUtil.isKeepAlive(head));
        writer.since(since);
        outgoing = writer;
        if (reply.delay().isPositive()) {
            delayed = ctx.executor()
                    .schedule(() -> start(ctx, writer), reply.delay().toNanos(), TimeUnit.NANOSECONDS);
        } else {
            start(ctx, writer);
        }
    }

    /** The reply, which is held in memory until the peer has taken it, if there is room for it; else another one. */
    private ServerReply affordable(ServerReply reply) {
        if (reply.body() instanceof ReplyBody.Bytes whole && !hold(whole.bytes().length)) {
            Refusal refusal = noMemory();
            link.refused(refusal);
            return text(refusal.status(), refusal.why().toString());
        }
        return reply;
    }

    private void start(ChannelHandlerContext ctx, Outgoing writer) {
        delayed = null;
        if (!gone) {
            writer.start(deadline(), kept -> done(ctx, kept));
        }
    }

    private CompletableFuture<ServerReply> ask(ServerRequest request) {
        try {
            return link.config().service().reply(request).toCompletableFuture();
        } catch (RuntimeException | StackOverflowError e) {
            // What nests too deep for a service is the peer's doing, and must not cost the connection.
            return CompletableFuture.failedFuture(e);
        }
    }

    private ServerReply result(CompletableFuture<ServerReply> asked) {
        try {
            return asked.join();
        } catch (CompletionException | CancellationException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            LOG.log(Logger.Level.WARNING, "An HTTP service failed", cause);
            link.note(Failure.of(Failure.Kind.INTERNAL, "internal", cause.toString()));
            return text(500, Phrase.of("httpRefusal.internal").toString());
        }
    }

    private static ServerReply text(int status, String why) {
        return ServerReply.text(status, "text/plain; charset=utf-8", why + "\n")
                .with("X-Content-Type-Options", "nosniff");
    }

    /**
     * Answers with an error, after which nothing that comes can be understood or is wanted.
     *
     * @param request what could be read of the request; null for that which is being read, if any
     * @param ended whether the request had ended
     */
    private void refuse(ChannelHandlerContext ctx, Refusal refusal, @Nullable HttpRequest request, boolean ended) {
        Incoming reading = incoming;
        if (reading == null) {
            link.begun();
        }
        letGo();
        incoming = null;
        answering = true;
        inputEnded = ended;
        over = true;
        deadline().clear();
        link.refused(refusal);
        HttpRequest head = reading == null ? request : reading.head;
        if (!ctx.channel().isActive()) {
            link.ended(false);
            return;
        }
        Outgoing writer = new Outgoing(
                ctx, link, stream, head, text(refusal.status(), refusal.why().toString()), true);
        outgoing = writer;
        writer.start(deadline(), kept -> done(ctx, kept));
    }

    /**
     * A reply has been sent, or could not be.
     *
     * @param kept whether the connection may go on
     */
    private void done(ChannelHandlerContext ctx, boolean kept) {
        outgoing = null;
        letGo();
        if (gone) {
            return;
        }
        answering = false;
        if (stream > 0) {
            over = true;
            if (!inputEnded) {
                // The rest of the request is not wanted (RFC 9113, section 8.1). Not at once: curl throws away a reply
                // that comes together with the end of its stream.
                ctx.executor()
                        .schedule(
                                () -> ctx.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.NO_ERROR)),
                                RESET_MILLIS,
                                TimeUnit.MILLISECONDS);
            }
        } else if (!kept) {
            over = true;
            link.leave(Phrase.of("event.closedHere"));
        } else if (!over) {
            silent();
        }
        link.ended(!over && !waiting.isEmpty());
        if (!over) {
            drain(ctx);
            await(ctx);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        Outgoing writer = outgoing;
        if (writer != null && ctx.channel().isWritable()) {
            writer.pump();
        }
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (stream > 0 && cause instanceof Http2Exception error) {
            link.frameError(error);
        } else if (stream > 0) {
            link.note(Failure.of(
                    Failure.Kind.BAD_REQUEST,
                    "badFrames",
                    Addresses.text(link.connection().remote()),
                    "PROTOCOL_ERROR",
                    String.valueOf(cause.getMessage())));
            ctx.close();
        } else {
            ctx.fireExceptionCaught(cause);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        end();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        end();
    }

    private void end() {
        if (gone) {
            return;
        }
        gone = true;
        deadline().stop();
        releaseWaiting();
        letGo();
        Future<?> later = delayed;
        if (later != null) {
            // A reply may be held back for an hour, and its body with it.
            later.cancel(false);
            delayed = null;
        }
        Incoming reading = incoming;
        incoming = null;
        CompletableFuture<ServerReply> asked = pending;
        if (asked != null) {
            pending = null;
            asked.cancel(false);
        }
        Outgoing writer = outgoing;
        if (writer != null) {
            writer.abort();
            outgoing = null;
        }
        if (reading != null || writer != null || asked != null) {
            link.ended(false);
        }
    }
}
