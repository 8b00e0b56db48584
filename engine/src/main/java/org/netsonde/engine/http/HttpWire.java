package org.netsonde.engine.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.netsonde.engine.traffic.WireForm;

/**
 * Recorded messages ({@link HttpText}) as HTTP/1.1 could have written them, so that whoever reads a capture finds where each
 * ends (RFC 9112, section 6): a body that came in chunks, or whose end nothing but its stream told, stands in one chunk. What
 * was added for that is told in a field {@value #ADDED}, and taken away again when it is read.
 */
public final class HttpWire implements WireForm {

    /** Names what only the capture has. */
    static final String ADDED = "X-Netsonde-Added";

    private static final byte[] END_OF_HEAD = ascii("\r\n\r\n");
    private static final String ADDED_FIELDS = "Transfer-Encoding: chunked\r\n" + ADDED + ": Transfer-Encoding\r\n";
    private static final byte[] LAST_CHUNK = ascii("0\r\n\r\n");
    private static final int LONGEST_SIZE = 8;

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public Extent toWire(boolean fromClient, Extent recorded) {
        byte[] kept = recorded.kept();
        int head = headLength(kept);
        if (head < 0) {
            return recorded;
        }
        HttpText text = HttpText.parse(kept);
        int body = recorded.length() - head;
        boolean chunked = isChunked(text);
        if (!chunked && (!text.isHttp() || text.field("content-length").isPresent() || !hasBody(text, body))) {
            return recorded;
        }
        byte[] fields = chunked ? new byte[0] : ascii(ADDED_FIELDS);
        byte[] size = body == 0 ? new byte[0] : ascii(Integer.toHexString(body) + "\r\n");
        byte[] end = body == 0 ? LAST_CHUNK : ascii("\r\n0\r\n\r\n");
        byte[] first = concat(
                Arrays.copyOf(kept, head - 2), concat(fields, concat(Arrays.copyOfRange(kept, head - 2, head), size)));
        byte[] wire = concat(first, Arrays.copyOfRange(kept, head, kept.length));
        if (kept.length >= recorded.length()) {
            wire = concat(wire, end);
        }
        long length = (long) first.length + body + end.length;
        return new Extent(wire, (int) Math.min(Integer.MAX_VALUE, length));
    }

    /** A response ends with its stream unless something else tells where (RFC 9112, section 6.3). */
    private static boolean hasBody(HttpText text, int body) {
        int status = text.status();
        boolean bodiless = !text.isResponse() || status < 200 || status == 204 || status == 304;
        return body > 0 || !bodiless;
    }

    @Override
    public Extent fromWire(Extent wire) {
        byte[] kept = wire.kept();
        int head = headLength(kept);
        if (head < 0 || !isChunked(HttpText.parse(kept))) {
            return wire;
        }
        int bodyAt = head;
        int body = 0;
        int end = LAST_CHUNK.length;
        if (wire.length() - head != LAST_CHUNK.length) {
            int lineEnd = lineEnd(kept, head);
            if (lineEnd < 0) {
                // The chunk's size was cut off: how long the body is follows from the length of all.
                bodyAt = kept.length;
                body = bodyOf(wire.length() - head);
            } else {
                bodyAt = lineEnd;
                body = size(kept, head, lineEnd - 2);
            }
            end = 2 + LAST_CHUNK.length;
            if (body < 0 || (lineEnd >= 0 && (long) bodyAt + body + end != wire.length())) {
                // Not of our making.
                return wire;
            }
        }
        byte[] fields = Arrays.copyOf(kept, head - 2);
        byte[] added = ascii(ADDED_FIELDS);
        int from = fields.length - added.length;
        if (from >= 0 && Arrays.equals(fields, from, fields.length, added, 0, added.length)) {
            fields = Arrays.copyOf(fields, from);
        }
        byte[] start = concat(fields, Arrays.copyOfRange(kept, head - 2, head));
        int keptBody = Math.min(body, kept.length - bodyAt);
        return new Extent(concat(start, Arrays.copyOfRange(kept, bodyAt, bodyAt + keptBody)), start.length + body);
    }

    /** How long a body is that takes so much room as a chunk. */
    private static int bodyOf(int room) {
        for (int digits = 1; digits <= LONGEST_SIZE; digits++) {
            int body = room - digits - 2 - 2 - LAST_CHUNK.length;
            if (body > 0 && Integer.toHexString(body).length() == digits) {
                return body;
            }
        }
        return -1;
    }

    private static int size(byte[] kept, int from, int to) {
        String digits = new String(kept, from, to - from, StandardCharsets.US_ASCII);
        return digits.matches("[0-7]?[0-9a-f]{1,7}") ? Integer.parseInt(digits, 16) : -1;
    }

    /** Where the line that begins there ends, with its line break; -1 if it does not, or is longer than a size. */
    private static int lineEnd(byte[] kept, int from) {
        for (int at = from; at + 1 < kept.length && at <= from + LONGEST_SIZE; at++) {
            if (kept[at] == '\r' && kept[at + 1] == '\n') {
                return at + 2;
            }
        }
        return -1;
    }

    private static boolean isChunked(HttpText text) {
        return text.field("transfer-encoding")
                .map(value -> value.toLowerCase(Locale.ROOT).endsWith("chunked"))
                .orElse(false);
    }

    /** How long the head is with the empty line behind it; -1 if its end was not kept. */
    private static int headLength(byte[] kept) {
        for (int at = 0; at + END_OF_HEAD.length <= kept.length; at++) {
            if (Arrays.equals(kept, at, at + END_OF_HEAD.length, END_OF_HEAD, 0, END_OF_HEAD.length)) {
                return at + END_OF_HEAD.length;
            }
        }
        return -1;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
