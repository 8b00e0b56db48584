package org.netsonde.app.security.account;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** Times as this user writes them, without the date where that is today. Immutable. */
final class Moments {

    private final DateTimeFormatter today;
    private final DateTimeFormatter other;

    Moments(Locale locale) {
        ZoneId zone = ZoneId.systemDefault();
        today = DateTimeFormatter.ofLocalizedTime(FormatStyle.MEDIUM)
                .withLocale(locale)
                .withZone(zone);
        other = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT)
                .withLocale(locale)
                .withZone(zone);
    }

    String text(Instant moment) {
        ZoneId zone = ZoneId.systemDefault();
        boolean now = LocalDate.ofInstant(moment, zone).equals(LocalDate.now(zone));
        return (now ? today : other).format(moment);
    }
}
