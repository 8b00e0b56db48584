package org.netsonde.engine.protocol.websocket;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
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
import org.netsonde.engine.http.Queries;
import org.netsonde.engine.http.SentHeaders;
import org.netsonde.engine.http.login.LoginGate;
import org.netsonde.engine.security.account.Access;
import org.netsonde.engine.stream.Installation;

/** A server's part in the opening handshake: answers the request for it, or says why not (RFC 6455, section 4.2). */
final class UpgradeServerStage extends UpgradeStage {

    /**
     * Why a request is not followed.
     *
     * @param challenge the field {@code WWW-Authenticate}; empty for none
     */
    private record Refusal(HttpResponseStatus status, Phrase why, String challenge) {
        Refusal(HttpResponseStatus status, Phrase why) {
            this(status, why, "");
        }
    }

    private final String path;
    private boolean decided;
    private @Nullable HttpRequest followed;
    private @Nullable LoginRequest login;
    private Guests.@Nullable Asked asked;
    private @Nullable Access access;

    UpgradeServerStage(Installation installation, WebSocketLayer layer, WebSocketStage stage) {
        super(installation, layer, stage);
        this.path = layer.path();
    }

    @Override
    void begin(ChannelHandlerContext ctx) {
        // The client speaks first.
    }

    /**
     * The head decides; a body, which a request for WebSocket need not have, is only passed over unless it is that of a login.
     */
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (message instanceof HttpRequest request && !decided && !isOver()) {
                decided = true;
                decide(ctx, request);
            }
            if (message instanceof HttpContent content && login != null && !isOver()) {
                take(ctx, login, content);
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

    private void decide(ChannelHandlerContext ctx, HttpRequest request) {
        Guests guests = layer.guests();
        boolean readable = !request.decoderResult().isFailure();
        String decoded = guests != null && readable ? decoded(targetOf(request.uri())) : "";
        if (decoded == null) {
            refuse(ctx, new Refusal(HttpResponseStatus.BAD_REQUEST, Phrase.of("httpRefusal.escape")));
            return;
        }
        boolean plain = readable && !UpgradeFields.isUpgrade(request.headers());
        if (guests != null && plain && guests.answers(decoded)) {
            login = new LoginRequest(installation, guests, request, targetOf(request.uri()));
            if (HttpUtil.is100ContinueExpected(request)) {
                ctx.writeAndFlush(new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
            }
            return;
        }
        Refusal refusal = refusal(request);
        if (refusal == null && guests != null) {
            Guests.Asked who =
                    Guests.asked(decoded, targetOf(request.uri()), request.headers(), LoginRequest.isSecure(ctx));
            asked = who;
            refusal = notLetIn(guests.decide(who));
        }
        if (refusal == null) {
            followed = request;
        } else {
            refuse(ctx, refusal);
        }
    }

    private void take(ChannelHandlerContext ctx, LoginRequest request, HttpContent content) {
        if (content.decoderResult().isFailure()) {
            login = null;
            refuse(ctx, unreadable(content.decoderResult().cause()));
        } else if (!request.take(content.content())) {
            login = null;
            refuse(
                    ctx,
                    new Refusal(
                            HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
                            Phrase.of("upgrade.loginTooLong", LoginRequest.MAX_BODY)));
        } else if (content instanceof LastHttpContent) {
            login = null;
            inTime();
            request.answer(ctx);
        }
    }

    /** Why nobody, or not he, is let in; null where he is. */
    private @Nullable Refusal notLetIn(LoginGate.Decision decision) {
        return switch (decision) {
            case LoginGate.Decision.Open open -> null;
            case LoginGate.Decision.Granted granted -> {
                access = granted.access();
                yield null;
            }
            case LoginGate.Decision.Refused refused ->
                new Refusal(HttpResponseStatus.valueOf(refused.status()), refused.why(), refused.challenge());
        };
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

    /** The path of a target, decoded; null where an escape is none. */
    private static @Nullable String decoded(String target) {
        try {
            return Queries.path(target);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The path of a request's target, which may also be a whole address (RFC 9112, section 3.2.2). */
    private static String pathOf(String target) {
        String origin = targetOf(target);
        int query = origin.indexOf('?');
        return query < 0 ? origin : origin.substring(0, query);
    }

    /** Path and query of a request's target. */
    private static String targetOf(String target) {
        int query = target.indexOf('?');
        int authority = target.startsWith("/") ? -1 : target.indexOf("://");
        if (authority < 0 || (query >= 0 && query < authority)) {
            return target;
        }
        int start = authority + "://".length();
        int slash = target.indexOf('/', start);
        boolean hasPath = slash >= 0 && (query < 0 || slash < query);
        return hasPath ? target.substring(slash) : "/" + (query < 0 ? "" : target.substring(query));
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
        if (!refusal.challenge().isEmpty()) {
            headers.set("WWW-Authenticate", refusal.challenge());
        }
        ctx.writeAndFlush(response);
        fail(ctx, "upgradeRefused", refusal.status(), refusal.why());
    }

    /**
     * The client chooses by its body how long after the decision this is, and whoever was let in by then may not be any more.
     */
    private @Nullable Refusal enter() {
        Access granted = access;
        Guests guests = layer.guests();
        Guests.Asked who = asked;
        return granted == null || guests == null || who == null ? null : notLetIn(stage.enter(guests, who, granted));
    }

    private void accept(ChannelHandlerContext ctx, HttpRequest request) {
        Refusal refusal = enter();
        if (refusal != null) {
            refuse(ctx, refusal);
            return;
        }
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
                access == null ? "" : access.user(),
                HttpHeads.of(request, SentHeaders.NONE),
                HttpHeads.of(response, layer.headers()));
        ctx.writeAndFlush(response);
        upgraded(ctx, true, deflating, handshake);
    }
}
