package org.netsonde.engine.har;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where requests go.
 *
 * @param scheme the scheme, in small letters
 * @param host the host, IPv6 in brackets
 * @param port the port
 */
record Origin(String scheme, String host, int port) {

    /** The origin of an address; null for one that goes nowhere, such as {@code data:} and {@code about:}. */
    static @Nullable Origin of(String url) {
        // Only so much of it is looked at, since browsers write addresses that a strict reader refuses.
        int authority = url.indexOf("://");
        if (authority < 0) {
            return null;
        }
        int end = authority + 3;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        try {
            URI uri = new URI(url.substring(0, end));
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean known =
                    scheme.equals("http") || scheme.equals("https") || scheme.equals("ws") || scheme.equals("wss");
            if (!known || uri.getHost() == null) {
                return null;
            }
            int usual = scheme.equals("http") || scheme.equals("ws") ? 80 : 443;
            int port = uri.getPort() < 0 ? usual : uri.getPort();
            return new Origin(scheme, uri.getHost().toLowerCase(Locale.ROOT), port);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** Path and query of an address. */
    static String target(String url) {
        int start = url.indexOf("://") + 3;
        while (start < url.length() && "/?#".indexOf(url.charAt(start)) < 0) {
            start++;
        }
        int fragment = url.indexOf('#', start);
        String target = url.substring(start, fragment < 0 ? url.length() : fragment);
        return target.startsWith("/") ? target : "/" + target;
    }

    /** {@code host:port}. */
    String address() {
        return host + ":" + port;
    }

    /** What stands in the field Host: without the port where it is the usual one. */
    String authority() {
        boolean usual = port == (scheme.equals("http") || scheme.equals("ws") ? 80 : 443);
        return usual ? host : address();
    }

    @Override
    public String toString() {
        return scheme + "://" + authority();
    }
}
