package org.netsonde.engine.http;

import java.net.IDN;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.SettingsException;

/**
 * An address of HTTP (RFC 9110, section 4.2; RFC 3986), or a path at the server that a client is aimed at. Read strictly where
 * it decides on whom is talked to, and with patience elsewhere: what may not stand in a path is written with percent signs,
 * a host in any script becomes its ASCII form. Immutable.
 *
 * @param secure whether it is {@code https}; false for a path
 * @param host a name in ASCII, an IPv4 address, or an IPv6 address without brackets; empty for a path
 * @param port the port; 0 for a path
 * @param target path and query as they are sent, from a slash on
 */
public record HttpUrl(boolean secure, String host, int port, String target) {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int MOST_HOST = 253;

    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):.*", Pattern.DOTALL);
    private static final Pattern HOST_AND_PORT = Pattern.compile("[\\w.-]+:\\d+(?:[/?#].*)?", Pattern.DOTALL);
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u2028\\u2029]");
    private static final String PLAIN =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=";

    /**
     * Reads an address, or a path with or without its first slash.
     *
     * @throws SettingsException about the field {@code url}, if it is neither
     */
    public static HttpUrl parse(String written) {
        String text = written.strip();
        if (CONTROL.matcher(text).find()) {
            throw problem("urlControl");
        }
        Matcher scheme = SCHEME.matcher(text);
        if (HOST_AND_PORT.matcher(text).matches()) {
            // It looks like a scheme, and somebody who writes localhost:8080 means no path.
            throw problem("urlNoScheme", HttpSecrets.target(text));
        } else if (scheme.matches()) {
            String name = scheme.group(1).toLowerCase(Locale.ROOT);
            if (!name.equals("http") && !name.equals("https")) {
                throw problem("urlScheme", name);
            }
            String rest = text.substring(name.length() + 1);
            if (!rest.startsWith("//")) {
                throw problem("urlNoHost");
            }
            return absolute(name.equals("https"), rest.substring(2));
        } else if (text.startsWith("//")) {
            throw problem("urlNoScheme", HttpSecrets.target(text));
        }
        return new HttpUrl(false, "", 0, target(text));
    }

    private static SettingsException problem(String name, Object... args) {
        return new SettingsException("url", Phrase.of("problem." + name, args));
    }

    private static HttpUrl absolute(boolean secure, String rest) {
        int end = 0;
        while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        String authority = rest.substring(0, end);
        if (authority.indexOf('@') >= 0) {
            throw problem("urlUser");
        }
        int colon = authority.lastIndexOf(':');
        boolean hasPort = colon >= 0 && colon > authority.lastIndexOf(']');
        String host = host(hasPort ? authority.substring(0, colon) : authority);
        String port = hasPort ? authority.substring(colon + 1) : "";
        return new HttpUrl(secure, host, port.isEmpty() ? usual(secure) : port(port), target(rest.substring(end)));
    }

    private static int usual(boolean secure) {
        return secure ? HTTPS : HTTP;
    }

    private static int port(String text) {
        if (!text.matches("[0-9]{1,5}")) {
            throw problem("urlPort", text);
        }
        int port = Integer.parseInt(text);
        if (port < 1 || port > 65535) {
            throw problem("urlPort", text);
        }
        return port;
    }

    private static String host(String written) {
        if (written.isEmpty()) {
            throw problem("urlNoHost");
        }
        try {
            if (written.startsWith("[") && written.endsWith("]")) {
                String literal = written.substring(1, written.length() - 1);
                if (literal.indexOf(':') < 0 || literal.indexOf('%') >= 0) {
                    throw problem("urlHost", written);
                }
                InetAddress.ofLiteral(literal);
                return literal.toLowerCase(Locale.ROOT);
            }
            String ascii = IDN.toASCII(written, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
            if (!HOST.matcher(ascii).matches() || ascii.length() > MOST_HOST) {
                throw problem("urlHost", written);
            }
            return ascii;
        } catch (SettingsException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw problem("urlHost", written);
        }
    }

    /** Path and query, without a fragment, which is never sent. */
    private static String target(String written) {
        int hash = written.indexOf('#');
        String text = hash < 0 ? written : written.substring(0, hash);
        return encoded(text.startsWith("/") ? text : "/" + text);
    }

    /** What may not stand in an address is written with percent signs; what is written so already stays. */
    private static String encoded(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            boolean escape =
                    c == '%' && text.length() > i + 2 && isHex(text.charAt(i + 1)) && isHex(text.charAt(i + 2));
            if (escape || PLAIN.indexOf(c) >= 0) {
                out.appendCodePoint(c);
            } else {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    out.append("%%%02X".formatted(b));
                }
            }
            i += Character.charCount(c);
        }
        return out.toString();
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0 && c < 128;
    }

    /** Whether it is a path at the server that a client is aimed at. */
    public boolean isPath() {
        return host.isEmpty();
    }

    /** The same path and query at a server. */
    public HttpUrl at(boolean overTls, String server, int serverPort) {
        return new HttpUrl(overTls, server, serverPort, target);
    }

    /** Where a redirect leads from here (RFC 3986, section 5). */
    public HttpUrl resolve(String reference) {
        String text = reference.strip();
        if (text.startsWith("//")) {
            return parse((secure ? "https:" : "http:") + text);
        } else if (SCHEME.matcher(text).matches() && !text.startsWith("/")) {
            return parse(text);
        } else if (CONTROL.matcher(text).find()) {
            throw problem("urlControl");
        }
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        String next;
        if (text.isEmpty() || text.startsWith("#")) {
            next = target;
        } else if (text.startsWith("?")) {
            next = path + text;
        } else if (text.startsWith("/")) {
            next = text;
        } else {
            next = path.substring(0, path.lastIndexOf('/') + 1) + text;
        }
        return new HttpUrl(secure, host, port, withoutDots(target(next)));
    }

    /** Without the steps {@code .} and {@code ..} in its path (RFC 3986, section 5.2.4). */
    private static String withoutDots(String target) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        Deque<String> kept = new ArrayDeque<>();
        String[] steps = path.substring(1).split("/", -1);
        for (int i = 0; i < steps.length; i++) {
            boolean last = i == steps.length - 1;
            if (steps[i].equals("..")) {
                kept.pollLast();
            } else if (!steps[i].equals(".")) {
                kept.addLast(steps[i]);
                continue;
            }
            if (last) {
                kept.addLast("");
            }
        }
        return "/" + String.join("/", kept) + (query < 0 ? "" : target.substring(query));
    }

    /** With more parameters behind those of its query; those without a name are left out. */
    public HttpUrl with(List<Parameter> parameters) {
        String more = form(parameters);
        return more.isEmpty()
                ? this
                : new HttpUrl(secure, host, port, target + (target.indexOf('?') < 0 ? "?" : "&") + more);
    }

    /** Parameters as a form writes them; those without a name are left out. */
    public static String form(List<Parameter> parameters) {
        return parameters.stream()
                .filter(parameter -> !parameter.name().isEmpty())
                .map(parameter -> URLEncoder.encode(parameter.name(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(parameter.value(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** Host and port as a {@code Host} field has them: the usual port is left out. */
    public String authority() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == usual(secure) ? name : name + ":" + port;
    }

    /** Whether both are of one server: scheme, host and port. */
    public boolean sameOrigin(HttpUrl other) {
        return secure == other.secure && port == other.port && host.equals(other.host);
    }

    /** The last step of the path, decoded; empty where it ends in a slash. */
    public String lastStep() {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        String step = path.substring(path.lastIndexOf('/') + 1);
        try {
            return URLDecoder.decode(step.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return step;
        }
    }

    /** As it is written. */
    @Override
    public String toString() {
        return isPath() ? target : (secure ? "https://" : "http://") + authority() + target;
    }
}
