package org.netsonde.engine.protocol.http.curl;

import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.netsonde.engine.http.Parameter;
import org.netsonde.engine.message.Escapes;
import org.netsonde.engine.message.StreamMessage.Format;
import org.netsonde.engine.protocol.JsonText;
import org.netsonde.engine.protocol.http.Content;

/** The body of a command line, or its query where the data goes there. Used by one thread. */
final class PastedBody {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";

    private static final Set<String> DATA =
            Set.of("data", "data-ascii", "data-raw", "data-binary", "data-urlencode", "json");

    private final CurlLine line;
    private final Leftovers leftovers;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private final List<String> files = new ArrayList<>();
    private int pieces;

    PastedBody(CurlLine line, Leftovers leftovers) {
        this.line = line;
        this.leftovers = leftovers;
        for (CurlLine.Given given : line.given()) {
            if (DATA.contains(given.option().name())) {
                add(given);
            }
        }
        if (!files.isEmpty() && pieces > 1) {
            throw Words.problem("problem.curlMixedBody");
        }
    }

    private void add(CurlLine.Given given) {
        String kind = given.option().name();
        if (pieces++ > 0 && !kind.equals("json")) {
            text.write('&');
        }
        byte[] bytes = given.value().bytes();
        if (kind.equals("data-urlencode")) {
            text.writeBytes(urlEncoded(given.value()).getBytes(StandardCharsets.UTF_8));
        } else if (!kind.equals("data-raw") && bytes.length > 0 && bytes[0] == '@') {
            file(leftovers.plain(given.value().marked()).substring(1));
            if (!kind.equals("data-binary")) {
                leftovers.add("remark.curlLineEnds", given.written());
            }
        } else {
            text.writeBytes(
                    given.value().variables().isEmpty()
                            ? bytes
                            : leftovers.plain(given.value().marked()).getBytes(StandardCharsets.UTF_8));
        }
    }

    private void file(String path) {
        if (path.equals("-")) {
            throw Words.problem("problem.curlStandardInput");
        }
        files.add(path);
    }

    /** The forms of {@code --data-urlencode} that need no file. */
    private String urlEncoded(Word value) {
        String plain = leftovers.plain(value.marked());
        int equals = plain.indexOf('=');
        int at = plain.indexOf('@');
        if (at >= 0 && (equals < 0 || at < equals)) {
            throw Words.problem("problem.curlFileInForm", "--data-urlencode");
        }
        String name = equals > 0 ? plain.substring(0, equals) + "=" : "";
        return name + URLEncoder.encode(plain.substring(equals + 1), StandardCharsets.UTF_8);
    }

    /** What goes to the query, as it stands there; empty for nothing. */
    String query() {
        List<String> parts = new ArrayList<>();
        if (line.has("get") && pieces > 0) {
            if (!files.isEmpty()) {
                throw Words.problem("problem.curlFileInForm", "-G");
            }
            parts.add(text.toString(StandardCharsets.UTF_8));
        }
        line.all("url-query").forEach(word -> {
            String plain = leftovers.plain(word.marked());
            parts.add(plain.startsWith("+") ? plain.substring(1) : urlEncoded(word));
        });
        return String.join("&", parts);
    }

    /** Whether there is a body. */
    boolean isBody() {
        return (pieces > 0 && !line.has("get")) || isMultipart() || line.has("upload-file");
    }

    private boolean isMultipart() {
        return line.has("form") || line.has("form-string");
    }

    /** The method of a line that names none. */
    String method() {
        if (line.has("upload-file")) {
            return "PUT";
        }
        return isBody() ? "POST" : line.has("head") ? "HEAD" : "GET";
    }

    /**
     * The body.
     *
     * @param type what the line says of it; empty text to say nothing
     */
    Content content(Optional<String> type) {
        if (!isBody()) {
            return new Content.None();
        } else if (isMultipart()) {
            if (pieces > 0) {
                throw Words.problem("problem.curlMixedBody");
            }
            return new Content.Multipart(line.given().stream()
                    .filter(given -> given.option().name().startsWith("form"))
                    .map(given -> FormPart.read(given, leftovers))
                    .toList());
        } else if (line.has("upload-file")) {
            String path = leftovers.plain(line.last("upload-file").orElseThrow().marked());
            file(path.equals(".") ? "-" : path);
            return new Content.File(type.orElse(""), path);
        }
        String contentType = type.orElse(line.has("json") ? JSON : FORM);
        return files.isEmpty() ? text(contentType) : new Content.File(contentType, files.getFirst());
    }

    private Content text(String type) {
        byte[] bytes = text.toByteArray();
        String plain = text.toString(StandardCharsets.UTF_8);
        String small = type.toLowerCase(Locale.ROOT);
        if (!Escapes.isUtf8(bytes)) {
            return new Content.Text(type, Format.ESCAPED, Escapes.encode(bytes));
        } else if (small.equals(JSON)) {
            return new Content.Json(new JsonText(plain));
        } else if (small.equals(FORM)) {
            return form(plain).<Content>map(Content.Form::new).orElse(new Content.Text(type, Format.TEXT, plain));
        }
        return new Content.Text(type, Format.TEXT, plain);
    }

    /** The fields of a form, where they would be written in the same way again. */
    private static Optional<List<Parameter>> form(String text) {
        List<Parameter> fields = new ArrayList<>();
        try {
            for (String pair : text.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals <= 0) {
                    return Optional.empty();
                }
                fields.add(new Parameter(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1))));
            }
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        String again = fields.stream()
                .map(field -> encoded(field.name()) + "=" + encoded(field.value()))
                .collect(Collectors.joining("&"));
        return again.equals(text) ? Optional.of(fields) : Optional.empty();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
