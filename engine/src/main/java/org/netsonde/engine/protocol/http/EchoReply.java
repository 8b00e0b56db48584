package org.netsonde.engine.protocol.http;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.netsonde.engine.http.HttpHeads;
import org.netsonde.engine.http.HttpSecrets;
import org.netsonde.engine.http.server.ServerReply;
import org.netsonde.engine.http.server.ServerRequest;
import org.netsonde.engine.message.Escapes;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/**
 * Tells a client what it has sent, as JSON in the shape that httpbin gave it. What gives access to something is not repeated,
 * since replies are recorded.
 */
final class EchoReply {

    private static final int MOST_NESTING = 200;

    /** Bodies that are longer are told as data only: reading and writing them would take the event loop for too long. */
    private static final int MOST_JSON = 1 << 20;

    /** Control characters that JSON writes with two. */
    private static final String ESCAPED = "\b\t\n\f\r";

    /** Of a text, one in so many characters may be one that JSON writes with six. */
    private static final int TEXT_SHARE = 16;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MOST_NESTING)
                            .build())
                    .build())
            .build();

    private EchoReply() {}

    /** A reply of JSON, made by whoever adds to it. */
    static ServerReply json(int status, Consumer<ObjectNode> maker) {
        ObjectNode node = JSON.createObjectNode();
        maker.accept(node);
        return ServerReply.text(status, "application/json", text(node));
    }

    private static String text(JsonNode node) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
    }

    /** What was sent without a body. */
    static ServerReply get(ServerRequest request) {
        return json(200, node -> {
            node.set("args", args(request));
            rest(node, request);
        });
    }

    /** What was sent with its body. */
    static ServerReply whole(ServerRequest request, boolean method) {
        return json(200, node -> {
            node.set("args", args(request));
            body(node, request);
            if (method) {
                node.put("method", request.method());
            }
            rest(node, request);
        });
    }

    /** One of several lines, each a JSON of its own. */
    static String line(ServerRequest request, long id) {
        ObjectNode node = JSON.createObjectNode();
        node.put("id", id);
        node.set("args", args(request));
        rest(node, request);
        return JSON.writeValueAsString(node) + "\n";
    }

    private static void rest(ObjectNode node, ServerRequest request) {
        node.set("headers", headers(request));
        node.put("origin", origin(request));
        node.put("url", HttpSecrets.target(url(request)));
    }

    /** The fields of the head. */
    static ObjectNode headers(ServerRequest request) {
        ObjectNode node = JSON.createObjectNode();
        for (Map.Entry<String, String> field : request.headers()) {
            if (!field.getKey().toLowerCase(Locale.ROOT).startsWith("x-http2-stream")) {
                add(node, field.getKey(), HttpSecrets.field(field.getKey(), field.getValue()));
            }
        }
        return node;
    }

    /** The parameters of the query. */
    static ObjectNode args(ServerRequest request) {
        ObjectNode node = JSON.createObjectNode();
        request.query().forEach((name, values) -> values.forEach(value -> add(node, name, shown(name, value))));
        return node;
    }

    private static String shown(String name, String value) {
        return HttpSecrets.isSecret(name) ? HttpHeads.MASK : value;
    }

    /** Several values of one name are a list. */
    private static void add(ObjectNode node, String name, String value) {
        JsonNode there = node.get(name);
        if (there == null) {
            node.put(name, value);
        } else if (there instanceof ArrayNode several) {
            several.add(value);
        } else {
            node.putArray(name).add(there).add(value);
        }
    }

    /** The address of the peer. */
    static String origin(ServerRequest request) {
        return request.remote().getAddress() == null
                ? request.remote().getHostString()
                : request.remote().getAddress().getHostAddress();
    }

    /** Scheme, host and port as the client called the server. */
    static String base(ServerRequest request) {
        return (request.secure() ? "https://" : "http://") + request.authority();
    }

    private static String url(ServerRequest request) {
        return base(request) + request.target();
    }

    private static void body(ObjectNode node, ServerRequest request) {
        Optional<FormBody> form = FormBody.of(request.headers().get("Content-Type", ""), request.body());
        node.put("data", form.isPresent() ? "" : data(request.body(), "application/octet-stream"));
        ObjectNode files = node.putObject("files");
        ObjectNode fields = node.putObject("form");
        form.ifPresent(read -> read.fields().forEach(field -> {
            String type = field.mediaType().isEmpty() ? "application/octet-stream" : field.mediaType();
            add(field.isFile() ? files : fields, field.name(), data(field.value(), type));
        }));
        String json = form.isPresent() ? "" : compact(request.body());
        if (json.isEmpty()) {
            node.putNull("json");
        } else {
            node.putRawValue("json", new RawValue(json));
        }
    }

    /**
     * JSON without blanks, token by token: nested deeply, a few bytes would come to many when indented, and as a tree to many
     * objects. Empty for what is none, or is longer or more deeply nested than anything sensible.
     */
    private static String compact(byte[] body) {
        if (body.length > MOST_JSON) {
            return "";
        }
        StringWriter text = new StringWriter();
        try (JsonParser in = JSON.createParser(body);
                JsonGenerator out = JSON.createGenerator(text)) {
            boolean ended = false;
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                if (ended) {
                    return "";
                } else if (token.isNumeric()) {
                    out.writeNumber(in.getString());
                } else {
                    out.copyCurrentEvent(in);
                }
                ended = in.streamReadContext().inRoot();
            }
            out.flush();
        } catch (JacksonException e) {
            return "";
        }
        return text.toString();
    }

    /** Text as it is, and what is none as an address that holds it. */
    private static String data(byte[] bytes, String mediaType) {
        return isText(bytes)
                ? new String(bytes, StandardCharsets.UTF_8)
                : "data:" + mediaType + ";base64," + Base64.getEncoder().encodeToString(bytes);
    }

    private static boolean isText(byte[] bytes) {
        int controls = 0;
        for (byte each : bytes) {
            controls += each >= 0 && each < ' ' && ESCAPED.indexOf(each) < 0 ? 1 : 0;
        }
        return controls <= bytes.length / TEXT_SHARE && Escapes.isUtf8(bytes);
    }
}
