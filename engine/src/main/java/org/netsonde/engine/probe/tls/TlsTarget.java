package org.netsonde.engine.probe.tls;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;

/**
 * Which server is inspected.
 *
 * @param host its name or address
 * @param port its port, 1 to 65535
 */
public record TlsTarget(String host, int port) {

    /** Where TLS is mostly spoken. */
    public static final int DEFAULT_PORT = 443;

    private static final int MAX_HOST = 253;
    private static final int MAX_PORT = 65_535;

    public TlsTarget {
        if (host.isBlank()
                || host.length() > MAX_HOST
                || host.chars().anyMatch(c -> c <= ' ' || c == '/' || c == 0x7f)) {
            throw refused(host);
        }
        if (port < 1 || port > MAX_PORT) {
            throw new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, "inspectPort", port));
        }
    }

    /**
     * Reads {@code host}, {@code host:port}, {@code [address]:port} or a URL such as {@code https://example.org/path}.
     *
     * @throws FailureException of kind INVALID_SETTINGS if it is none of them
     */
    public static TlsTarget parse(String text) {
        String trimmed = text.strip();
        if (trimmed.contains("://")) {
            return url(trimmed);
        }
        int colon = trimmed.lastIndexOf(':');
        boolean bracketed = trimmed.startsWith("[");
        if (bracketed) {
            int end = trimmed.indexOf(']');
            if (end < 0 || (end + 1 < trimmed.length() && trimmed.charAt(end + 1) != ':')) {
                throw refused(trimmed);
            }
            String host = trimmed.substring(1, end);
            return end + 1 == trimmed.length()
                    ? new TlsTarget(host, DEFAULT_PORT)
                    : new TlsTarget(host, number(trimmed.substring(end + 2)));
        }
        // More than one colon is an address of IPv6 without a port.
        if (colon < 0 || trimmed.indexOf(':') != colon) {
            return new TlsTarget(trimmed, DEFAULT_PORT);
        }
        return new TlsTarget(trimmed.substring(0, colon), number(trimmed.substring(colon + 1)));
    }

    private static TlsTarget url(String text) {
        try {
            URI uri = new URI(text);
            String host = uri.getHost();
            if (host == null) {
                throw refused(text);
            }
            String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
            return new TlsTarget(bare, uri.getPort() < 0 ? port(uri.getScheme()) : uri.getPort());
        } catch (URISyntaxException e) {
            throw new FailureException(refused(text).failure(), e);
        }
    }

    private static int port(String scheme) {
        return switch (scheme.toLowerCase(Locale.ROOT)) {
            case "ftps" -> 990;
            case "imaps" -> 993;
            case "pop3s" -> 995;
            case "smtps" -> 465;
            case "ldaps" -> 636;
            case "mqtts" -> 8883;
            default -> DEFAULT_PORT;
        };
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, "inspectPort", text), e);
        }
    }

    private static FailureException refused(String text) {
        return new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, "inspectTarget", text));
    }

    /** As {@code host:port}. */
    @Override
    public String toString() {
        return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
    }
}
