package org.netsonde.engine.protocol.http;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.netsonde.engine.http.HttpDates;
import org.netsonde.engine.http.server.ServerReply;
import org.netsonde.engine.http.server.ServerRequest;

/** Replies that caches keep and ask about again (RFC 9110, section 13; RFC 9111). */
final class CacheReplies {

    private static final int LONGEST = 31_536_000;
    private static final String UNCHANGED = "\"netsonde\"";

    /** When the content of {@link #cache} was last changed: never since it was made. */
    private static final Instant CHANGED = Instant.parse("2024-01-01T00:00:00Z");

    private CacheReplies() {}

    /** Never changes: who has any state of it has the present one. */
    static ServerReply cache(ServerRequest request) {
        boolean known =
                request.headers().contains("If-None-Match") || request.headers().contains("If-Modified-Since");
        return (known ? ServerReply.empty(304) : EchoReply.get(request))
                .with("ETag", UNCHANGED)
                .with("Last-Modified", HttpDates.of(CHANGED));
    }

    /** Stays fresh for so long. */
    static ServerReply seconds(ServerRequest request, Map<String, String> values) {
        long seconds = WrongValueException.number(values, "seconds", 0, LONGEST);
        return EchoReply.get(request).with("Cache-Control", "public, max-age=" + seconds);
    }

    /** Has the name that the path says. */
    static ServerReply etag(ServerRequest request, Map<String, String> values) {
        String etag = "\"" + values.getOrDefault("etag", "").replaceAll("[^!#-~]", "_") + "\"";
        // In this order, and the first with strong comparison (RFC 9110, sections 13.2.2 and 13.1.1).
        if (request.headers().contains("If-Match") && !isNamed(request, "If-Match", etag, false)) {
            return ServerReply.empty(412).with("ETag", etag);
        } else if (isNamed(request, "If-None-Match", etag, true)) {
            return ServerReply.empty(304).with("ETag", etag);
        }
        return EchoReply.get(request).with("ETag", etag);
    }

    private static boolean isNamed(ServerRequest request, String field, String etag, boolean weak) {
        return request.headers().getAll(field).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(name -> weak ? name.strip().replaceFirst("^W/", "") : name.strip())
                .anyMatch(name -> name.equals("*") || name.equals(etag));
    }
}
