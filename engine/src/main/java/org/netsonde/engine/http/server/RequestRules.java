package org.netsonde.engine.http.server;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;

/**
 * What the head of a request must keep to so that everybody who reads it reads the same (RFC 9110, RFC 9112). Where two
 * readers could differ the request is refused, since attacks hide there.
 */
final class RequestRules {

    /** The length of a body that is sent in chunks. */
    static final long CHUNKED = -1;

    /** The longest length that is understood; nothing that long is taken. */
    private static final int MOST_DIGITS = 18;

    private static final int MOST_PORT = 65_535;

    private static final String EXPECTED = "100-continue";

    private static final Pattern AUTHORITY =
            Pattern.compile("(?:\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._~!$&'()*+,;=%-]*)(?::([0-9]{0,5}))?");

    private static final Pattern ABSOLUTE = Pattern.compile("(?i)https?://([^/?]*)([/?].*)?");

    private RequestRules() {}

    /**
     * Looks at a head. Its target is brought to origin form, and its {@code Host} to what the target says.
     *
     * @param http2 whether it came over HTTP/2, which frames bodies by itself
     * @return what is wrong with it; null for nothing
     */
    static @Nullable Refusal check(HttpRequest request, boolean http2) {
        Refusal refusal = method(request);
        if (refusal == null) {
            refusal = hosts(request, http2);
        }
        if (refusal == null) {
            refusal = target(request);
        }
        if (refusal == null) {
            refusal = expectation(request);
        }
        return refusal;
    }

    private static @Nullable Refusal method(HttpRequest request) {
        if (HttpHeaderValidationUtil.validateToken(request.method().name()) != -1) {
            return Refusal.bad(Phrase.of("httpRefusal.method"));
        }
        return request.method().equals(HttpMethod.CONNECT) ? new Refusal(501, Phrase.of("httpRefusal.connect")) : null;
    }

    private static @Nullable Refusal hosts(HttpRequest request, boolean http2) {
        List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
        if (hosts.size() > 1) {
            return Refusal.bad(Phrase.of("httpRefusal.hosts", hosts.size()));
        } else if (hosts.isEmpty()) {
            boolean needed = !http2 && !request.protocolVersion().equals(HttpVersion.HTTP_1_0);
            return needed ? Refusal.bad(Phrase.of("httpRefusal.noHost")) : null;
        }
        return isAuthority(hosts.getFirst()) ? null : Refusal.bad(Phrase.of("httpRefusal.host"));
    }

    private static boolean isAuthority(String text) {
        Matcher found = AUTHORITY.matcher(text);
        if (!found.matches()) {
            return false;
        }
        String port = found.group(1);
        return port == null || port.isEmpty() || Integer.parseInt(port) <= MOST_PORT;
    }

    private static @Nullable Refusal target(HttpRequest request) {
        String target = request.uri();
        if (target.indexOf('#') >= 0 || target.chars().anyMatch(c -> c < '!' || c > '~')) {
            return Refusal.bad(Phrase.of("httpRefusal.target"));
        } else if (!hasWholeEscapes(target)) {
            return Refusal.bad(Phrase.of("httpRefusal.escape"));
        } else if (target.startsWith("/")) {
            return null;
        } else if (target.equals("*")) {
            return request.method().equals(HttpMethod.OPTIONS) ? null : Refusal.bad(Phrase.of("httpRefusal.target"));
        }
        Matcher absolute = ABSOLUTE.matcher(target);
        if (!absolute.matches() || absolute.group(1).isEmpty() || !isAuthority(absolute.group(1))) {
            return Refusal.bad(Phrase.of("httpRefusal.target"));
        }
        String rest = absolute.group(2) == null ? "" : absolute.group(2);
        request.setUri(rest.startsWith("/") ? rest : "/" + rest);
        // What the target says goes before the field (RFC 9112, section 3.2.2).
        request.headers().set(HttpHeaderNames.HOST, absolute.group(1));
        return null;
    }

    private static boolean hasWholeEscapes(String target) {
        for (int at = target.indexOf('%'); at >= 0; at = target.indexOf('%', at + 1)) {
            if (at + 2 >= target.length() || !isHex(target.charAt(at + 1)) || !isHex(target.charAt(at + 2))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0 && c < 128;
    }

    private static @Nullable Refusal expectation(HttpRequest request) {
        for (String expected : request.headers().getAll(HttpHeaderNames.EXPECT)) {
            if (!expected.equalsIgnoreCase(EXPECTED)) {
                return new Refusal(417, Phrase.of("httpRefusal.expect"));
            }
        }
        return null;
    }

    /** Whether the peer waits to be told to go on before it sends the body. */
    static boolean waits(HttpRequest request) {
        return request.headers().contains(HttpHeaderNames.EXPECT, EXPECTED, true)
                && !request.protocolVersion().equals(HttpVersion.HTTP_1_0);
    }

    /** How a body of HTTP/1.1 is framed: its length, or {@link #CHUNKED}; the refusal of a head that does not say it clearly. */
    record Framing(long length, @Nullable Refusal refusal) {
        private static Framing refused(int status, String key) {
            return new Framing(0, new Refusal(status, Phrase.of("httpRefusal." + key)));
        }

        /** What a head says (RFC 9112, section 6). */
        static Framing of(HttpRequest request) {
            HttpHeaders headers = request.headers();
            List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
            List<String> lengths = headers.getAll(HttpHeaderNames.CONTENT_LENGTH);
            if (!codings.isEmpty()) {
                return coded(request, codings, !lengths.isEmpty());
            } else if (lengths.isEmpty()) {
                return new Framing(0, null);
            } else if (lengths.size() > 1) {
                return refused(400, "lengths");
            }
            String length = lengths.getFirst();
            if (length.isEmpty() || !length.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return refused(400, "length");
            } else if (length.length() > MOST_DIGITS) {
                return refused(413, "lengthHuge");
            }
            return new Framing(Long.parseLong(length), null);
        }

        private static Framing coded(HttpRequest request, List<String> codings, boolean length) {
            if (length) {
                return refused(400, "lengthAndChunked");
            } else if (request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
                return refused(400, "chunked10");
            }
            String all = String.join(",", codings).toLowerCase(Locale.ROOT);
            if (all.equals("chunked")) {
                return new Framing(CHUNKED, null);
            }
            List<String> names =
                    List.of(all.split(",", -1)).stream().map(String::strip).toList();
            boolean last = names.indexOf("chunked") == names.size() - 1;
            // What cannot be decoded is not implemented; what does not end in chunks has no end at all.
            return last ? refused(501, "coding") : refused(400, "notChunked");
        }
    }
}
