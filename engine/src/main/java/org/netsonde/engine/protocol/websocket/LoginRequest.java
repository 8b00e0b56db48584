package org.netsonde.engine.protocol.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.http.HttpSecrets;
import org.netsonde.engine.http.server.ReplyBody;
import org.netsonde.engine.http.server.ServerReply;
import org.netsonde.engine.http.server.ServerRequest;
import org.netsonde.engine.stream.Installation;
import org.netsonde.engine.stream.StreamConnection;
import org.netsonde.engine.traffic.Direction;

/**
 * A request of plain HTTP by which somebody logs in, asks who he is or logs out. The connection ends with its reply. Confined to
 * the connection's event loop.
 */
final class LoginRequest {

    /** The longest body. */
    static final int MAX_BODY = 16 << 10;

    private static final int MAX_REPLY = 1 << 20;

    /** As long as a server of HTTP gives a service. */
    private static final int LIMIT_SECONDS = 60;

    private final Installation installation;
    private final Guests guests;
    private final HttpRequest request;
    private final String target;
    private byte[] body = new byte[0];

    LoginRequest(Installation installation, Guests guests, HttpRequest request, String target) {
        this.installation = installation;
        this.guests = guests;
        this.request = request;
        this.target = target;
    }

    /** Takes a part of the body; false if it is too long. */
    boolean take(ByteBuf part) {
        int length = part.readableBytes();
        if (body.length + length > MAX_BODY) {
            Arrays.fill(body, (byte) 0);
            return false;
        }
        byte[] longer = Arrays.copyOf(body, body.length + length);
        part.getBytes(part.readerIndex(), longer, body.length, length);
        Arrays.fill(body, (byte) 0);
        body = longer;
        return true;
    }

    /** It is whole. */
    void answer(ChannelHandlerContext ctx) {
        ServerRequest whole = new ServerRequest(
                request.method().name(),
                target,
                request.protocolVersion().text(),
                request.headers(),
                body,
                inet(installation.connection().remote()),
                isSecure(ctx),
                inet(ctx.channel().localAddress()),
                installation.connection().id());
        // Whoever has gone gets no session.
        CompletableFuture<ServerReply> asked =
                guests.answer(whole).toCompletableFuture().orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS);
        ctx.channel().closeFuture().addListener(closed -> asked.cancel(false));
        asked.whenCompleteAsync(
                (reply, error) -> {
                    Arrays.fill(body, (byte) 0);
                    ServerReply given = reply == null ? failed(error) : reply;
                    ctx.executor()
                            .schedule(() -> write(ctx, given), given.delay().toNanos(), TimeUnit.NANOSECONDS);
                },
                ctx.executor());
    }

    /** Not in time because of what others want of this server, or not at all. */
    private static ServerReply failed(@Nullable Throwable error) {
        boolean late = error instanceof TimeoutException;
        Phrase why = Phrase.of(late ? "httpRefusal.lateReply" : "upgrade.loginFailed");
        return ServerReply.text(late ? 503 : 500, "text/plain; charset=utf-8", why + "\n");
    }

    /** Whether a connection is over TLS. */
    static boolean isSecure(ChannelHandlerContext ctx) {
        return ctx.pipeline().get(SslHandler.class) != null;
    }

    private static InetSocketAddress inet(@Nullable SocketAddress address) {
        return address instanceof InetSocketAddress inet ? inet : InetSocketAddress.createUnresolved("localhost", 0);
    }

    private void write(ChannelHandlerContext ctx, ServerReply reply) {
        StreamConnection connection = installation.connection();
        if (connection.isClosing()) {
            return;
        }
        byte[] content = content(reply.body());
        boolean head = request.method().name().equals("HEAD");
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(reply.status()),
                Unpooled.wrappedBuffer(head ? new byte[0] : content));
        HttpHeaders headers = response.headers();
        headers.set(reply.headers());
        if (reply.status() != HttpResponseStatus.NO_CONTENT.code()) {
            HttpUtil.setContentLength(response, content.length);
        }
        headers.set(UpgradeFields.CONNECTION, HttpHeaderValues.CLOSE);
        installation
                .tap()
                .event(
                        connection.id(),
                        Direction.NOTED,
                        Phrase.of(
                                        "event.loginAnswered",
                                        Addresses.text(connection.remote()),
                                        UpgradeStage.shown(request.method() + " " + HttpSecrets.target(target)),
                                        reply.status())
                                .toString(),
                        System.nanoTime());
        ctx.writeAndFlush(response);
        connection.closeGently(Phrase.of("event.closedHere"));
    }

    private static byte[] content(ReplyBody body) {
        return switch (body) {
            case ReplyBody.Bytes known -> known.bytes();
            case ReplyBody.Made made -> {
                ByteBuf all = Unpooled.buffer();
                ReplyBody.Source source = made.source().get();
                for (byte[] part = source.next(); part != null && all.readableBytes() < MAX_REPLY; ) {
                    all.writeBytes(part);
                    part = source.next();
                }
                byte[] bytes = new byte[all.readableBytes()];
                all.readBytes(bytes);
                yield bytes;
            }
        };
    }
}
