package org.netsonde.engine.http.client;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http2.DefaultHttp2PingFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2FrameStreamException;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2PingFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.util.ReferenceCountUtil;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.Transfers;
import org.netsonde.engine.stream.StreamConnection;

/** A connection of HTTP/2: as many requests at a time as the server allows (RFC 9113). */
final class Http2Connection extends ClientConnection {

    /** How many streams are used at a time however many a server allows. */
    private static final int MOST_STREAMS = 1000;

    /** How much of each body may be on its way: more than the default, so that a distant server is not waited for. */
    private static final int WINDOW = 1 << 20;

    /**
     * How much of all bodies together: more than as many downloads as there may be, each of which waits for its disk, can keep
     * back, so that they leave room for other requests.
     */
    private static final int WINDOW_OF_ALL = (Transfers.MOST + 14) * WINDOW;

    private final Http2FrameCodec codec;
    private final Map<Exchange, Stream> streams = new LinkedHashMap<>();
    private long pings;

    Http2Connection(OriginPool pool, StreamConnection stream, Setup setup) {
        super(pool, stream, setup);
        codec = Http2FrameCodecBuilder.forClient()
                .initialSettings(Http2Settings.defaultSettings()
                        .pushEnabled(false)
                        .maxConcurrentStreams(0)
                        .initialWindowSize(WINDOW)
                        .maxHeaderListSize(pool.agent().options().maxHead().bytes()))
                .validateHeaders(true)
                .gracefulShutdownTimeoutMillis(0)
                .build();
    }

    /** Adds its stages before the one of that name, and says the first words. */
    void install(ChannelPipeline pipeline, String before) {
        pipeline.addBefore(before, "frames", codec);
        pipeline.addBefore(before, "streams", new Http2MultiplexHandler(new Refusing()));
        pipeline.channel().flush();
    }

    /**
     * Gives the bodies of all replies together their room, which settings do not change (RFC 9113, section 6.9.2). To be called
     * once, when the server has shown that it is one of HTTP/2: others close after the first words, and what they said is lost
     * if anything more is sent to them.
     */
    void widen() {
        int given = codec.connection()
                .local()
                .flowController()
                .windowSize(codec.connection().connectionStream());
        stream().channel().writeAndFlush(new DefaultHttp2WindowUpdateFrame(WINDOW_OF_ALL - given));
    }

