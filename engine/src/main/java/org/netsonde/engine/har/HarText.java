package org.netsonde.engine.har;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.netsonde.engine.har.HarEntry.Field;
import org.netsonde.engine.har.HarEntry.Message;

/**
 * The messages of a HAR file as HTTP/1.1 has them on the wire, whatever version was spoken: line, fields, body. Bodies stand
 * there without coding, so the fields that speak of codings are left out and the length is that of what stands there. What
 * {@link HarSecrets} finds is masked.
 */
final class HarText {

    private HarText() {}

    /**
     * A message.
     *
     * @param bytes what is known of it. Owned by whoever is given it
     * @param length how long it would be as a whole
     */
    record Written(byte[] bytes, int length) {}

    static Written request(Message message, Origin origin, String target) {
        StringBuilder head = new StringBuilder();
        head.append(word(message.method(), "GET"))
                .append(' ')
                .append(line(HarSecrets.target(target)))
                .append(" HTTP/1.1\r\n");
        boolean host = message.fields().stream().anyMatch(field -> field.name().equalsIgnoreCase("host"));
        if (!host) {
            head.append("Host: ").append(origin.authority()).append("\r\n");
        }
        return written(head, message, message.length() > 0);
    }

    static Written response(Message message, boolean head) {
        StringBuilder text = new StringBuilder();
        text.append("HTTP/1.1 ")
                .append(message.status())
                .append(' ')
                .append(line(message.statusText()))
                .append("\r\n");
        boolean bodiless = head || message.status() == 204 || message.status() == 304 || message.status() < 200;
        return bodiless
                ? written(
                        text,
                        new Message(
                                "", "", message.status(), "", "", message.fields(), "", new byte[0], 0, message.wire()),
                        false)
                : written(text, message, true);
    }

    private static Written written(StringBuilder head, Message message, boolean sized) {
        for (Field field : message.fields()) {
            String name = field.name().toLowerCase(Locale.ROOT);
            boolean coding = name.equals("transfer-encoding") || name.equals("content-encoding");
            boolean size = name.equals("content-length");
            // HTTP/2 has the request's line among the fields.
            if (!name.startsWith(":") && !coding && !size) {
                fields(head, field);
            }
        }
        byte[] body = HarSecrets.body(message);
        long length = message.length() - message.body().length + body.length;
        if (sized) {
            head.append("Content-Length: ").append(length).append("\r\n");
        }
        head.append("\r\n");
        byte[] first = head.toString().getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(first.length + body.length);
        out.writeBytes(first);
        out.writeBytes(body);
        long whole = first.length + Math.max(length, body.length);
        return new Written(out.toByteArray(), (int) Math.min(whole, Integer.MAX_VALUE));
    }

    /** Browsers join several fields of one name with line feeds. */
    private static void fields(StringBuilder head, Field field) {
        field.value()
                .lines()
                .forEach(value -> head.append(line(field.name()))
                        .append(": ")
                        .append(line(HarSecrets.field(field.name(), value)))
                        .append("\r\n"));
    }

    private static String word(String text, String otherwise) {
        String word = line(text).replace(" ", "");
        return word.isEmpty() ? otherwise : word;
    }

    /** One line, so that nothing in a file makes up fields. */
    private static String line(String text) {
        return text.replaceAll("[\\r\\n\\x{0}]+", " ").strip();
    }
}
