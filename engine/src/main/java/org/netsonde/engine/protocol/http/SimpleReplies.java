package org.netsonde.engine.protocol.http;

import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.http.server.Pages;
import org.netsonde.engine.http.server.ServerReply;
import org.netsonde.engine.http.server.ServerRequest;

/** Statuses, delays, and texts that are always the same. */
final class SimpleReplies {

    private static final int MOST_CODES = 50;
    private static final int MOST_FIELDS = 100;
    private static final int LONGEST_DELAY = 10;

    private SimpleReplies() {}

    /** One of the codes, by chance where there are several. */
    static ServerReply status(ServerRequest request, Map<String, String> values) {
        List<Integer> codes = new ArrayList<>();
        for (String code : values.getOrDefault("codes", "").split(",", MOST_CODES)) {
            codes.add((int) WrongValueException.number(Map.of("codes", code), "codes", 200, 599));
        }
        int code = codes.get(ThreadLocalRandom.current().nextInt(codes.size()));
        return switch (code) {
            case 301, 302, 303, 307, 308 -> ServerReply.empty(code).with("Location", "/redirect/1");
            case 401 -> ServerReply.empty(code).with("WWW-Authenticate", "Basic realm=\"Netsonde\"");
            case 405 -> ServerReply.empty(code).with("Allow", "GET, HEAD");
            case 407 -> ServerReply.empty(code).with("Proxy-Authenticate", "Basic realm=\"Netsonde\"");
            case 204, 205, 304 -> ServerReply.empty(code);
            default ->
                ServerReply.text(
                        code,
                        "text/plain; charset=utf-8",
                        code + " " + HttpResponseStatus.valueOf(code).reasonPhrase() + "\n");
        };
    }

    /** What was sent, after a while. */
    static ServerReply delay(ServerRequest request, Map<String, String> values) {
        long nanos = WrongValueException.seconds(values.getOrDefault("seconds", ""), "seconds", LONGEST_DELAY);
        return EchoReply.whole(request, true).after(Duration.ofNanos(nanos));
    }

    /** Fields that the query names. */
    static ServerReply responseHeaders(ServerRequest request, Map<String, String> values) {
        ServerReply reply = EchoReply.json(200, node -> node.setAll(EchoReply.args(request)));
        int count = 0;
        for (Map.Entry<String, List<String>> field : request.query().entrySet()) {
            for (String value : field.getValue()) {
                boolean good = HttpHeaderValidationUtil.validateToken(field.getKey()) == -1
                        && HttpHeaderValidationUtil.validateValidHeaderValue(value) == -1;
                if (!good || ++count > MOST_FIELDS) {
                    throw new WrongValueException(Phrase.of("httpReply.field"));
                }
                if (field.getKey().equalsIgnoreCase("Content-Type")) {
                    reply.headers().set(field.getKey(), value);
                } else {
                    reply.headers().add(field.getKey(), value);
                }
            }
        }
        // Whoever made a link chose type and content: a browser must not take it for a page of this server.
        reply.headers()
                .set("Content-Security-Policy", "sandbox; default-src 'none'")
                .set("X-Content-Type-Options", "nosniff");
        return reply;
    }

    static ServerReply html() {
        return Pages.html("""
                <!DOCTYPE html>
                <html><head><meta charset="utf-8"><title>A page</title></head>
                <body><h1>A page</h1><p>With a paragraph, <em>emphasis</em> and a picture.</p>
                <p><img src="/image/svg" alt="A wave on a screen" width="240"></p></body></html>
                """);
    }

    static ServerReply json() {
        return ServerReply.text(200, "application/json", """
                {
                  "slideshow": {
                    "title": "Sample slide show",
                    "author": "Netsonde",
                    "slides": [
                      {"title": "Wake up", "type": "all"},
                      {"title": "Overview", "type": "all", "items": ["Why packets matter", "Who sends them"]}
                    ]
                  }
                }
                """);
    }

    static ServerReply xml() {
        return ServerReply.text(200, "application/xml", """
                <?xml version="1.0" encoding="utf-8"?>
                <slideshow title="Sample slide show" author="Netsonde">
                  <slide type="all"><title>Wake up</title></slide>
                  <slide type="all">
                    <title>Overview</title>
                    <item>Why <em>packets</em> matter</item>
                    <item>Who <em>sends</em> them</item>
                  </slide>
                </slideshow>
                """);
    }

    /** What a text in Base64, of either alphabet, stands for. */
    static ServerReply base64(ServerRequest request, Map<String, String> values) {
        String value = values.getOrDefault("value", "").replace('-', '+').replace('_', '/');
        try {
            return ServerReply.bytes(
                            200,
                            "text/plain; charset=utf-8",
                            Base64.getDecoder().decode(value))
                    .with("X-Content-Type-Options", "nosniff");
        } catch (IllegalArgumentException e) {
            throw new WrongValueException(Phrase.of("httpReply.base64"));
        }
    }
}
