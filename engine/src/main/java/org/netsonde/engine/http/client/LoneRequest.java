package org.netsonde.engine.http.client;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Failures;
import org.netsonde.engine.http.HttpHeads;
import org.netsonde.engine.http.HttpText;
import org.netsonde.engine.http.SentHeaders;
import org.netsonde.engine.metrics.Meter;
import org.netsonde.engine.protocol.Connections;
import org.netsonde.engine.protocol.Durations;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.stream.Aim;
import org.netsonde.engine.stream.ConnectionSecurity;
import org.netsonde.engine.stream.Dial;
import org.netsonde.engine.stream.ReadClock;
import org.netsonde.engine.stream.StreamConnection;
import org.netsonde.engine.stream.StreamPipeline;
import org.netsonde.engine.stream.TlsSecurity;
import org.netsonde.engine.tls.ClientTls;
import org.netsonde.engine.traffic.TrafficTap;

/**
 * One request over a connection of its own, by an endpoint whose own connections speak something else. It is neither counted nor
 * recorded, and not listed among the endpoint's connections; whoever sends it sees to that. Confined to an event loop.
 */
public final class LoneRequest {

    private static final int MAX_LINE = 8 << 10;
    private static final int MAX_HEAD = 64 << 10;
    private static final int MAX_BODY = 64 << 10;
    private static final int CHUNK = 8 << 10;
    private static final String ANSWER = "answer";

    private final EndpointContext context;
    private final EventLoop loop;
    private final Dial.Terms terms;
    private final ClientTls tls;
    private final Origin origin;
    private final TokenSource.Request request;
    private final Consumer<HttpText> replied;
    private final Consumer<Failure> failed;

    private ConnectionSecurity security = ConnectionSecurity.NONE;
    private @Nullable ScheduledFuture<?> deadline;
    private @Nullable Dial dial;
    private @Nullable Channel channel;
    private boolean over;

    /**
     * One that has not begun.
     *
     * @param tls how the server is spoken to where the address is that of {@code https}
     * @param replied takes the reply; told that or a failure, once, on the event loop
     */
    public LoneRequest(
            EndpointContext context,
            EventLoop loop,
            Dial.Terms terms,
            ClientTls tls,
            TokenSource.Request request,
            Consumer<HttpText> replied,
            Consumer<Failure> failed) {
        this.context = new EndpointContext(
                context.name(),
                context.loops(),
                Meter.NONE,
                owner -> TrafficTap.NONE,
                new Connections(context.clock()),
                context.transfers(),
                context.middle(),
                context.endpoints(),
                context.keys(),
                context.clock(),
                failure -> {});
        this.loop = loop;
        this.terms = terms;
        this.tls = tls;
        this.origin = Origin.of(request.url());
        this.request = request;
        this.replied = replied;
        this.failed = failed;
    }

    /**
     * Begins.
     *
     * @param limit how long it may take in all
     */
    public void start(Duration limit) {
        deadline = loop.schedule(() -> late(limit), limit.toNanos(), TimeUnit.NANOSECONDS);
        CompletionStage<ConnectionSecurity> prepared =
                (origin.secure() ? TlsSecurity.of(tls) : ConnectionSecurity.Source.NONE).prepare(context);
        prepared.whenCompleteAsync(
                (made, error) -> {
                    if (made == null) {
                        fail(Failures.of(error, origin.where()));
                    } else if (over) {
                        made.close();
                    } else {
                        security = made;
                        dial();
                    }
                },
                loop);
    }

    private void late(Duration limit) {
        fail(Failure.of(Failure.Kind.REPLY_TIMEOUT, "httpTimeout", origin.where(), Durations.format(limit)));
    }

    private void dial() {
        Dial next = new Dial(context, loop, terms, new Dial.Outcome() {
            @Override
            public void connected(Channel made, InetSocketAddress peer) {
                install(made, peer);
            }

            @Override
            public void failed(Failure failure) {
                fail(failure);
            }
        });
        dial = next;
        next.start(new Aim("", origin.host(), origin.port()));
    }

    private void install(Channel made, InetSocketAddress peer) {
        channel = made;
        StreamConnection connection = StreamConnection.ofClient(context, made, peer);
        try {
            StreamPipeline.install(connection, new ReadClock(), peer, security, this::stages, this::fail);
        } catch (RuntimeException e) {
            // Such as where there is no memory left for TLS.
            fail(Failures.of(e, origin.where()));
        }
    }

    private void stages(ChannelPipeline pipeline) {
        pipeline.addLast(new HttpClientCodec(MAX_LINE, MAX_HEAD, CHUNK));
        pipeline.addLast(new HttpObjectAggregator(MAX_BODY));
        pipeline.addLast(ANSWER, new Answer());
    }

    /** Sends the request once the connection stands, and takes the reply. */
    private final class Answer extends SimpleChannelInboundHandler<FullHttpResponse> {

        private boolean sent;

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            if (!sent && !over) {
                // A client hears of it twice.
                sent = true;
                send(ctx);
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, FullHttpResponse response) {
            if (over) {
                return;
            }
            if (response.decoderResult().isFailure()) {
                fail(HttpFailures.malformed(response.decoderResult().cause(), origin));
                return;
            }
            byte[] body = ByteBufUtil.getBytes(response.content());
            HttpText text = HttpText.parse(HttpText.of(HttpHeads.of(response, SentHeaders.NONE), body));
            Arrays.fill(body, (byte) 0);
            finish();
            replied.accept(text);
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof ChannelInputShutdownEvent) {
                ctx.close();
            } else {
                ctx.fireUserEventTriggered(event);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            fail(HttpFailures.noReply(origin));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            fail(HttpFailures.of(cause, origin));
        }
    }

    private void send(ChannelHandlerContext ctx) {
        DefaultFullHttpRequest out = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.POST, request.url().target(), Unpooled.wrappedBuffer(request.body()));
        HttpHeaders headers = out.headers();
        headers.set("Host", request.url().authority());
        headers.set("User-Agent", "netsonde");
        headers.set("Accept", "application/json");
        headers.set("Connection", HttpHeaderValues.CLOSE);
        if (request.body().length > 0) {
            headers.set("Content-Type", "application/json");
        }
        headers.set("Content-Length", request.body().length);
        request.fields().addTo(headers);
        ctx.writeAndFlush(out);
    }

    /** Gives up, and tells so: what holds a password waits for it. */
    public void cancel() {
        fail(cancelled());
    }

    /** What is told of a request that is given up, or is not to begin any more. */
    public static Failure cancelled() {
        return Failure.of(Failure.Kind.NOT_CONNECTED, "noConnection");
    }

    private void fail(Failure failure) {
        if (!over) {
            finish();
            failed.accept(failure);
        }
    }

    private void finish() {
        over = true;
        if (deadline != null) {
            deadline.cancel(false);
        }
        if (dial != null) {
            dial.cancel();
        }
        if (channel != null) {
            channel.close().addListener(closed -> security.close());
        } else {
            security.close();
        }
    }
}
