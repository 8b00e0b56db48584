package org.netsonde.engine.http.login;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.http.HttpUrl;
import org.netsonde.engine.protocol.SettingsException;

/** What a request says of who sends it. Stateless. */
final class Credentials {

    /** The name of the cookie that holds the token of a session. */
    static final String COOKIE = "session";

    private static final String BEARER = "bearer ";
    private static final int MOST_COOKIES = 16 << 10;

    private Credentials() {}

    /**
     * A token.
     *
     * @param text the token
     * @param cookie whether a browser may have sent it by itself
     */
    record Token(String text, boolean cookie) {
        /** Without the token. */
        @Override
        public String toString() {
            return cookie ? "cookie" : "bearer";
        }
    }

    /** The token of a request: that of its field {@code Authorization}, which goes first, or of its cookie; null for none. */
    static @Nullable Token token(HttpHeaders headers) {
        List<String> fields = headers.getAll("Authorization");
        if (fields.size() > 1) {
            // Which one is meant cannot be known, and it is not guessed.
            return new Token("", false);
        } else if (!fields.isEmpty() && isBearer(fields.getFirst())) {
            return new Token(fields.getFirst().substring(BEARER.length()).strip(), false);
        }
        for (String field : headers.getAll("Cookie")) {
            if (field.length() <= MOST_COOKIES) {
                for (Cookie cookie : ServerCookieDecoder.STRICT.decode(field)) {
                    if (cookie.name().equals(COOKIE)) {
                        return new Token(cookie.value(), true);
                    }
                }
            }
        }
        return null;
    }

    private static boolean isBearer(String field) {
        return field.regionMatches(true, 0, BEARER, 0, BEARER.length());
    }

    /**
     * Whether a request comes from a page of this server or from no page at all, as far as the browser tells: by {@code
     * Sec-Fetch-Site}, else by {@code Origin}. What tells neither is no browser of these days, and has its cookies from whoever
     * runs it. Servers behind something that changes {@code Host} or adds TLS are not told apart from others; they refuse.
     *
     * @param secure whether the request came over TLS
     */
    static boolean isSameOrigin(HttpHeaders headers, boolean secure) {
        String site = headers.get("Sec-Fetch-Site", "").toLowerCase(Locale.ROOT);
        if (!site.isEmpty()) {
            return site.equals("same-origin") || site.equals("none");
        }
        List<String> origins = headers.getAll("Origin");
        if (origins.isEmpty()) {
            return true;
        }
        return origins.size() == 1 && isOrigin(origins.getFirst(), headers.get("Host", ""), secure);
    }

    private static boolean isOrigin(String origin, String host, boolean secure) {
        try {
            // What names no server is a path, which is of no origin: "null" where a browser does not tell.
            HttpUrl page = HttpUrl.parse(origin);
            return !page.isPath() && page.sameOrigin(HttpUrl.parse((secure ? "https://" : "http://") + host));
        } catch (SettingsException e) {
            return false;
        }
    }
}
