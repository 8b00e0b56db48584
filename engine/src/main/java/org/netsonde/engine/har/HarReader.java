package org.netsonde.engine.har;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.netsonde.engine.har.HarEntry.Field;
import org.netsonde.engine.har.HarEntry.Message;
import org.netsonde.engine.har.HarEntry.Timings;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a HAR file piece by piece (<a href="http://www.softwareishard.com/blog/har-12-spec/">HAR 1.2</a>), so that only one
 * exchange is in memory at a time. Reads once.
 */
final class HarReader {

    /** What is kept of a body. */
    static final int MAX_BODY = 1 << 20;

    /** More exchanges are left out. */
    static final int MAX_ENTRIES = 200_000;

    private static final int MAX_FIELDS = 1_000;
    private static final int MAX_FIELD = 64 << 10;
    private static final int MAX_TEXT = 128 << 20;
    private static final int MAX_DEPTH = 100;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_TEXT)
                            .build())
                    .build())
            .build();

    private final Consumer<HarEntry> entries;
    private final Consumer<Page> pages;
    private String creator = "";
    private boolean log;
    private boolean list;
    private long count;

    /**
     * A reader.
     *
     * @param entries called with each exchange, in the order of the file
     * @param pages called with each page that a browser showed
     */
    HarReader(Consumer<HarEntry> entries, Consumer<Page> pages) {
        this.entries = entries;
        this.pages = pages;
    }

    /**
     * A page that a browser showed.
     *
     * @param startedMillis when, in milliseconds since the epoch
     * @param title its title
     */
    record Page(double startedMillis, String title) {}

    /** The program that wrote the file, and its version. */
    String creator() {
        return creator;
    }

    /** How many exchanges were left out, since there were too many. */
    long leftOut() {
        return Math.max(0, count - MAX_ENTRIES);
    }

    /**
     * Reads it all.
     *
     * @return whether it is a HAR file: it has a log, and in that a list of entries
     * @throws JacksonException if it is no JSON, or is larger in some part than is taken
     */
    boolean read(InputStream in) throws IOException {
        try (JsonParser json = JSON.createParser(in)) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                forEach(json, name -> {
                    if (name.equals("log") && json.currentToken() == JsonToken.START_OBJECT) {
                        log = true;
                        forEach(json, part -> log(json, part));
                    }
                });
            }
        }
        return log && list;
    }

    /** Calls with the name of each property of the object that begins here, at its value; what is left of it is skipped. */
    private static void forEach(JsonParser json, Consumer<String> property) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            int depth = json.streamReadContext().getNestingDepth();
            property.accept(name);
            boolean open = value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY;
            if (open && json.currentToken() == value && json.streamReadContext().getNestingDepth() == depth) {
                json.skipChildren();
            }
        }
    }

    /** Calls at each object of the list that begins here. */
    private static void forEachObject(JsonParser json, Runnable object) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            return;
        }
        for (JsonToken t = json.nextToken(); t != JsonToken.END_ARRAY && t != null; t = json.nextToken()) {
            if (t == JsonToken.START_OBJECT) {
                object.run();
            } else if (t == JsonToken.START_ARRAY) {
                json.skipChildren();
            }
        }
    }

    private void log(JsonParser json, String part) {
        switch (part) {
            case "creator", "browser" -> creator(json);
            case "pages" -> forEachObject(json, () -> page(json));
            case "entries" -> {
                list = json.currentToken() == JsonToken.START_ARRAY;
                forEachObject(json, () -> entry(json));
            }
            default -> {}
        }
    }

    private void creator(JsonParser json) {
        String[] words = {"", ""};
        if (json.currentToken() == JsonToken.START_OBJECT) {
            forEach(json, name -> {
                switch (name) {
                    case "name" -> words[0] = text(json);
                    case "version" -> words[1] = text(json);
                    default -> {}
                }
            });
        }
        String both = (words[0] + " " + words[1]).strip();
        creator = both.isEmpty() ? creator : both.substring(0, Math.min(both.length(), 100));
    }

    private void page(JsonParser json) {
        double[] started = {Double.NaN};
        String[] title = {""};
        forEach(json, name -> {
            switch (name) {
                case "startedDateTime" -> started[0] = moment(text(json));
                case "title" -> title[0] = text(json);
                default -> {}
            }
        });
        if (!Double.isNaN(started[0])) {
            pages.accept(new Page(started[0], title[0]));
        }
    }

    /** What is being read of an exchange. */
    private static final class Draft {
        private double started = Double.NaN;
        private double time;
        private Timings timings = new Timings(0, 0, 0, 0);
        private boolean timed;
        private String connection = "";
        private String address = "";
        private String error = "";
        private final MessageDraft request = new MessageDraft();
        private final MessageDraft response = new MessageDraft();
    }

    /** What is being read of a message. */
    private static final class MessageDraft {
        private String method = "";
        private String url = "";
        private int status;
        private String statusText = "";
        private String version = "";
        private final List<Field> fields = new ArrayList<>();
        private String type = "";
        private byte[] body = {};
        private long length;
        private long headSize = -1;
        private long bodySize = -1;

        Message message() {
            long wire = headSize < 0 || bodySize < 0 ? -1 : headSize + bodySize;
            return new Message(method, url, status, statusText, version, List.copyOf(fields), type, body, length, wire);
        }
    }

    private void entry(JsonParser json) {
        Draft draft = new Draft();
        forEach(json, name -> {
            switch (name) {
                case "startedDateTime" -> draft.started = moment(text(json));
                case "time" -> draft.time = number(json);
                case "connection" -> draft.connection = text(json);
                case "serverIPAddress" -> draft.address = text(json);
                case "_error" -> draft.error = text(json);
                case "timings" -> timings(json, draft);
                case "request" -> message(json, draft.request, draft);
                case "response" -> message(json, draft.response, draft);
                default -> {}
            }
        });
        count++;
        if (Double.isNaN(draft.started) || draft.request.url.isEmpty() || count > MAX_ENTRIES) {
            return;
        }
        Timings timings = draft.timed ? draft.timings : new Timings(0, 0, Math.max(0, draft.time), 0);
        entries.accept(new HarEntry(
                draft.started,
                timings,
                draft.connection,
                draft.address,
                draft.error,
                draft.request.message(),
                draft.response.message()));
    }

    private static void timings(JsonParser json, Draft draft) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            return;
        }
        double[] t = new double[4];
        forEach(json, name -> {
            // The time for TLS is part of that for connecting.
            int place = switch (name) {
                case "blocked", "dns", "connect" -> 0;
                case "send" -> 1;
                case "wait" -> 2;
                case "receive" -> 3;
                default -> -1;
            };
            if (place >= 0) {
                t[place] += Math.max(0, number(json));
            }
        });
        draft.timed = true;
        draft.timings = new Timings(t[0], t[1], t[2], t[3]);
    }

    private static void message(JsonParser json, MessageDraft message, Draft draft) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            return;
        }
        forEach(json, name -> {
            switch (name) {
                case "method" -> message.method = text(json);
                case "url" -> message.url = text(json);
                case "status" -> message.status = (int) Math.clamp(number(json), 0, 999);
                case "statusText" -> message.statusText = text(json);
                case "httpVersion" -> message.version = text(json);
                case "_error" -> draft.error = text(json);
                case "headersSize" -> message.headSize = (long) number(json);
                case "bodySize" -> message.bodySize = (long) number(json);
                case "headers" -> forEachObject(json, () -> field(json, message.fields));
                case "postData", "content" -> body(json, message);
                default -> {}
            }
        });
    }

    private static void field(JsonParser json, List<Field> fields) {
        String[] field = {"", ""};
        forEach(json, name -> {
            switch (name) {
                case "name" -> field[0] = text(json);
                case "value" -> field[1] = text(json);
                default -> {}
            }
        });
        if (!field[0].isEmpty() && fields.size() < MAX_FIELDS) {
            fields.add(new Field(field[0], field[1]));
        }
    }

    private static void body(JsonParser json, MessageDraft message) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            return;
        }
        long[] size = {0};
        String[] encoding = {""};
        String[] whole = {""};
        forEach(json, name -> {
            switch (name) {
                case "size" -> size[0] = (long) number(json);
                case "encoding" -> encoding[0] = text(json);
                case "mimeType" -> message.type = text(json);
                case "text" -> whole[0] = json.currentToken() == JsonToken.VALUE_STRING ? json.getString() : "";
                default -> {}
            }
        });
        byte[] all = encoding[0].equals("base64") ? decoded(whole[0]) : whole[0].getBytes(StandardCharsets.UTF_8);
        message.length = Math.max(all.length, size[0]);
        message.body = all.length > MAX_BODY ? java.util.Arrays.copyOf(all, MAX_BODY) : all;
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return base64.getBytes(StandardCharsets.UTF_8);
        }
    }

    private static String text(JsonParser json) {
        if (json.currentToken() == null || !json.currentToken().isScalarValue()) {
            return "";
        }
        String text = json.currentToken() == JsonToken.VALUE_NULL ? "" : json.getString();
        return text.length() > MAX_FIELD ? text.substring(0, MAX_FIELD) : text;
    }

    private static double number(JsonParser json) {
        double value =
                json.currentToken() == JsonToken.VALUE_NUMBER_FLOAT || json.currentToken() == JsonToken.VALUE_NUMBER_INT
                        ? json.getDoubleValue()
                        : 0;
        // A day is longer than anything that was waited for, and keeps sums in range.
        return Double.isFinite(value) ? Math.clamp(value, -1, 1e15) : 0;
    }

    /** Milliseconds since the epoch; not a number where it is no moment. */
    private static double moment(String text) {
        try {
            var at = OffsetDateTime.parse(text).toInstant();
            return at.getEpochSecond() * 1e3 + at.getNano() / 1e6;
        } catch (DateTimeException e) {
            return Double.NaN;
        }
    }
}
