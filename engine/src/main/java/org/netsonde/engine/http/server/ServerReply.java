package org.netsonde.engine.http.server;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What is answered to a request. The server adds what belongs to the connection: length or transfer coding, {@code Date},
 * {@code Connection}; it leaves the body out where there is none, as for {@code HEAD}.
 *
 * @param status the status code, 200 to 599
 * @param headers fields of its own, such as {@code Content-Type}
 * @param body what follows
 * @param delay how long it is held back
 * @param close whether the connection ends with it
 * @param hidden whether its body holds what gives access, so that nothing but its head and length is recorded
 */
public record ServerReply(
        int status, HttpHeaders headers, ReplyBody body, Duration delay, boolean close, boolean hidden) {

    /** A reply that is recorded like any other. */
    public ServerReply(int status, HttpHeaders headers, ReplyBody body, Duration delay, boolean close) {
        this(status, headers, body, delay, close, false);
    }

    /** A text in UTF-8, or what calls itself one. */
    public static ServerReply text(int status, String contentType, String text) {
        return bytes(status, contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes of a media type. */
    public static ServerReply bytes(int status, String contentType, byte[] bytes) {
        return new ServerReply(
                status,
                new DefaultHttpHeaders().set("Content-Type", contentType),
                new ReplyBody.Bytes(bytes),
                Duration.ZERO,
                false);
    }

    /** Nothing but a status. */
    public static ServerReply empty(int status) {
        return new ServerReply(status, new DefaultHttpHeaders(), ReplyBody.Bytes.NONE, Duration.ZERO, false);
    }

    /** The same with a field. */
    public ServerReply with(String name, Object value) {
        return new ServerReply(status, headers.copy().add(name, value), body, delay, close, hidden);
    }

    /** The same, held back for a while. */
    public ServerReply after(Duration wait) {
        return new ServerReply(status, headers, body, wait, close, hidden);
    }

    /** The same with a body that is not recorded. */
    public ServerReply hiding() {
        return new ServerReply(status, headers, body, delay, close, true);
    }
}
