package org.netsonde.engine.protocol.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.IDN;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Failures;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.http.HttpHeads;
import org.netsonde.engine.http.HttpSecrets;
import org.netsonde.engine.http.SentHeaders;
import org.netsonde.engine.stream.Installation;

/** A client's part in the opening handshake: asks for it and checks the answer (RFC 6455, section 4.1). */
final class UpgradeClientStage extends UpgradeStage {

    private static final Pattern DESCRIPTION = Pattern.compile("error_description=\"([^\"\\\\]{1,200})\"");

    /** What a server agreed to. */
    private record Agreement(Deflating.@Nullable Agreed deflating, Handshake handshake) {}

    private final String path;
    private final String key = UpgradeFields.newKey();
    private SentHeaders sent = SentHeaders.NONE;
    private String request = "";
    private boolean decided;
    private @Nullable Agreement agreed;

    UpgradeClientStage(Installation installation, WebSocketLayer layer, WebSocketStage stage) {
        super(installation, layer, stage);
        this.path = layer.path();
    }

    @Override
    void begin(ChannelHandlerContext ctx) {
        HttpRequest asked = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, path);
        HttpHeaders headers = asked.headers();
        headers.set(UpgradeFields.HOST, host(Objects.requireNonNull(installation.peer())));
        UpgradeFields.upgrade(headers);
        headers.set(UpgradeFields.KEY, key);
        headers.set(UpgradeFields.VERSION, UpgradeFields.VERSION_13);
        if (!options.subprotocols().isEmpty()) {
            headers.set(UpgradeFields.PROTOCOL, String.join(", ", options.subprotocols()));
        }
        String extensions = Deflating.offer(options);
        if (!extensions.isEmpty()) {
            headers.set(UpgradeFields.EXTENSIONS, extensions);
        }
        sent = layer.headers();
        sent.addTo(headers);
        request = HttpHeads.of(asked, sent);
        ctx.writeAndFlush(asked);
    }

    /** The peer as it was named, in ASCII as a head is. */
    private static String host(InetSocketAddress peer) {
        String name = peer.getHostString();
        try {
            name = IDN.toASCII(name);
        } catch (IllegalArgumentException e) {
            // An address, or a name that is sent as it was found.
        }
        return Addresses.text(name, peer.getPort());
    }

    /** The head decides; the body of a refusal, which may be long, is only passed over. */
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (message instanceof HttpResponse response && !decided && !isOver()) {
                check(ctx, response);
            }
            if (message instanceof LastHttpContent && agreed != null && !isOver()) {
                Agreement agreement = agreed;
                agreed = null;
                upgraded(ctx, false, agreement.deflating(), agreement.handshake());
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    /** A server that expects TLS, or something else, mostly ends the connection at what it does not understand. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent && !decided && !isOver()) {
            fail(ctx, "upgradeClosed");
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!decided && !isOver() && Failures.of(cause, where()).kind() == Failure.Kind.CONNECTION_RESET) {
            fail(ctx, "upgradeClosed");
        } else {
            ctx.fireExceptionCaught(cause);
        }
    }

    private void check(ChannelHandlerContext ctx, HttpResponse response) {
        HttpHeaders headers = response.headers();
        HttpResponseStatus status = response.status();
        boolean switching = status.equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
        // Other responses of the kind come before the one that counts (RFC 9110, section 15.2).
        decided = switching || status.codeClass() != HttpStatusClass.INFORMATIONAL;
        if (response.decoderResult().isFailure()) {
            decided = true;
            boolean cut = response.decoderResult().cause() instanceof PrematureChannelClosureException;
            fail(ctx, cut ? "upgradeCut" : "upgradeNotHttp");
        } else if (switching) {
            layer.credentials().accepted(sent);
            agree(ctx, response);
        } else if (status.equals(HttpResponseStatus.UNAUTHORIZED)) {
            layer.credentials().refused(sent);
            fail(ctx, "upgradeUnauthorized", described(response));
        } else if (status.equals(HttpResponseStatus.FORBIDDEN)) {
            fail(ctx, "upgradeForbidden", described(response));
        } else if (status.codeClass() == HttpStatusClass.REDIRECTION && headers.contains("Location")) {
            fail(ctx, "upgradeRedirected", shown(status), shown(headers.get("Location")));
        } else if (decided) {
            fail(ctx, "upgradeDenied", shown(status));
        }
    }

    /** The status, and what the server says about it (RFC 6750, section 3). */
    private static String described(HttpResponse response) {
        String challenge = response.headers().get("WWW-Authenticate", "");
        Matcher description = DESCRIPTION.matcher(challenge);
        return shown(response.status()) + (description.find() ? " – " + shown(description.group(1)) : "");
    }

    private void agree(ChannelHandlerContext ctx, HttpResponse response) {
        HttpHeaders headers = response.headers();
        if (!UpgradeFields.isUpgrade(headers)
                || !UpgradeFields.accept(key)
                        .equals(headers.get(UpgradeFields.ACCEPT, "").strip())) {
            fail(ctx, "upgradeNotWebSocket");
            return;
        }
        String subprotocol = headers.get(UpgradeFields.PROTOCOL, "").strip();
        if (!subprotocol.isEmpty() && !options.subprotocols().contains(subprotocol)) {
            fail(ctx, "upgradeSubprotocol", shown(subprotocol));
            return;
        }
        List<String> chosen = headers.getAll(UpgradeFields.EXTENSIONS);
        String extensions = String.join(", ", chosen);
        Deflating.Agreed deflating = Deflating.agree(options, chosen);
        if (deflating == null && !extensions.isBlank()) {
            fail(ctx, "upgradeExtension", shown(extensions));
            return;
        }
        agreed = new Agreement(
                deflating,
                new Handshake(
                        HttpSecrets.target(path),
                        subprotocol,
                        extensions,
                        "",
                        request,
                        HttpHeads.of(response, SentHeaders.NONE)));
    }
}
