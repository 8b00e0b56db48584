package org.netsonde.engine.prometheus;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;

/**
 * One connection of a scraper: one request, one answer, then it ends. It ends in any case when its time is over, whatever
 * the other side does or leaves undone. What a scrape costs is done beside the event loop.
 */
final class ScrapeStage extends SimpleChannelInboundHandler<HttpObject> {

    private static final System.Logger LOG = System.getLogger(ScrapeStage.class.getName());
    private static final String TEXT = "text/plain; charset=utf-8";

    private final Scraping scraping;
    private final Duration limit;
    private boolean answered;

    /**
     * A stage for one connection.
     *
     * @param limit how long the connection may take from its beginning to its end
     */
    ScrapeStage(Scraping scraping, Duration limit) {
        this.scraping = scraping;
        this.limit = limit;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        var end = ctx.executor().schedule(() -> ctx.close(), limit.toNanos(), TimeUnit.NANOSECONDS);
        ctx.channel().closeFuture().addListener(closed -> end.cancel(false));
        ctx.fireChannelActive();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HttpObject part) {
        // A body says nothing here; it is passed over.
        if (part instanceof HttpRequest request && !answered) {
            answered = true;
            answer(ctx, request);
        }
    }

    private void answer(ChannelHandlerContext ctx, HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            refuse(ctx, unreadable(request.decoderResult().cause()), "notHttp");
            return;
        }
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            refuse(ctx, HttpResponseStatus.METHOD_NOT_ALLOWED, "method");
            return;
        }
        List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
        if (hosts.size() != 1) {
            refuse(ctx, HttpResponseStatus.BAD_REQUEST, "noHost");
            return;
        }
        if (!scraping.admits(hosts.getFirst())) {
            // A page of another site whose name was turned to this machine would read the figures.
            refuse(ctx, HttpResponseStatus.FORBIDDEN, "host");
            return;
        }
        switch (path(request.uri())) {
            case ScrapeAddress.PATH -> scrape(ctx, request.headers().get(HttpHeaderNames.ACCEPT));
            case "/" -> send(ctx, HttpResponseStatus.OK, "text/html; charset=utf-8", utf8(scraping.index()));
            default -> refuse(ctx, HttpResponseStatus.NOT_FOUND, "path");
        }
    }

    private static String path(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    private static HttpResponseStatus unreadable(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException line -> HttpResponseStatus.REQUEST_URI_TOO_LONG;
            case TooLongHttpHeaderException header -> HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
            default -> HttpResponseStatus.BAD_REQUEST;
        };
    }

    private void scrape(ChannelHandlerContext ctx, @Nullable String accept) {
        boolean begun = scraping.scrape(
                accept,
                (page, error) -> ctx.executor().execute(() -> {
                    if (page != null) {
                        send(ctx, HttpResponseStatus.OK, page.contentType(), page.body());
                    } else {
                        LOG.log(System.Logger.Level.WARNING, "a scrape failed", error);
                        refuse(ctx, HttpResponseStatus.INTERNAL_SERVER_ERROR, "failed");
                    }
                }));
        if (!begun) {
            refuse(ctx, HttpResponseStatus.SERVICE_UNAVAILABLE, "busy");
        }
    }

    private static void refuse(ChannelHandlerContext ctx, HttpResponseStatus status, String why) {
        send(ctx, status, TEXT, utf8(Phrase.of("prometheus.refused." + why) + "\n"));
    }

    private static void send(ChannelHandlerContext ctx, HttpResponseStatus status, String type, byte[] body) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
        HttpHeaders headers = response.headers();
        headers.set(HttpHeaderNames.CONTENT_TYPE, type);
        headers.set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        headers.set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
        headers.set(HttpHeaderNames.CONTENT_SECURITY_POLICY, "default-src 'none'");
        headers.set("X-Content-Type-Options", "nosniff");
        if (status.equals(HttpResponseStatus.METHOD_NOT_ALLOWED)) {
            headers.set(HttpHeaderNames.ALLOW, "GET, HEAD");
        }
        ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The other side hung up, or the codec found no way on; neither concerns anybody else. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.log(System.Logger.Level.DEBUG, "a scraper's connection ended", cause);
        ctx.close();
    }
}
