package org.netsonde.engine.protocol.http;

import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import java.util.Map;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.http.server.ServerReply;
import org.netsonde.engine.http.server.ServerRequest;

/** Replies that send a client somewhere else. */
final class Redirects {

    private static final int MOST = 100;

    private Redirects() {}

    /** So many redirects, one after the other, by paths. */
    static ServerReply relative(ServerRequest request, Map<String, String> values) {
        return found(next("/redirect/", values));
    }

    /** The same by whole addresses. */
    static ServerReply absolute(ServerRequest request, Map<String, String> values) {
        return found(EchoReply.base(request) + next("/absolute-redirect/", values));
    }

    private static String next(String path, Map<String, String> values) {
        long count = WrongValueException.number(values, "count", 1, MOST);
        return count == 1 ? "/get" : path + (count - 1);
    }

    private static ServerReply found(String location) {
        return ServerReply.empty(302).with("Location", location);
    }

    /** To an address of the client's choice. */
    static ServerReply to(ServerRequest request) {
        String url = WrongValueException.parameter(request, "url", "");
        int code = (int) WrongValueException.number(request, "status_code", 300, 308, 302);
        boolean good = url.matches("(?i)https?://.*|/.*")
                && url.chars().allMatch(c -> c > ' ' && c < 0x7f)
                && HttpHeaderValidationUtil.validateValidHeaderValue(url) == -1;
        if (!good) {
            throw new WrongValueException(Phrase.of("httpReply.redirectUrl"));
        }
        return ServerReply.empty(code).with("Location", url);
    }
}
