package org.netsonde.engine.http;

import io.netty.handler.codec.DateFormatter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;

/** Times as HTTP writes them (RFC 9110, section 5.6.7). */
public final class HttpDates {

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private static final int MOST = 64;

    private HttpDates() {}

    /** A time, to the second, such as {@code Sun, 06 Nov 1994 08:49:37 GMT}. */
    public static String of(Instant time) {
        return FORM.format(time);
    }

    /** Reads a time in any of the forms that are about, as RFC 6265, section 5.1.1, reads them; empty where it is none. */
    public static Optional<Instant> parse(String text) {
        Date date = text.length() > MOST ? null : DateFormatter.parseHttpDate(text);
        return date == null ? Optional.empty() : Optional.of(date.toInstant());
    }
}
