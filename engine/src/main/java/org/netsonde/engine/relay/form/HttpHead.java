package org.netsonde.engine.relay.form;

import io.netty.buffer.ByteBuf;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The start line and the header fields of a message of HTTP/1 (RFC 9112, sections 2 to 5), with every byte a character.
 *
 * @param start the request line or the status line
 * @param fields the lines of the fields, each with those that continue it
 */
record HttpHead(String start, List<String> fields) {

    private static final Pattern REQUEST =
            Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]{1,32}) +([^ \\x00-\\x1f]+) +HTTP/1\\.[0-9] *");
    private static final Pattern REPLY = Pattern.compile("HTTP/1\\.[0-9] +([1-9][0-9]{2})( [^\\x00]*)?");
    private static final Pattern FIELD = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+:[^\\x00]*", Pattern.DOTALL);
    /** As many digits as a long holds in any case. */
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    HttpHead {
        fields = List.copyOf(fields);
    }

    /** Where the first empty line at or behind {@code from} ends, whose line begins there or behind; -1 if there is none. */
    static int end(ByteBuf in, int from, int to) {
        int at = from;
        while (at < to) {
            int feed = in.indexOf(at, to, (byte) '\n');
            if (feed < 0) {
                return -1;
            }
            int next = feed + 1;
            if (next < to && in.getByte(next) == '\n') {
                return next + 1;
            }
            if (next + 1 < to && in.getByte(next) == '\r' && in.getByte(next + 1) == '\n') {
                return next + 2;
            }
            at = next;
        }
        return -1;
    }

    /** Whether a line, with or without its return, is a start line. */
    static boolean isStart(ByteBuf in, int index, int length, boolean request) {
        String line = in.toString(index, length, StandardCharsets.ISO_8859_1);
        String start = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        return (request ? REQUEST : REPLY).matcher(start).matches();
    }

    /** Reads one; null if it is none. */
    static @Nullable HttpHead parse(ByteBuf in, int index, int length, boolean request) {
        String[] lines = in.toString(index, length, StandardCharsets.ISO_8859_1).split("\r?\n", -1);
        if (!(request ? REQUEST : REPLY).matcher(lines[0]).matches()) {
            return null;
        }
        List<String> fields = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            boolean more = lines[i].startsWith(" ") || lines[i].startsWith("\t");
            if (more && !fields.isEmpty()) {
                fields.add(fields.removeLast() + "\r\n" + lines[i]);
            } else if (!lines[i].isEmpty()) {
                fields.add(lines[i]);
            }
        }
        return fields.stream().allMatch(FIELD.asMatchPredicate()) ? new HttpHead(lines[0], fields) : null;
    }

    /** Whether it is a reply. */
    boolean isReply() {
        return start.startsWith("HTTP/");
    }

    /** The method of a request; empty for a reply. */
    String method() {
        return isReply() ? "" : start.substring(0, start.indexOf(' '));
    }

    /** The status of a reply; 0 for a request. */
    int status() {
        Matcher matcher = REPLY.matcher(start);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    private boolean isOld() {
        return start.stripTrailing().endsWith("HTTP/1.0");
    }

    /** Whether the sender of a request wants the connection to stay (RFC 9112, section 9.3). */
    boolean keepsAlive() {
        return !has("connection", "close") && (!isOld() || has("connection", "keep-alive"));
    }

    /** Whether a list in a field has an element, without regard to letter case. */
    boolean has(String name, String element) {
        for (String value : values(name)) {
            for (String each : value.split(",", -1)) {
                if (each.strip().equalsIgnoreCase(element)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The values of a field, in order. */
    List<String> values(String name) {
        return fields.stream()
                .filter(field -> isNamed(field, name))
                .map(field -> field.substring(name.length() + 1).strip())
                .toList();
    }

    private static boolean isNamed(String field, String name) {
        return field.length() > name.length()
                && field.charAt(name.length()) == ':'
                && AsciiString.contentEqualsIgnoreCase(field.subSequence(0, name.length()), name);
    }

    /** Whether a transfer coding stands around the body. */
    boolean isCoded() {
        return !values("transfer-encoding").isEmpty();
    }

    /** Whether the body comes in chunks, so that its end can be found. */
    boolean isChunked() {
        List<String> codings = values("transfer-encoding");
        if (codings.isEmpty()) {
            return false;
        }
        String[] last = codings.getLast().split(",", -1);
        return last[last.length - 1].strip().equalsIgnoreCase("chunked");
    }

    /** Whether the fields that tell the length of the body cannot be understood. */
    boolean isUnclear() {
        List<String> lengths = lengths();
        return !lengths.stream().allMatch(LENGTH.asMatchPredicate())
                || lengths.stream().distinct().count() > 1;
    }

    private List<String> lengths() {
        return values("content-length").stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .map(String::strip)
                .toList();
    }

    /** What is told of the length of the body. */
    OptionalLong length() {
        List<String> lengths = lengths();
        return lengths.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(lengths.getFirst()));
    }

    /** Whether the body is a stream of which each part is wanted at once. */
    boolean isStream() {
        return values("content-type").stream()
                .map(value -> value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .anyMatch(type -> type.equals("text/event-stream")
                        || type.equals("application/x-ndjson")
                        || type.equals("multipart/x-mixed-replace"));
    }

    /** The same without some fields. */
    HttpHead without(String... names) {
        Predicate<String> goes = field -> List.of(names).stream().anyMatch(name -> isNamed(field, name));
        return new HttpHead(start, fields.stream().filter(goes.negate()).toList());
    }

    /** The same with a field for a length, in the place of what told the length before, or at the end. */
    HttpHead withLength(int length) {
        List<String> changed = new ArrayList<>();
        boolean told = false;
        for (String field : fields) {
            boolean tells = isNamed(field, "content-length") || isNamed(field, "transfer-encoding");
            if (!tells) {
                changed.add(field);
            } else if (!told) {
                told = true;
                changed.add("Content-Length: " + length);
            }
        }
        if (!told) {
            changed.add("Content-Length: " + length);
        }
        return new HttpHead(start, changed).without("trailer");
    }

    /** The same with the fields that tell the length of another one's body. */
    HttpHead withLengthOf(HttpHead other) {
        List<String> changed = new ArrayList<>(without("content-length", "transfer-encoding").fields);
        other.fields.stream()
                .filter(field -> isNamed(field, "content-length") || isNamed(field, "transfer-encoding"))
                .forEach(changed::add);
        return new HttpHead(start, changed);
    }

    /** As it stands in a stream, with the empty line. */
    String text() {
        StringBuilder text = new StringBuilder(start).append("\r\n");
        fields.forEach(field -> text.append(field).append("\r\n"));
        return text.append("\r\n").toString();
    }
}
