package org.netsonde.engine.protocol.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.netsonde.engine.http.Queries;

/**
 * The fields of a form in the body of a request: {@code application/x-www-form-urlencoded} or {@code multipart/form-data}
 * (RFC 7578). Of what is no form as it should be, what can be read is given. Bounded in number; the body is bounded already.
 *
 * @param fields in order
 */
record FormBody(List<Field> fields) {

    private static final int MOST_FIELDS = 1000;
    private static final int MOST_HEAD = 8 << 10;
    private static final int MOST_BOUNDARY = 70;

    private static final Pattern BOUNDARY = Pattern.compile("(?i);\\s*boundary=(?:\"([^\"]+)\"|([^;\\s]+))");
    /** A quoted or a plain value. Possessive throughout: a choice that is repeated would take the stack with each character. */
    private static final String VALUE = "=(?:\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"|([^;\\s]+))";

    private static final Pattern NAME = Pattern.compile("(?i);\\s*name" + VALUE);
    private static final Pattern FILE = Pattern.compile("(?i);\\s*filename\\*?" + VALUE);

    /**
     * One of them.
     *
     * @param file the name of the file that it is; empty for none
     * @param mediaType what it says it is; empty for nothing
     */
    record Field(String name, String file, String mediaType, byte[] value) {

        boolean isFile() {
            return !file.isEmpty();
        }
    }

    /** The form in a body; empty where it is none, so that it can be told as what it is. */
    static Optional<FormBody> of(String contentType, byte[] body) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return switch (type) {
            case "application/x-www-form-urlencoded" -> urlEncoded(body);
            case "multipart/form-data" -> {
                Matcher boundary = BOUNDARY.matcher(contentType);
                yield boundary.find() ? multipart(body, either(boundary)) : Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    private static String either(Matcher found) {
        return found.group(1) != null ? found.group(1) : found.group(2);
    }

    private static Optional<FormBody> urlEncoded(byte[] body) {
        List<Field> fields = new ArrayList<>();
        try {
            Queries.form(new String(body, StandardCharsets.UTF_8), MOST_FIELDS)
                    .forEach((name, values) -> values.forEach(
                            value -> fields.add(new Field(name, "", "", value.getBytes(StandardCharsets.UTF_8)))));
        } catch (IllegalArgumentException e) {
            // An escape that is none: it is no form.
            return Optional.empty();
        }
        return Optional.of(new FormBody(fields));
    }

    private static Optional<FormBody> multipart(byte[] body, String boundary) {
        if (boundary.length() > MOST_BOUNDARY) {
            return Optional.empty();
        }
        List<Field> fields = new ArrayList<>();
        byte[] first = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        byte[] delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        int at = find(body, first, 0, body.length);
        at = at < 0 ? -1 : at + first.length;
        for (int part = 0; at >= 0 && part < MOST_FIELDS && !isEnd(body, at); part++) {
            int head = find(body, new byte[] {'\r', '\n'}, at, body.length);
            int end = head < 0 ? -1 : find(body, delimiter, head, body.length);
            if (end < 0) {
                break;
            }
            addPart(body, head + 2, end, fields);
            at = end + delimiter.length;
        }
        return Optional.of(new FormBody(fields));
    }

    private static boolean isEnd(byte[] body, int at) {
        return at + 1 < body.length && body[at] == '-' && body[at + 1] == '-';
    }

    private static void addPart(byte[] body, int from, int end, List<Field> fields) {
        byte[] blank = {'\r', '\n', '\r', '\n'};
        int gap = find(body, blank, Math.max(0, from - 2), Math.min(end, from + MOST_HEAD));
        if (gap < 0) {
            return;
        }
        String disposition = "";
        String type = "";
        for (String line : new String(body, from, Math.max(0, gap - from), StandardCharsets.UTF_8).split("\r\n", -1)) {
            String name = line.split(":", 2)[0].strip().toLowerCase(Locale.ROOT);
            if (name.equals("content-disposition")) {
                disposition = line;
            } else if (name.equals("content-type")) {
                type = line.substring(line.indexOf(':') + 1).strip();
            }
        }
        Matcher name = NAME.matcher(disposition);
        if (name.find()) {
            Matcher file = FILE.matcher(disposition);
            fields.add(new Field(
                    either(name),
                    file.find() ? either(file) : "",
                    type,
                    Arrays.copyOfRange(body, gap + blank.length, end)));
        }
    }

    /** Where something stands whole in {@code [from, to)}; -1 for nowhere. */
    private static int find(byte[] in, byte[] what, int from, int to) {
        for (int at = from; at <= to - what.length; at++) {
            if (in[at] == what[0] && Arrays.equals(in, at, at + what.length, what, 0, what.length)) {
                return at;
            }
        }
        return -1;
    }
}
