package org.netsonde.engine.protocol.http;

import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.DefaultCookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import io.netty.handler.codec.http.cookie.ServerCookieEncoder;
import java.util.List;
import java.util.Map;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.http.server.ServerReply;
import org.netsonde.engine.http.server.ServerRequest;

/** Cookies (RFC 6265): what a client has, and what it is told to keep or to forget. */
final class Cookies {

    private static final int MOST = 50;

    private Cookies() {}

    /** Those that were sent, for the client's eyes only. */
    static ServerReply list(ServerRequest request) {
        return EchoReply.json(200, node -> {
                    var cookies = node.putObject("cookies");
                    for (String field : request.headers().getAll("Cookie")) {
                        for (Cookie cookie : ServerCookieDecoder.STRICT.decode(field)) {
                            cookies.put(cookie.name(), cookie.value());
                        }
                    }
                })
                .hiding();
    }

    /** Those of the query are kept by the client. */
    static ServerReply set(ServerRequest request) {
        ServerReply reply = ServerReply.empty(302).with("Location", "/cookies");
        for (Map.Entry<String, List<String>> cookie : named(request).entrySet()) {
            reply.headers()
                    .add("Set-Cookie", text(cookie.getKey(), cookie.getValue().getLast(), false));
        }
        return reply;
    }

    /** Those of the query are forgotten. */
    static ServerReply delete(ServerRequest request) {
        ServerReply reply = ServerReply.empty(302).with("Location", "/cookies");
        named(request).keySet().forEach(name -> reply.headers().add("Set-Cookie", text(name, "", true)));
        return reply;
    }

    private static Map<String, List<String>> named(ServerRequest request) {
        Map<String, List<String>> query = request.query();
        if (query.isEmpty() || query.size() > MOST) {
            throw new WrongValueException(Phrase.of("httpReply.cookie"));
        }
        return query;
    }

    private static String text(String name, String value, boolean gone) {
        try {
            DefaultCookie cookie = new DefaultCookie(name, value);
            cookie.setPath("/");
            if (gone) {
                cookie.setMaxAge(0);
            }
            return ServerCookieEncoder.STRICT.encode(cookie);
        } catch (IllegalArgumentException e) {
            throw new WrongValueException(Phrase.of("httpReply.cookie"));
        }
    }
}
