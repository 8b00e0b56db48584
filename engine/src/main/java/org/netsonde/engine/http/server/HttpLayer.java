package org.netsonde.engine.http.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.netsonde.engine.Failure;
import org.netsonde.engine.http.BodyBudget;
import org.netsonde.engine.message.Packing;
import org.netsonde.engine.stream.Installation;
import org.netsonde.engine.stream.MessageLayer;

/**
 * HTTP as the message layer of a stream. At first there are {@link #VERSION} and {@link #END}; the first gives way to the
 * stages of HTTP/1.1, {@link #IN}, {@link #OUT} and {@link #EXCHANGE}, or to those of HTTP/2, {@link #ORDER}, {@link #FRAMES}
 * and {@link #STREAMS}, where each request has a channel of its own with an {@link #EXCHANGE}.
 *
 * @param live what the server was told last
 * @param budget the memory of bodies
 * @param report takes failures that connections survive
 */
record HttpLayer(LiveConfig live, BodyBudget budget, Consumer<Failure> report) implements MessageLayer {

    /** Finds out which version is spoken. */
    static final String VERSION = "http-version";
    /** Reads requests of HTTP/1.1. */
    static final String IN = "http-in";
    /** Writes replies of HTTP/1.1. */
    static final String OUT = "http-out";
    /** Looks at the order of streams of HTTP/2. */
    static final String ORDER = "http-order";
    /** Reads and writes frames of HTTP/2. */
    static final String FRAMES = "http-frames";
    /** Gives each stream of HTTP/2 a channel of its own. */
    static final String STREAMS = "http-streams";
    /** Between the frames of a stream and its request and reply. */
    static final String STREAM = "http-stream";
    /** Answers requests. */
    static final String EXCHANGE = "http-exchange";
    /** Tells the session what becomes of the connection. */
    static final String END = "http-end";

    /** How many times as many streams as are served a peer may open before it can know that. */
    private static final int SPARE = 4;

    /** How many streams may be reset in {@link #RESET_SECONDS}, by the peer, or for an error of its. */
    private static final int MOST_RESETS = 200;

    private static final int RESET_SECONDS = 30;

    /** How many answers to settings and pings may wait for a peer that does not read. */
    private static final int MOST_ANSWERS = 10_000;

    /** How many frames of data without any may follow each other. */
    private static final int MOST_EMPTY = 2;

    /** How many small pieces a head may come in. */
    private static final int MOST_PIECES = 16;

    /** Nothing is ever written by a session: a server answers. */
    private static final Packing NONE = (in, index, length, out) -> out.writeBytes(in, index, length);

    @Override
    public Packing packing() {
        return NONE;
    }

    @Override
    public void install(Installation to) {
        HttpLink link = new HttpLink(to, live, budget, report);
        to.pipeline().addLast(VERSION, new VersionStage(link));
        to.pipeline().addLast(END, new EndStage(link));
    }

    /** From here on it is HTTP/1.1. */
    static void installHttp1(ChannelPipeline pipeline, HttpLink link) {
        RequestDecoder decoder =
                new RequestDecoder(() -> link.options().maxHead().bytes());
        pipeline.addBefore(END, IN, decoder);
        pipeline.addBefore(END, OUT, new HttpResponseEncoder());
        pipeline.addBefore(END, EXCHANGE, new ExchangeStage(link, 0, decoder::isInHead));
    }

    /**
     * From here on it is HTTP/2. What else a peer could wear a server out with is bounded: how often it resets streams or has
     * them reset, how many settings and pings wait for an answer, empty frames, and heads in many small pieces.
     */
    static void installHttp2(ChannelPipeline pipeline, HttpLink link) {
        HttpServerOptions options = link.options();
        Http2FrameCodecBuilder frames = Http2FrameCodecBuilder.forServer()
                .initialSettings(Http2Settings.defaultSettings()
                        .maxConcurrentStreams(options.maxStreams())
                        .maxHeaderListSize(options.maxHead().bytes()))
                .validateHeaders(true)
                .validateRequiredPseudoHeaders(true)
                .decoderEnforceMaxRstFramesPerWindow(MOST_RESETS, RESET_SECONDS)
                .encoderEnforceMaxRstFramesPerWindow(MOST_RESETS, RESET_SECONDS)
                .encoderEnforceMaxQueuedControlFrames(MOST_ANSWERS)
                .decoderEnforceMaxConsecutiveEmptyDataFrames(MOST_EMPTY)
                .decoderEnforceMaxSmallContinuationFrames(MOST_PIECES)
                .gracefulShutdownTimeoutMillis(0)
                .decoupleCloseAndGoAway(true);
        StreamOrder order = new StreamOrder(SPARE * options.maxStreams(), link::openHead);
        pipeline.addBefore(END, ORDER, order);
        Http2FrameCodec codec = frames.build();
        codec.connection().addListener(new Http2ConnectionAdapter() {
            @Override
            public void onGoAwaySent(int lastStream, long code, ByteBuf why) {
                link.saidGoodbye(code, why.toString(StandardCharsets.UTF_8));
            }
        });
        pipeline.addBefore(END, FRAMES, codec);
        pipeline.addBefore(END, STREAMS, new Http2MultiplexHandler(new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                int id = ((Http2StreamChannel) channel).stream().id();
                channel.closeFuture().addListener(closed -> order.ended(id));
                channel.pipeline().addLast(STREAM, new Http2StreamFrameToHttpObjectCodec(true));
                channel.pipeline().addLast(EXCHANGE, new ExchangeStage(link, id, () -> false));
            }
        }));
        link.speaksHttp2(pipeline.channel());
    }
}
