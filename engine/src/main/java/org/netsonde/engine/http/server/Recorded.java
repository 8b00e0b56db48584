package org.netsonde.engine.http.server;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.netsonde.engine.http.HttpHeads;
import org.netsonde.engine.http.HttpText;
import org.netsonde.engine.http.SentHeaders;

/** How requests and replies stand in the traffic log: as {@link HttpText}, with the first 64 KiB of their bodies. */
final class Recorded {

    /** How much of a body is kept, in bytes. */
    static final int KEPT = 64 << 10;

    private static final String VERSION_1 = "HTTP/1.1";
    static final String VERSION_2 = "HTTP/2";

    private final String head;
    private final boolean hidden;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long length;

    /**
     * A reply whose body is still to come.
     *
     * @param hidden whether only the length of the body is kept
     */
    Recorded(String head, boolean hidden) {
        this.head = head;
        this.hidden = hidden;
    }

    /** The head of a request. */
    static String head(HttpRequest request, int stream) {
        String head = HttpHeads.of(request, SentHeaders.NONE);
        if (stream == 0) {
            return head;
        }
        int line = head.indexOf("\r\n");
        return head.substring(0, line - VERSION_1.length()) + VERSION_2 + head.substring(line);
    }

    /** The head of a request with a mask in the place of its query where the service says so. */
    static String shown(String head, HttpService service) {
        int line = head.indexOf("\r\n");
        int from = head.indexOf(' ') + 1;
        int end = head.lastIndexOf(' ', line);
        int query = head.indexOf('?', from);
        return query >= 0 && query < end && service.hidesQuery(head.substring(from, end))
                ? head.substring(0, query + 1) + HttpHeads.MASK + head.substring(end)
                : head;
    }

    /** The head of a reply. */
    static String head(HttpResponse response, SentHeaders own, int stream) {
        if (stream == 0) {
            return HttpHeads.of(response, own);
        }
        String head = HttpHeads.of(response, own).substring(VERSION_1.length());
        return VERSION_2 + head + HttpText.STREAM + ": " + stream + "\r\n";
    }

    /** Takes away what Netty's converter adds to a request of HTTP/2, but for its stream. */
    static void strip(HttpHeaders headers) {
        headers.remove("transfer-encoding");
        headers.remove("x-http2-scheme");
        headers.remove("x-http2-path");
        headers.remove("x-http2-stream-weight");
        headers.remove("x-http2-stream-dependency-id");
        headers.remove("x-http2-stream-promise-id");
    }

    /** A message with as much of its body as is kept. */
    static byte[] kept(String head, byte[] body) {
        return HttpText.of(head, body.length <= KEPT ? body : Arrays.copyOf(body, KEPT));
    }

    /** How long a message is with all of its body. */
    static int length(String head, long body) {
        long all = head.getBytes(StandardCharsets.UTF_8).length + 2L + body;
        return (int) Math.min(Integer.MAX_VALUE, all);
    }

    /** A part of the body was sent. */
    void add(byte[] bytes, int from, int count) {
        int room = KEPT - kept.size();
        if (room > 0 && !hidden) {
            kept.write(bytes, from, Math.min(room, count));
        }
        length += count;
    }

    byte[] kept() {
        return HttpText.of(head, kept.toByteArray());
    }

    int length() {
        return length(head, length);
    }
}
