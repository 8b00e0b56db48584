package org.netsonde.contract;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.netsonde.fixtures.RawServer;

/**
 * A server of HTTP, written byte by byte, that answers each request by a function, keeps connections, and switches to WebSocket
 * where a reply says so.
 */
final class Desk implements AutoCloseable {

    /** The reply that switches to WebSocket. */
    static final String SWITCH = "switch";

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)\r\n");
    private static final Pattern KEY = Pattern.compile("(?i)\r\nsec-websocket-key: (\\S+)\r\n");

    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
    private final RawServer server;

    /** A request. */
    record Asked(String head, String body) {

        /** Method and target. */
        String line() {
            return head.substring(0, head.indexOf(" HTTP/"));
        }

        /** The first value of a field; empty where there is none. */
        String field(String name) {
            Matcher field = Pattern.compile("(?i)\r\n" + Pattern.quote(name) + ": ([^\r]*)\r\n")
                    .matcher(head);
            return field.find() ? field.group(1) : "";
        }
    }

    Desk(Function<Asked, String> replies) throws IOException {
        server = new RawServer(client -> serve(client, replies));
    }

    /** A reply. */
    static String reply(String status, String body, String... fields) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + "\r\n");
        for (String field : fields) {
            head.append(field).append("\r\n");
        }
        return head + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private void serve(Socket client, Function<Asked, String> replies) throws IOException {
        while (true) {
            String head = RawServer.head(client);
            if (head.isEmpty()) {
                return;
            }
            Matcher length = LENGTH.matcher(head);
            byte[] body = client.getInputStream().readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
            Asked request = new Asked(head, new String(body, StandardCharsets.UTF_8));
            asked.add(request);
            String reply = replies.apply(request);
            if (reply.equals(SWITCH)) {
                client.getOutputStream().write(switching(head).getBytes(StandardCharsets.US_ASCII));
                untilClose(client);
                return;
            }
            client.getOutputStream().write(reply.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String switching(String head) {
        Matcher key = KEY.matcher(head);
        if (!key.find()) {
            throw new AssertionError(head);
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((key.group(1) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                            .getBytes(StandardCharsets.US_ASCII));
            return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(digest) + "\r\n\r\n";
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** Answers the client's close, whose frame is masked, with one without a code. */
    private static void untilClose(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        for (int first = in.read(); first >= 0; first = in.read()) {
            in.readNBytes((in.read() & 0x7F) + 4);
            if ((first & 0xF) == 8) {
                client.getOutputStream().write(new byte[] {(byte) 0x88, 0});
                return;
            }
        }
    }

    /** What it was asked so far. */
    List<Asked> asked() {
        synchronized (asked) {
            return List.copyOf(asked);
        }
    }

    /** The requests that begin so. */
    List<Asked> asked(String line) {
        return asked().stream()
                .filter(request -> request.line().startsWith(line))
                .toList();
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
