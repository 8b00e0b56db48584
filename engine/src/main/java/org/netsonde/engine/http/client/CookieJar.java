package org.netsonde.engine.http.client;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.CookieStore;
import java.net.HttpCookie;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netsonde.engine.http.HttpUrl;

/** The cookies of a client: kept while it runs, bounded in number. Confined to the client's event loop. */
final class CookieJar {

    private static final int MOST = 300;
    private static final int MOST_FIELDS = 50;

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ORIGINAL_SERVER);

    /** What a request says in its field {@code Cookie}; empty for nothing. */
    Optional<String> forRequest(HttpUrl url) {
        try {
            List<String> values = cookies.get(uri(url), Map.of()).getOrDefault("Cookie", List.of());
            return values.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", values));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Takes what a reply sets. What is no cookie is passed over. */
    void take(HttpUrl url, HttpHeaders headers) {
        List<String> set = headers.getAll(HttpHeaderNames.SET_COOKIE);
        if (set.isEmpty()) {
            return;
        }
        try {
            cookies.put(uri(url), Map.of("Set-Cookie", set.subList(0, Math.min(set.size(), MOST_FIELDS))));
        } catch (IOException | IllegalArgumentException e) {
            System.getLogger(CookieJar.class.getName()).log(System.Logger.Level.DEBUG, "a cookie was not taken", e);
        }
        trim();
    }

    private void trim() {
        CookieStore store = cookies.getCookieStore();
        List<HttpCookie> all = store.getCookies();
        for (int i = 0; i < all.size() - MOST; i++) {
            HttpCookie oldest = all.get(i);
            for (URI uri : store.getURIs()) {
                store.remove(uri, oldest);
            }
        }
    }

    private static URI uri(HttpUrl url) {
        // Its path alone decides; a query may hold what Java takes for no address.
        String path = url.target().split("\\?", 2)[0].replace("[", "%5B").replace("]", "%5D");
        return URI.create((url.secure() ? "https://" : "http://") + url.authority() + path);
    }
}
