package org.netsonde.engine.protocol.websocket;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.http.HttpHeads;
import org.netsonde.engine.http.HttpSecrets;
import org.netsonde.engine.http.SentHeaders;
import org.netsonde.engine.stream.Installation;

/** A server's part in the opening handshake: answers the request for it, or says why not (RFC 6455, section 4.2). */
final class UpgradeServerStage extends UpgradeStage {

    /** Why a request is not followed. */
    private record Refusal(HttpResponseStatus status, Phrase why) {}

    private final String path;
    private boolean decided;
    private @Nullable HttpRequest followed;

    UpgradeServerStage(Installation installation, WebSocketLayer layer, WebSocketStage stage) {
        super(installation, layer, stage);
        this.path = layer.path();
    }

    @Override
    void begin(ChannelHandlerContext ctx) {
        // The client speaks first.
    }

    /** The head decides; a body, which a request for WebSocket need not have, is only passed over. */
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (message instanceof HttpRequest request && !decided && !isOver()) {
                decided = true;
                Refusal refusal = refusal(request);
                if (refusal == null) {
                    followed = request;
                } else {
                    refuse(ctx, refusal);
                }
            }
            if (message instanceof LastHttpContent last && followed != null && !isOver()) {
                HttpRequest request = followed;
                followed = null;
                if (last.decoderResult().isFailure()) {
                    refuse(ctx, unreadable(last.decoderResult().cause()));
                } else {
                    accept(ctx, request);
                }
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private @Nullable Refusal refusal(HttpRequest request) {
        HttpHeaders headers = request.headers();
        String version = headers.get(UpgradeFields.VERSION);
        String key = headers.get(UpgradeFields.KEY);
        String asked = pathOf(request.uri());
        if (request.decoderResult().isFailure()) {
            return unreadable(request.decoderResult().cause());
        } else if (!request.method().equals(HttpMethod.GET)) {
            return new Refusal(
                    HttpResponseStatus.METHOD_NOT_ALLOWED, Phrase.of("upgrade.method", shown(request.method())));
        } else if (!path.isEmpty() && !path.equals(asked)) {
            return new Refusal(HttpResponseStatus.NOT_FOUND, Phrase.of("upgrade.path", shown(asked), path));
        } else if (!UpgradeFields.isUpgrade(headers)) {
            return new Refusal(HttpResponseStatus.UPGRADE_REQUIRED, Phrase.of("upgrade.plain"));
        } else if (!UpgradeFields.VERSION_13.equals(version)) {
            return new Refusal(
                    HttpResponseStatus.UPGRADE_REQUIRED,
                    Phrase.of("upgrade.version", version == null ? "-" : shown(version)));
        } else if (!request.protocolVersion().equals(HttpVersion.HTTP_1_1) || !headers.contains(UpgradeFields.HOST)) {
            return new Refusal(HttpResponseStatus.BAD_REQUEST, Phrase.of("upgrade.http11"));
        } else if (key == null || !UpgradeFields.isKey(key.strip())) {
            return new Refusal(HttpResponseStatus.BAD_REQUEST, Phrase.of("upgrade.key"));
        }
        return null;
    }

    private static Refusal unreadable(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException line ->
                new Refusal(
                        HttpResponseStatus.REQUEST_URI_TOO_LONG,
                        Phrase.of("upgrade.lineTooLong", WebSocketLayer.MAX_LINE));
            case TooLongHttpHeaderException header ->
                new Refusal(
                        HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                        Phrase.of("upgrade.headTooLong", WebSocketLayer.MAX_HEAD));
            case PrematureChannelClosureException cut ->
                new Refusal(HttpResponseStatus.BAD_REQUEST, Phrase.of("upgrade.cut"));
            default ->
                new Refusal(
                        HttpResponseStatus.BAD_REQUEST,
                        Phrase.of(
                                "upgrade.notHttp",
                                shown(String.valueOf(cause.getMessage()).replaceFirst("\\.$", ""))));
        };
    }

    /** The path of a request's target, which may also be a whole address (RFC 9112, section 3.2.2). */
    private static String pathOf(String target) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        int authority = path.startsWith("/") ? -1 : path.indexOf("://");
        if (authority < 0) {
            return path;
        }
        int slash = path.indexOf('/', authority + "://".length());
        return slash < 0 ? "/" : path.substring(slash);
    }

    private void refuse(ChannelHandlerContext ctx, Refusal refusal) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                refusal.status(),
                Unpooled.copiedBuffer(refusal.why() + "\n", StandardCharsets.UTF_8));
        HttpHeaders headers = response.headers();
        headers.set("Content-Type", "text/plain; charset=utf-8");
        headers.set("Content-Length", response.content().readableBytes());
        headers.set(UpgradeFields.CONNECTION, HttpHeaderValues.CLOSE);
        if (refusal.status().equals(HttpResponseStatus.UPGRADE_REQUIRED)) {
            headers.set(UpgradeFields.UPGRADE, HttpHeaderValues.WEBSOCKET);
            headers.set(UpgradeFields.VERSION, UpgradeFields.VERSION_13);
        } else if (refusal.status().equals(HttpResponseStatus.METHOD_NOT_ALLOWED)) {
            headers.set("Allow", HttpMethod.GET);
        }
        ctx.writeAndFlush(response);
        fail(ctx, "upgradeRefused", refusal.status(), refusal.why());
    }

    private void accept(ChannelHandlerContext ctx, HttpRequest request) {
        String key = String.valueOf(request.headers().get(UpgradeFields.KEY)).strip();
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS);
        HttpHeaders headers = response.headers();
        UpgradeFields.upgrade(headers);
        headers.set(UpgradeFields.ACCEPT, UpgradeFields.accept(key));
        String subprotocol = UpgradeFields.list(request.headers(), UpgradeFields.PROTOCOL).stream()
                .filter(options.subprotocols()::contains)
                .findFirst()
                .orElse("");
        if (!subprotocol.isEmpty()) {
            headers.set(UpgradeFields.PROTOCOL, subprotocol);
        }
        Deflating.Agreed deflating = Deflating.accept(options, request.headers().getAll(UpgradeFields.EXTENSIONS));
        String extensions = deflating == null ? "" : deflating.text();
        if (!extensions.isEmpty()) {
            headers.set(UpgradeFields.EXTENSIONS, extensions);
        }
        layer.headers().addTo(headers);
        Handshake handshake = new Handshake(
                HttpSecrets.target(request.uri()),
                subprotocol,
                extensions,
                HttpHeads.of(request, SentHeaders.NONE),
                HttpHeads.of(response, layer.headers()));
        ctx.writeAndFlush(response);
        upgraded(ctx, true, deflating, handshake);
    }
}
