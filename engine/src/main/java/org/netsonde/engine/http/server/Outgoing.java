package org.netsonde.engine.http.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.http.HttpDates;
import org.netsonde.engine.http.SentHeaders;
import org.netsonde.engine.protocol.Durations;
import org.netsonde.engine.stream.SlowReader;
import org.netsonde.engine.stream.StreamConnection;

/**
 * Writes one reply: its head, and its body as fast as the peer takes it. A peer that takes nothing for too long is left.
 * Confined to its event loop.
 */
final class Outgoing {

    private static final int PART = 64 << 10;

    /** How many parts are written, and for how long, until others on the event loop have their turn. */
    private static final int TURN_PARTS = 64;

    private static final long TURN_NANOS = 1_000_000L;

    /** How long a peer may take nothing where the settings say that slow readers are not waited for, in nanoseconds. */
    private static final long IMPATIENCE = 1_000_000_000L;

    private final ChannelHandlerContext ctx;
    private final HttpLink link;
    private final int stream;
    private final ServerReply reply;
    private final HttpResponse response;
    private final ReplyBody.@Nullable Source source;
    private final byte[] bytes;
    private final long length;
    private final boolean close;
    private final Recorded record;
    private final SentHeaders own;
    private @Nullable Deadline deadline;
    private @Nullable Consumer<Boolean> whenDone;
    private long since;
    private long sent;
    private long taken;
    private long progress;
    private boolean paused;
    private boolean resumed;
    private boolean pumping;
    private boolean waitsItsTurn;
    private boolean written;
    private boolean over;

    /**
     * A reply.
     *
     * @param request what it answers; null where that could not be read
     * @param close whether a connection of HTTP/1.1 ends with it
     */
    Outgoing(
            ChannelHandlerContext ctx,
            HttpLink link,
            int stream,
            @Nullable HttpRequest request,
            ServerReply reply,
            boolean close) {
        this.ctx = ctx;
        this.link = link;
        this.stream = stream;
        this.reply = reply;
        this.own = link.config().headers();
        this.since = System.nanoTime();
        boolean http10 = request != null && request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        boolean bodiless = reply.status() == 204 || reply.status() == 304;
        boolean head = bodiless || (request != null && request.method().equals(HttpMethod.HEAD));
        this.source = reply.body() instanceof ReplyBody.Made made && !head
                ? made.source().get()
                : null;
        this.bytes = reply.body() instanceof ReplyBody.Bytes whole && !head ? whole.bytes() : new byte[0];
        this.length = switch (reply.body()) {
            case ReplyBody.Bytes whole -> whole.bytes().length;
            case ReplyBody.Made made -> made.length();
        };
        // Of HTTP/1.0, what has no length ends with the connection.
        this.close = close || (http10 && length < 0 && !head);
        this.response = response(bodiless, head, http10);
        this.record = new Recorded(Recorded.head(response, own, stream), reply.hidden());
    }

