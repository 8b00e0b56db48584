package org.netsonde.engine.probe;

import java.net.InetAddress;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.http.HttpUrl;
import org.netsonde.engine.protocol.SettingsException;

/**
 * What is probed. The scheme decides what is sent: a request for {@code http} and {@code https}, a TLS handshake for {@code tls}
 * and {@code wss}, and nothing but the opening of a connection for {@code tcp} and {@code ws}. Without a scheme it is {@code tcp},
 * so that a name typed in a hurry sends nothing; the port is 443 then, where most hosts answer.
 *
 * @param scheme what is spoken there
 * @param host a name in ASCII, an IPv4 address, or an IPv6 address without brackets
 * @param port 1 to 65535
 * @param path path and query from a slash on, for {@code http} and {@code https}; empty otherwise
 */
public record ProbeTarget(Scheme scheme, String host, int port, String path) {

    /** The longest text that is read as a target. */
    public static final int MOST = 2048;

    private static final int DEFAULT_PORT = 443;

    /** What is spoken. */
    public enum Scheme {
        TCP(DEFAULT_PORT),
        TLS(DEFAULT_PORT),
        HTTP(80),
        HTTPS(DEFAULT_PORT),
        WS(80),
        WSS(DEFAULT_PORT);

        private final int port;

        Scheme(int port) {
            this.port = port;
        }

        /** As it stands in a URL. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Where it is spoken mostly. */
        public int port() {
            return port;
        }
    }

    /**
     * Reads {@code host}, {@code host:port}, {@code [address]:port}, or a URL of a known scheme. Names of other scripts become
     * their ASCII form (IDNA).
     *
     * @throws FailureException of kind INVALID_SETTINGS if it is none of them; a name and password in it are not taken
     */
    public static ProbeTarget parse(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty() || trimmed.length() > MOST) {
            throw refused(trimmed);
        }
        int scheme = trimmed.indexOf("://");
        if (scheme < 0) {
            return read(Scheme.TCP, bracketed(trimmed), trimmed);
        }
        String name = trimmed.substring(0, scheme).toUpperCase(Locale.ROOT);
        for (Scheme known : Scheme.values()) {
            if (known.name().equals(name)) {
                return read(known, trimmed.substring(scheme + 3), trimmed);
            }
        }
        throw new FailureException(
                Failure.of(Failure.Kind.INVALID_SETTINGS, "probeScheme", trimmed.substring(0, scheme)));
    }

    /** More than one colon is an address of IPv6 without a port. */
    private static String bracketed(String text) {
        int colon = text.indexOf(':');
        return colon >= 0 && text.lastIndexOf(':') != colon && !text.startsWith("[") ? "[" + text + "]" : text;
    }

    private static ProbeTarget read(Scheme scheme, String rest, String written) {
        boolean asks = scheme == Scheme.HTTP || scheme == Scheme.HTTPS;
        int end = 0;
        while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        String authority = rest.substring(0, end);
        boolean ported = authority.lastIndexOf(':') > authority.lastIndexOf(']');
        try {
            // What stands in a URL is read by one reader; a port of its own keeps its defaults out of it.
            HttpUrl url =
                    HttpUrl.parse("http://" + authority + (ported ? "" : ":" + scheme.port()) + rest.substring(end));
            return new ProbeTarget(scheme, url.host(), url.port(), asks ? url.target() : "");
        } catch (SettingsException e) {
            throw new FailureException(refused(written).failure(), e);
        }
    }

    private static FailureException refused(String text) {
        // Bounded, and without what may be a password.
        String shown = text.substring(text.lastIndexOf('@') + 1);
        return new FailureException(Failure.of(
                Failure.Kind.INVALID_SETTINGS,
                "probeTarget",
                shown.length() > 80 ? shown.substring(0, 80) + "…" : shown));
    }

    /** What is done with it unless something else is asked for. */
    public Set<ProbePart> parts() {
        EnumSet<ProbePart> parts = EnumSet.of(ProbePart.DNS, ProbePart.CONNECT, ProbePart.RACE);
        switch (scheme) {
            case TLS, WSS -> parts.add(ProbePart.TLS);
            case HTTP -> parts.add(ProbePart.HTTP);
            case HTTPS -> parts.addAll(EnumSet.of(ProbePart.TLS, ProbePart.HTTP));
            case TCP, WS -> {}
        }
        return parts;
    }

    /** The URL that is asked for, for {@code http} and {@code https}. */
    public HttpUrl url() {
        return new HttpUrl(scheme == Scheme.HTTPS, host, port, path.isEmpty() ? "/" : path);
    }

    /** Whether its host is an address, which needs no look-up. */
    public boolean isLiteral() {
        try {
            InetAddress.ofLiteral(host);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** {@code host:port}. */
    public String where() {
        return Addresses.text(host, port);
    }

    /** As a URL. */
    @Override
    public String toString() {
        return scheme.id() + "://" + where() + path;
    }
}
