package org.netsonde.engine.protocol.http;

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
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells a client what it has sent, as JSON in the shape that httpbin gave it. What gives access to something is not repeated,
 * since replies are recorded.
 */
final class EchoReply {

    private static final int MOST_NESTING = 200;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MOST_NESTING)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
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
        } else if (there.isArray()) {
            node.withArray(name).add(value);
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
        String host = request.headers().get("Host", "localhost");
        return (request.secure() ? "https://" : "http://") + host;
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
        node.set("json", form.isPresent() ? JSON.nullNode() : parsed(request.body()));
    }

    private static JsonNode parsed(byte[] body) {
        try {
            JsonNode read = body.length == 0 ? JSON.nullNode() : JSON.readTree(body);
            return read.isMissingNode() ? JSON.nullNode() : read;
        } catch (JacksonException e) {
            // It is no JSON, or more deeply nested than anything sensible.
            return JSON.nullNode();
        }
    }

    /** Text as it is, and what is none as an address that holds it. */
    private static String data(byte[] bytes, String mediaType) {
        return Escapes.isUtf8(bytes)
                ? new String(bytes, StandardCharsets.UTF_8)
                : "data:" + mediaType + ";base64," + Base64.getEncoder().encodeToString(bytes);
    }
}