    /** Streams of the server's own, which it was told not to open. */
    @ChannelHandler.Sharable
    private static final class Refusing extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            ctx.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.REFUSED_STREAM));
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    String version() {
        return "HTTP/2";
    }

    @Override
    int ownRoom() {
        return Math.max(
                0, most() - Math.max(streams.size(), codec.connection().local().numActiveStreams()));
    }

    @Override
    int most() {
        return Math.min(MOST_STREAMS, codec.connection().local().maxActiveStreams());
    }

    @Override
    boolean multiplexes() {
        return true;
    }

    @Override
    boolean isFree() {
        return streams.isEmpty();
    }

    @Override
    void send(Exchange exchange) {
        Stream line = new Stream(exchange);
        streams.put(exchange, line);
        new Http2StreamChannelBootstrap(stream().channel())
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new Http2StreamFrameToHttpObjectCodec(false));
                        channel.pipeline().addLast(line.replies);
                        channel.pipeline().addLast(line);
                    }
                })
                .open()
                .addListener(future -> {
                    if (future.isSuccess()) {
                        line.opened((Http2StreamChannel) future.getNow());
                    } else {
                        line.lost(HttpFailures.of(future.cause(), origin()), ReplySink.Acted.NO);
                    }
                });
    }

    @Override
    void check(HttpIdleCheck.Request how) {
        pings++;
        stream().channel().writeAndFlush(new DefaultHttp2PingFrame(pings));
    }

    /** The server has answered PING. */
    void ponged(Http2PingFrame frame) {
        if (frame.ack() && frame.content() == pings) {
            checked(true);
        }
    }

    @Override
    void forgetCheck() {
        pings++;
    }

    @Override
    boolean cancel(Exchange exchange) {
        Stream line = streams.get(exchange);
        if (line == null) {
            return false;
        }
        line.replies.forget();
        line.hangUp(null);
        return true;
    }

    @Override
    void broken(Failure failure) {
        retire();
        boolean alone = streams.isEmpty();
        for (Stream line : List.copyOf(streams.values())) {
            line.lost(failure, ReplySink.Acted.LIKELY);
        }
        if (alone && failure.kind() != Failure.Kind.CONNECTION_RESET && stream().fail(failure)) {
            pool().agent().report(failure);
        }
        stream().closeGently(Phrase.of("event.closedAfterFailure"));
        checked(false);
    }

    @Override
    void ended() {
        retire();
        for (Stream line : List.copyOf(streams.values())) {
            boolean begun = line.replies.hasBegun();
            line.lost(
                    begun ? HttpFailures.cutShort(origin()) : HttpFailures.noReply(origin()),
                    !begun && (hasRested() || requests() > 1) ? ReplySink.Acted.HARDLY : ReplySink.Acted.LIKELY);
        }
    }

    @Override
    void inputClosed() {
        retire();
        ended();
        stream().finish(Phrase.of("event.closedByPeer"));
    }

    /** The server takes no more than the streams up to that one; it has not looked at those behind it. */
    void goingAway(Http2GoAwayFrame frame) {
        retire();
        int last = frame.lastStreamId();
        long error = frame.errorCode();
        for (Stream line : List.copyOf(streams.values())) {
            if (line.number() > last) {
                line.lost(
                        Failure.of(Failure.Kind.PEER_ERROR, "http2GoAway", origin().where(), name(error)),
                        ReplySink.Acted.NO);
            }
        }
        if (isFree()) {
            stream().closeGently(Phrase.of("event.closedByPeer"));
            checked(false);
        }
    }

    private static String name(long error) {
        Http2Error known = Http2Error.valueOf(error);
        return known == null ? Long.toString(error) : known.name();
    }

    /** One request with its reply. The last stage of its stream. */
    private final class Stream extends ChannelInboundHandlerAdapter implements ReplyStage.Line {
        private final Exchange exchange;
        private final ReplyStage replies = new ReplyStage(this);
        private @Nullable Http2StreamChannel channel;

        Stream(Exchange exchange) {
            this.exchange = exchange;
            replies.await(exchange);
        }

        void opened(Http2StreamChannel made) {
            channel = made;
            if (!equals(streams.get(exchange))) {
                // Given up meanwhile.
                made.close();
                return;
            }
            exchange.write(Http2Connection.this, made);
        }

        int number() {
            Http2StreamChannel made = channel;
            return made == null ? Integer.MAX_VALUE : made.stream().id();
        }

        @Override
        public Origin server() {
            return origin();
        }

        @Override
        public void free(boolean keep) {
            remove();
        }

        private void remove() {
            if (streams.remove(exchange, this)) {
                released();
            }
        }

        @Override
        public void hangUp(@Nullable Failure failure) {
            Http2StreamChannel made = channel;
            if (made != null && made.isActive()) {
                made.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.CANCEL))
                        .addListener(sent -> made.close());
            }
            remove();
        }

        @Override
        public void unasked(HttpResponse head) {
            hangUp(null);
        }

        void lost(Failure failure, ReplySink.Acted acted) {
            ReplySink waiting = replies.waiting();
            replies.forget();
            streams.remove(exchange, this);
            if (waiting != null) {
                waiting.broken(failure, acted);
            }
            released();
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof Http2ResetFrame reset && replies.waiting() != null) {
                boolean refused = reset.errorCode() == Http2Error.REFUSED_STREAM.code();
                lost(
                        Failure.of(Failure.Kind.PEER_ERROR, "http2Reset", origin().where(), name(reset.errorCode())),
                        refused ? ReplySink.Acted.NO : ReplySink.Acted.LIKELY);
            }
            ReferenceCountUtil.release(event);
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ReferenceCountUtil.release(message);
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            if (replies.waiting() != null) {
                boolean begun = replies.hasBegun();
                lost(begun ? HttpFailures.cutShort(origin()) : HttpFailures.noReply(origin()), ReplySink.Acted.LIKELY);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            if (replies.waiting() == null) {
                return;
            }
            if (cause instanceof Http2FrameStreamException || cause instanceof FailureException) {
                lost(HttpFailures.of(cause, origin()), ReplySink.Acted.LIKELY);
                hangUp(null);
            } else {
                lost(HttpFailures.of(cause, origin()), ReplySink.Acted.LIKELY);
                ctx.close();
            }
        }
    }
}
