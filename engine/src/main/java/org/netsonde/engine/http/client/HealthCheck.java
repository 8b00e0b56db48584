package org.netsonde.engine.http.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import org.netsonde.engine.Failure;
import org.netsonde.engine.http.HttpHeads;
import org.netsonde.engine.http.HttpText;
import org.netsonde.engine.http.HttpUrl;
import org.netsonde.engine.http.SentHeaders;
import org.netsonde.engine.traffic.Direction;

/**
 * A request that asks a connection of HTTP/1.1 whether its server still answers. It carries nothing that gives access, since
 * any status is an answer. Confined to the client's event loop.
 */
final class HealthCheck implements ReplySink {

    /** A longer body than this costs more than another connection. */
    private static final int MOST_BODY = 64 << 10;

    private final Http1Connection connection;
    private final HttpIdleCheck.Request how;
    private long length;

    HealthCheck(Http1Connection connection, HttpIdleCheck.Request how) {
        this.connection = connection;
        this.how = how;
    }

    /** Sends it. */
    void write() {
        String method = how.question().name();
        String target = HttpUrl.parse(how.page()).target();
        HttpHeaders fields = new DefaultHttpHeaders();
        fields.set("Host", connection.origin().authority());
        fields.set("User-Agent", "netsonde");
        fields.set("Accept", "*/*");
        long now = System.nanoTime();
        connection.stream().meter().written(0, 1, now);
        connection.stream()
                .channel()
                .writeAndFlush(new DefaultFullHttpRequest(
                        HttpVersion.HTTP_1_1,
                        HttpMethod.valueOf(method),
                        target,
                        Unpooled.EMPTY_BUFFER,
                        fields,
                        new DefaultHttpHeaders()));
        record(Direction.OUT, HttpHeads.request(method, target, connection.version(), fields, SentHeaders.NONE), now);
    }

    @Override
    public boolean head(HttpResponse head, Channel channel) {
        long now = System.nanoTime();
        connection.stream().meter().read(0, 1, now);
        record(Direction.IN, HttpHeads.of(head, SentHeaders.NONE), now);
        return true;
    }

    private void record(Direction direction, String head, long now) {
        byte[] bytes = HttpText.of(head, new byte[0]);
        connection
                .pool()
                .agent()
                .tap()
                .data(connection.id(), direction, Unpooled.wrappedBuffer(bytes), bytes.length, now);
    }

    @Override
    public boolean content(ByteBuf part) {
        length += part.readableBytes();
        if (length <= MOST_BODY) {
            return true;
        }
        connection.checked(false);
        return false;
    }

    @Override
    public void end() {
        connection.checked(true);
    }

    @Override
    public void broken(Failure failure, Acted acted) {
        connection.checked(false);
    }
}
