package org.netsonde.engine.protocol.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import org.netsonde.engine.http.HttpHeads;
import org.netsonde.engine.http.server.ServerReply;
import org.netsonde.engine.http.server.ServerRequest;

/** Replies that ask who is there (RFC 7617, RFC 6750). */
final class AccessReplies {

    private static final String BASIC = "Basic ";
    private static final String BEARER = "Bearer ";

    private AccessReplies() {}

    /** For whoever knows the name and password of the path. */
    static ServerReply basic(ServerRequest request, Map<String, String> values) {
        String user = values.getOrDefault("user", "");
        String wanted = user + ":" + values.getOrDefault("password", "");
        byte[] given = credentials(request.headers().get("Authorization", ""));
        if (!MessageDigest.isEqual(given, wanted.getBytes(StandardCharsets.UTF_8))) {
            return ServerReply.empty(401).with("WWW-Authenticate", "Basic realm=\"Netsonde\", charset=\"UTF-8\"");
        }
        return EchoReply.json(200, node -> node.put("authenticated", true).put("user", user));
    }

    private static byte[] credentials(String field) {
        if (!field.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return new byte[0];
        }
        try {
            return Base64.getDecoder().decode(field.substring(BASIC.length()).strip());
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** For whoever has any token; which one is not repeated, since replies are recorded. */
    static ServerReply bearer(ServerRequest request) {
        String field = request.headers().get("Authorization", "");
        boolean token = field.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && !field.substring(BEARER.length()).isBlank();
        return token
                ? EchoReply.json(200, node -> node.put("authenticated", true).put("token", HttpHeads.MASK))
                : ServerReply.empty(401).with("WWW-Authenticate", "Bearer realm=\"Netsonde\"");
    }
}
