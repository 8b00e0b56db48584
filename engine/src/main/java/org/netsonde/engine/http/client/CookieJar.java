package org.netsonde.engine.http.client;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.http.HttpDates;
import org.netsonde.engine.http.HttpUrl;

/**
 * The cookies of a client (RFC 6265): kept while it runs, bounded in number and size. Confined to the client's event loop.
 *
 * <p>A cookie goes back to the host that set it, and to the hosts below that one if it names itself as the domain. One that a
 * host sets for a domain above its own goes back to that host only: which domains anybody can have hosts in, such as
 * {@code co.uk}, stands in a list that changes every week.
 */
final class CookieJar {

    /** How many are kept; those set first give way. */
    static final int MOST = 300;

    /** The longest name with its value that is kept, in characters (RFC 6265, section 6.1). */
    static final int MOST_SIZE = 4096;

    private static final int MOST_FIELDS = 50;
    private static final int MOST_SENT = 16 << 10;
    private static final Duration MOST_AGE = Duration.ofDays(400);

    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0a-\\x1f\\x7f]");
    private static final Pattern AGE = Pattern.compile("-?[0-9]{1,400}");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

    private final InstantSource clock;
    private final List<Cookie> cookies = new ArrayList<>();

    /**
     * One of them.
     *
     * @param below whether it goes to hosts below that one as well
     * @param expires when it is not sent any more; null for never
     */
    private record Cookie(
            String name,
            String value,
            String host,
            boolean below,
            String path,
            boolean secure,
            @Nullable Instant expires) {

        boolean isSameAs(Cookie other) {
            return name.equals(other.name) && host.equals(other.host) && path.equals(other.path);
        }

        boolean isFor(HttpUrl url, String asked) {
            return (host.equals(url.host()) || (below && url.host().endsWith("." + host)))
                    && (!secure || url.secure())
                    && asked.startsWith(path)
                    && (path.endsWith("/") || asked.length() == path.length() || asked.charAt(path.length()) == '/');
        }

        boolean isExpired(Instant now) {
            return expires != null && !expires.isAfter(now);
        }
    }

    /** An empty one. */
    CookieJar(InstantSource clock) {
        this.clock = clock;
    }

    /** What a request says in its field {@code Cookie}; empty for nothing. */
    Optional<String> forRequest(HttpUrl url) {
        Instant now = clock.instant();
        cookies.removeIf(cookie -> cookie.isExpired(now));
        String asked = path(url);
        StringBuilder field = new StringBuilder();
        // Longer paths first, and of the same length those that were set first, as they stand in the list.
        cookies.stream()
                .filter(cookie -> cookie.isFor(url, asked))
                .sorted(Comparator.comparingInt(
                        (Cookie cookie) -> -cookie.path().length()))
                .map(cookie -> cookie.name() + "=" + cookie.value())
                .filter(pair -> field.length() + pair.length() <= MOST_SENT)
                .forEachOrdered(
                        pair -> field.append(field.isEmpty() ? "" : "; ").append(pair));
        return field.isEmpty() ? Optional.empty() : Optional.of(field.toString());
    }

    /** Takes what a reply sets. What is no cookie, or none that this host may set, is passed over. */
    void take(HttpUrl url, HttpHeaders headers) {
        List<String> set = headers.getAll(HttpHeaderNames.SET_COOKIE);
        for (String field : set.subList(0, Math.min(set.size(), MOST_FIELDS))) {
            Cookie cookie = read(url, field);
            if (cookie != null) {
                put(cookie);
            }
        }
    }

    private void put(Cookie cookie) {
        Instant now = clock.instant();
        int place = cookies.size();
        for (int i = 0; i < cookies.size(); i++) {
            if (cookies.get(i).isSameAs(cookie)) {
                place = i;
                cookies.remove(i);
                break;
            }
        }
        if (!cookie.isExpired(now)) {
            cookies.add(place, cookie);
        }
        if (cookies.size() > MOST) {
            cookies.removeIf(old -> old.isExpired(now));
        }
        while (cookies.size() > MOST) {
            cookies.removeFirst();
        }
    }

    /** RFC 6265, section 5.2. */
    private @Nullable Cookie read(HttpUrl url, String field) {
        String[] parts = field.split(";", -1);
        int equals = parts[0].indexOf('=');
        String name = equals < 0 ? "" : parts[0].substring(0, equals).strip();
        String value = parts[0].substring(equals + 1).strip();
        if (name.isEmpty()
                || name.length() + value.length() > MOST_SIZE
                || CONTROL.matcher(parts[0]).find()) {
            return null;
        }
        String domain = "";
        String path = usualPath(url);
        boolean secure = false;
        Instant expires = null;
        Instant ends = null;
        for (int i = 1; i < parts.length; i++) {
            int sign = parts[i].indexOf('=');
            String key =
                    (sign < 0 ? parts[i] : parts[i].substring(0, sign)).strip().toLowerCase(Locale.ROOT);
            String said = sign < 0 ? "" : parts[i].substring(sign + 1).strip();
            switch (key) {
                case "domain" -> domain = (said.startsWith(".") ? said.substring(1) : said).toLowerCase(Locale.ROOT);
                case "path" -> path = said.startsWith("/") ? said : usualPath(url);
                case "secure" -> secure = true;
                case "max-age" -> ends = AGE.matcher(said).matches() ? after(said) : ends;
                case "expires" -> expires = HttpDates.parse(said).orElse(expires);
                default -> {
                    // Such as HttpOnly, which tells scripts of pages something.
                }
            }
        }
        String host = url.host();
        boolean own = domain.isEmpty() || domain.equals(host);
        if ((!own && (ADDRESS.matcher(host).matches() || !host.endsWith("." + domain)))
                || (secure && !url.secure())
                || path.length() > MOST_SIZE) {
            return null;
        }
        boolean below = domain.equals(host) && !ADDRESS.matcher(host).matches();
        return new Cookie(name, value, host, below, path, secure, ends == null ? expires : ends);
    }

    private Instant after(String seconds) {
        if (seconds.startsWith("-")) {
            return Instant.MIN;
        }
        long most = MOST_AGE.toSeconds();
        // More digits than a long has are more than enough as well.
        long age = seconds.length() > 18 ? most : Math.min(most, Long.parseLong(seconds));
        return clock.instant().plusSeconds(age);
    }

    private static String path(HttpUrl url) {
        return url.target().split("\\?", 2)[0];
    }

    /** The folder of what was asked for (RFC 6265, section 5.1.4). */
    private static String usualPath(HttpUrl url) {
        String path = path(url);
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }
}
