package org.netsonde.engine.protocol.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketClientExtension;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.http.HttpHeads;
import org.netsonde.engine.http.SentHeaders;
import org.netsonde.engine.stream.Installation;

/** A client's part in the opening handshake: asks for it and checks the answer (RFC 6455, section 4.1). */
final class UpgradeClientStage extends UpgradeStage {

    private final String path;
    private final String key = UpgradeFields.newKey();
    private String request = "";

    UpgradeClientStage(Installation installation, WebSocketLayer layer, WebSocketStage stage) {
        super(installation, layer, stage);
        this.path = layer.path();
    }

    @Override
    void begin(ChannelHandlerContext ctx) {
        HttpRequest asked = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, path);
        HttpHeaders headers = asked.headers();
        headers.set(UpgradeFields.HOST, Addresses.text(Objects.requireNonNull(installation.peer())));
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
        layer.headers().addTo(headers);
        request = HttpHeads.of(asked, layer.headers());
        ctx.writeAndFlush(asked);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (message instanceof FullHttpResponse response) {
                check(ctx, response);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void check(ChannelHandlerContext ctx, FullHttpResponse response) {
        HttpHeaders headers = response.headers();
        if (response.decoderResult().isFailure()) {
            fail(ctx, "upgradeNotHttp");
        } else if (response.status().code() != HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
            fail(ctx, "upgradeDenied", response.status());
        } else if (!UpgradeFields.isUpgrade(headers)
                || !UpgradeFields.accept(key)
                        .equals(headers.get(UpgradeFields.ACCEPT, "").strip())) {
            fail(ctx, "upgradeNotWebSocket");
        } else {
            agree(ctx, response);
        }
    }

    private void agree(ChannelHandlerContext ctx, FullHttpResponse response) {
        String subprotocol = response.headers().get(UpgradeFields.PROTOCOL, "").strip();
        if (!subprotocol.isEmpty() && !options.subprotocols().contains(subprotocol)) {
            fail(ctx, "upgradeSubprotocol", subprotocol);
            return;
        }
        List<String> chosen = response.headers().getAll(UpgradeFields.EXTENSIONS);
        String extensions = String.join(", ", chosen);
        @Nullable WebSocketClientExtension extension = Deflating.agree(options, chosen);
        if (extension == null && !extensions.isBlank()) {
            fail(ctx, "upgradeExtension", extensions);
            return;
        }
        upgraded(
                ctx,
                false,
                extension,
                new Handshake(path, subprotocol, extensions, request, HttpHeads.of(response, SentHeaders.NONE)));
    }
}
