package org.netsonde.engine.probe.phase;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.handler.codec.http2.HttpConversionUtil;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Failures;
import org.netsonde.engine.http.HttpSecrets;

/** One request and its reply, over HTTP/1.1 or HTTP/2, of a conversation. Confined to its event loop. */
final class HttpTalk {

    /** More of a body than that is not waited for. */
    private static final long MOST_BODY = 16 << 20;

    private static final int MAX_LINE = 8 << 10;
    private static final int MAX_HEAD = 64 << 10;
    private static final int CHUNK = 64 << 10;
    private static final int MAX_SHOWN = 1024;

    private final Conversation conversation;
    private final PhaseClock clock;
    private final ConversationPlan.Ask ask;
    private final String where;
    private boolean sent;
    private boolean begun;

    HttpTalk(Conversation conversation, PhaseClock clock, ConversationPlan.Ask ask, String where) {
        this.conversation = conversation;
        this.clock = clock;
        this.ask = ask;
        this.where = where;
    }

    void start(ChannelPipeline pipeline, boolean two) {
        if (two) {
            http2(pipeline);
        } else {
            pipeline.addLast(new FirstByte(), new HttpClientCodec(MAX_LINE, MAX_HEAD, CHUNK), new Ear("HTTP/1.1"));
            ask(pipeline.channel());
        }
    }

    private void http2(ChannelPipeline pipeline) {
        pipeline.addLast(
                Http2FrameCodecBuilder.forClient()
                        .initialSettings(Http2Settings.defaultSettings()
                                .pushEnabled(false)
                                .maxConcurrentStreams(0)
                                .maxHeaderListSize(MAX_HEAD))
                        .build(),
                new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()),
                new Trouble());
        pipeline.channel().flush();
        new Http2StreamChannelBootstrap(pipeline.channel())
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new Http2StreamFrameToHttpObjectCodec(false), new Ear("HTTP/2"));
                    }
                })
                .open()
                .addListener((Future<Channel> future) -> {
                    if (future.isSuccess()) {
                        ask(future.getNow());
                    } else {
                        broken(future.cause());
                    }
                });
    }

    private void ask(Channel channel) {
        DefaultFullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                HttpMethod.valueOf(ask.method()),
                ask.url().target());
        request.headers().set(HttpHeaderNames.HOST, ask.url().authority());
        request.headers().set(HttpHeaderNames.USER_AGENT, "netsonde");
        request.headers().set(HttpHeaderNames.ACCEPT, "*/*");
        request.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        request.headers()
                .set(
                        HttpConversionUtil.ExtensionHeaderNames.SCHEME.text(),
                        ask.url().secure() ? "https" : "http");
        channel.writeAndFlush(request).addListener(future -> {
            if (future.isSuccess()) {
                sent();
            } else {
                broken(future.cause());
            }
        });
    }

    private void sent() {
        if (!sent) {
            sent = true;
            clock.end(Phase.REQUEST, System.nanoTime());
        }
    }

    /** The first byte of the reply; a server may begin before the request is said to be written. */
    private void begin() {
        sent();
        if (!begun) {
            begun = true;
            clock.end(Phase.FIRST_BYTE, System.nanoTime());
        }
    }

    private void broken(Throwable cause) {
        Failure known = Failures.of(cause, where);
        conversation.fail(
                known.kind() == Failure.Kind.INTERNAL
                        ? Failure.of(Failure.Kind.MALFORMED_MESSAGE, "probeNoHttp", where)
                        : known);
    }

    /** Before the decoder, since a head may come byte by byte. */
    private final class FirstByte extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (message instanceof ByteBuf bytes && bytes.isReadable()) {
                begin();
            }
            ctx.fireChannelRead(message);
        }
    }

    /** What goes wrong with a connection of HTTP/2 as a whole. */
    private final class Trouble extends ChannelInboundHandlerAdapter {
        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            conversation.fail(Failure.of(Failure.Kind.PEER_ERROR, begun ? "httpCutShort" : "httpNoReply", where));
            ctx.fireChannelInactive();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            broken(cause);
        }
    }

    /** Takes the reply. */
    private final class Ear extends SimpleChannelInboundHandler<HttpObject> {

        private final String spoken;
        private @Nullable HttpResponse head;
        private long bytes;

        Ear(String spoken) {
            this.spoken = spoken;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, HttpObject object) {
            begin();
            if (object.decoderResult().isFailure()) {
                boolean cut = object.decoderResult().cause() instanceof PrematureChannelClosureException;
                conversation.fail(
                        cut
                                ? Failure.of(Failure.Kind.PEER_ERROR, "httpCutShort", where)
                                : Failure.of(Failure.Kind.MALFORMED_MESSAGE, "probeNoHttp", where));
                return;
            }
            if (object instanceof HttpResponse response) {
                head = response;
            }
            HttpResponse known = head;
            if (known == null) {
                return;
            }
            if (object instanceof HttpContent content) {
                bytes += content.content().readableBytes();
                boolean last = object instanceof LastHttpContent;
                boolean ahead = known.status().codeClass() == HttpStatusClass.INFORMATIONAL
                        && known.status().code() != 101;
                if (last && ahead) {
                    head = null;
                } else if (last || bytes > MOST_BODY) {
                    conclude(known, last);
                }
            }
        }

        private void conclude(HttpResponse known, boolean complete) {
            clock.end(Phase.DOWNLOAD, System.nanoTime());
            String location = known.headers().get(HttpHeaderNames.LOCATION, "");
            String shown = location.length() > MAX_SHOWN ? location.substring(0, MAX_SHOWN) + "…" : location;
            conversation.replied(new HttpSeen(
                    ask.method(),
                    spoken.equals("HTTP/1.1") ? known.protocolVersion().text() : spoken,
                    known.status().code(),
                    bytes,
                    complete,
                    HttpSecrets.target(shown)));
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            conversation.fail(Failure.of(
                    Failure.Kind.PEER_ERROR, head == null && !begun ? "httpNoReply" : "httpCutShort", where));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            broken(cause);
        }
    }
}