    private HttpResponse response(boolean bodiless, boolean head, boolean http10) {
        HttpHeaders headers = reply.headers().copy();
        own.addTo(headers);
        if (!headers.contains(HttpHeaderNames.DATE)) {
            headers.set("Date", HttpDates.of(Instant.now()));
        }
        headers.remove(HttpHeaderNames.TRANSFER_ENCODING);
        headers.remove(HttpHeaderNames.CONTENT_LENGTH);
        headers.remove(HttpHeaderNames.CONNECTION);
        if (length >= 0 && !bodiless) {
            headers.set("Content-Length", length);
        } else if (length < 0 && stream == 0 && !http10 && !head) {
            headers.set("Transfer-Encoding", HttpHeaderValues.CHUNKED);
        }
        if (stream == 0 && close) {
            headers.set("Connection", HttpHeaderValues.CLOSE);
        } else if (stream == 0 && http10) {
            headers.set("Connection", HttpHeaderValues.KEEP_ALIVE);
        }
        return new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()), headers);
    }

    /** Since when the peer waits for it, as {@link System#nanoTime()}. */
    void since(long time) {
        since = time;
    }

    /**
     * Begins.
     *
     * @param limit of the exchange
     * @param done is told when all has been sent, and whether the connection may go on
     */
    void start(Deadline limit, Consumer<Boolean> done) {
        deadline = limit;
        whenDone = done;
        if (source == null && bytes.length <= PART) {
            record.add(bytes, 0, bytes.length);
            sent = bytes.length;
            last(new DefaultFullHttpResponse(
                    response.protocolVersion(),
                    response.status(),
                    Unpooled.wrappedBuffer(bytes),
                    response.headers(),
                    EmptyHttpHeaders.INSTANCE));
            return;
        }
        ctx.write(response);
        pump();
    }

    /**
     * Writes what there is, while the peer takes it. A body in small parts could go on for as long as it is, since what waits
     * to be sent is counted in bytes: after a number of them, or some time, it waits for its next turn.
     */
    void pump() {
        if (over || written || pumping || paused || waitsItsTurn || whenDone == null) {
            return;
        }
        pumping = true;
        try {
            long until = System.nanoTime() + TURN_NANOS;
            for (int parts = 0; hasMore() && parts < TURN_PARTS && System.nanoTime() - until < 0; parts++) {
                part();
            }
        } finally {
            pumping = false;
        }
        if (over || written) {
            return;
        }
        ctx.flush();
        if (over || written) {
            // What was flushed made room for the rest.
            return;
        }
        if (paused || ctx.channel().isWritable()) {
            // It waits for the server, not for the peer.
            limit().clear();
        } else {
            awaitReader();
        }
        if (hasMore() && !waitsItsTurn) {
            waitsItsTurn = true;
            ctx.executor().execute(this::nextTurn);
        }
    }

    private boolean hasMore() {
        return !over && !written && !paused && ctx.channel().isWritable();
    }

    private void nextTurn() {
        waitsItsTurn = false;
        pump();
    }

    private void part() {
        byte[] next;
        try {
            long pause = source == null ? 0 : source.pauseNanos();
            if (pause > 0 && !resumed) {
                paused = true;
                ctx.executor().schedule(this::resume, pause, TimeUnit.NANOSECONDS);
                return;
            }
            resumed = false;
            next = source == null ? slice() : source.next();
        } catch (RuntimeException e) {
            link.note(Failure.of(Failure.Kind.INTERNAL, "internal", e.toString()));
            fail();
            return;
        }
        if (next == null) {
            if (length >= 0 && sent != length) {
                link.note(Failure.of(Failure.Kind.INTERNAL, "internal", "a body of " + sent + " bytes, not " + length));
                fail();
            } else {
                last(LastHttpContent.EMPTY_LAST_CONTENT);
            }
        } else if (next.length > 0) {
            record.add(next, 0, next.length);
            sent += next.length;
            int count = next.length;
            ctx.write(new DefaultHttpContent(Unpooled.wrappedBuffer(next))).addListener(future -> taken += count);
        }
    }

    private void resume() {
        paused = false;
        resumed = true;
        pump();
    }

    private byte @Nullable [] slice() {
        int at = (int) sent;
        return at >= bytes.length ? null : Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + PART));
    }

    /** Writes the end. */
    private void last(Object message) {
        written = true;
        ChannelFuture end = ctx.writeAndFlush(message);
        if (end.isDone()) {
            ended(end.isSuccess());
        } else {
            awaitReader();
            end.addListener(future -> ended(future.isSuccess()));
        }
    }

    private void ended(boolean success) {
        Consumer<Boolean> told = whenDone;
        if (over || told == null) {
            return;
        }
        over = true;
        limit().clear();
        account();
        if (success) {
            link.connection().meter().latency(System.nanoTime() - since, 1);
        }
        told.accept(success && !close);
    }

    private void account() {
        link.replied(record.kept(), record.length(), reply.status());
    }

    private Deadline limit() {
        Deadline known = deadline;
        if (known == null) {
            throw new IllegalStateException("not started");
        }
        return known;
    }

    /** The peer does not take more: it has its time to take some of what waits. */
    private void awaitReader() {
        boolean patient = link.config().options().slowReader() == SlowReader.WAIT;
        long nanos = patient ? link.options().keepAliveTimeout().toNanos() : IMPATIENCE;
        progress = progress();
        limit().set(nanos, () -> stalled(nanos));
    }

    /** Grows when the peer takes something: of a stream of HTTP/2 whole parts, as others share its connection. */
    private long progress() {
        return stream > 0 ? taken : -StreamConnection.queued(link.connection().channel());
    }

    private void stalled(long nanos) {
        if (over || (!written && ctx.channel().isWritable())) {
            return;
        }
        if (progress() > progress) {
            awaitReader();
            return;
        }
        link.note(Failure.of(
                Failure.Kind.SLOW_READER,
                "slowReply",
                Addresses.text(link.connection().remote()),
                Durations.format(Duration.ofNanos(nanos))));
        if (stream > 0) {
            fail();
        } else {
            link.connection().close(Phrase.of("event.closedAfterFailure"));
        }
    }

    /** The reply cannot be finished: the peer must not take it for whole. */
    private void fail() {
        Consumer<Boolean> told = whenDone;
        if (over || told == null) {
            return;
        }
        over = true;
        limit().clear();
        account();
        if (stream > 0) {
            ctx.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.INTERNAL_ERROR));
        }
        told.accept(false);
    }

    /** The connection or the stream has gone. */
    void abort() {
        if (!over && whenDone != null) {
            over = true;
            account();
        }
    }
}
