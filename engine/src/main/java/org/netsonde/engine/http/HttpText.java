package org.netsonde.engine.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An HTTP message as it is recorded, whatever version was spoken: the start line and the header fields as HTTP/1.1 writes
 * them, without what is secret, an empty line, and the body without transfer coding; a content coding stays as it is.
 * Messages of HTTP/2 say so in their start line and have the number of their stream in a field {@value #STREAM}, since
 * several of them cross one connection at a time. Immutable.
 *
 * @param startLine the request line or the status line
 * @param fields the header fields, in order
 * @param bodyAt where the body begins among the recorded bytes
 * @param bytes what was recorded, which may have been cut; not to be modified
 */
public record HttpText(String startLine, List<Field> fields, int bodyAt, byte[] bytes) {

    /** The field that tells the stream of HTTP/2, by the name that Netty's converters give it. */
    public static final String STREAM = "x-http2-stream-id";

    private static final int MOST_FIELDS = 1000;

    /** A header field. */
    public record Field(String name, String value) {}

    public HttpText {
        fields = List.copyOf(fields);
    }

    /**
     * Puts a message together.
     *
     * @param head start line and fields, each line with CRLF at its end, as {@link HttpHeads} gives it
     */
    public static byte[] of(String head, byte[] body) {
        byte[] first = (head + "\r\n").getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(first, first.length + body.length);
        System.arraycopy(body, 0, all, first.length, body.length);
        return all;
    }

    /** Takes a recorded message apart; never fails: of bytes that are no HTTP all is body, and the start line is empty. */
    public static HttpText parse(byte[] bytes) {
        List<Field> fields = new ArrayList<>();
        int end = lineEnd(bytes, 0);
        String startLine = line(bytes, 0, end);
        if (!isStartLine(startLine)) {
            return new HttpText("", List.of(), 0, bytes);
        }
        int at = end + 1;
        while (at < bytes.length && fields.size() < MOST_FIELDS) {
            end = lineEnd(bytes, at);
            String line = line(bytes, at, end);
            at = end + 1;
            if (line.isEmpty()) {
                break;
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.add(new Field(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip()));
            }
        }
        return new HttpText(startLine, fields, Math.min(at, bytes.length), bytes);
    }

    private static boolean isStartLine(String line) {
        return line.startsWith("HTTP/") || line.contains(" HTTP/");
    }

    private static int lineEnd(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    private static String line(byte[] bytes, int from, int end) {
        int last = end > from && bytes[end - 1] == '\r' ? end - 1 : end;
        return new String(bytes, from, Math.max(0, last - from), StandardCharsets.UTF_8);
    }

    /** Whether it is a response; else a request, or no HTTP at all. */
    public boolean isResponse() {
        return startLine.startsWith("HTTP/");
    }

    /** Whether it is HTTP. */
    public boolean isHttp() {
        return !startLine.isEmpty();
    }

    /** The method of a request, or the version of a response. */
    public String first() {
        return startLine.split(" ", 2)[0];
    }

    /** The target of a request, or the status code of a response. */
    public String second() {
        String[] words = startLine.split(" ", 3);
        return words.length > 1 ? words[1] : "";
    }

    /** The status code of a response; 0 where there is none. */
    public int status() {
        String code = second();
        return isResponse() && code.matches("[0-9]{3}") ? Integer.parseInt(code) : 0;
    }

    /** The first value of a field. */
    public Optional<String> field(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .findFirst();
    }

    /** The media type of the body in small letters, without parameters; empty where nothing tells it. */
    public String mediaType() {
        return field("content-type")
                .map(value -> value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .orElse("");
    }

    /** Start line and fields as people read them, a line each; empty where it is no HTTP. */
    public String head() {
        StringBuilder head = new StringBuilder(startLine);
        fields.forEach(
                field -> head.append('\n').append(field.name()).append(": ").append(field.value()));
        return head.toString();
    }

    /**
     * The body without its content coding, as far as it can be decoded.
     *
     * @param max the most bytes that each coding gives
     */
    public ContentCoding.Decoded decoded(int max) {
        return ContentCoding.decode(body(), field("content-encoding").orElse(""), max);
    }

    /** The body as it was transferred, a content coding included; a copy. */
    public byte[] body() {
        return Arrays.copyOfRange(bytes, bodyAt, bytes.length);
    }
}
