package org.netsonde.engine.export.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.ResourceBundle;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.metrics.MetricSpec;

/** The words, numbers and times of a report in one language and time zone. */
public final class Words {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final String[] BYTES = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
    private static final String[] COUNTS = {"", "k", "M", "G", "T", "P", "E"};
    private static final double THOUSAND = 1000;

    private final Locale locale;
    private final ZoneId zone;
    private final ResourceBundle bundle;

    /** The words for readers of a language in a zone; whatever is no Chinese is English. */
    public Words(Locale locale, ZoneId zone) {
        this.locale = locale.getLanguage().equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
        this.zone = zone;
        bundle = ResourceBundle.getBundle(
                Phrase.BUNDLE,
                this.locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** The language. */
    public Locale locale() {
        return locale;
    }

    ZoneId zone() {
        return zone;
    }

    /** The text {@code report.<name>} with its arguments. */
    public String get(String name, Object... arguments) {
        return pattern("report." + name, arguments);
    }

    private String pattern(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), locale).format(arguments);
    }

    /** The text of a key, or another where there is none, as for what other versions recorded. */
    private String find(String key, String otherwise) {
        return bundle.containsKey(key) ? pattern(key) : otherwise;
    }

    String protocol(String id) {
        return find("protocol." + id, id);
    }

    String metric(MetricSpec metric) {
        return find("metric." + metric.id(), metric.id());
    }

    /** A figure that can have a threshold. */
    String figure(String name) {
        return find("figure." + name, find("metric." + name, name));
    }

    String failure(Failure.Kind kind) {
        String word = kind.name().toLowerCase(Locale.ROOT);
        return find("failureKind." + word, word);
    }

    /** A whole number, grouped. */
    public String count(long value) {
        return NumberFormat.getIntegerInstance(locale).format(value);
    }

    /** A number to three digits or so. */
    String number(double value) {
        NumberFormat format = NumberFormat.getInstance(locale);
        double size = Math.abs(value);
        format.setMaximumFractionDigits(size >= 100 || size == 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(value);
    }

    /** A number as it is. */
    String exact(BigDecimal value) {
        NumberFormat format = NumberFormat.getInstance(locale);
        format.setMaximumFractionDigits(9);
        return format.format(value);
    }

    /** Nanoseconds as milliseconds. */
    public String millis(double nanos) {
        return number(nanos / NANOS_PER_MILLI) + " ms";
    }

    /** Nanoseconds as milliseconds. */
    String millis(long nanos) {
        return millis((double) nanos);
    }

    String bytes(long value) {
        return bytes((double) value);
    }

    String bytes(double value) {
        return scaled(value, BYTES, " ");
    }

    /** A number in few characters, for axes: 1.5k. */
    String brief(double value) {
        return scaled(value, COUNTS, "");
    }

    private String scaled(double value, String[] units, String gap) {
        int power = 0;
        double rest = value;
        while (Math.abs(rest) >= THOUSAND && power < units.length - 1) {
            rest /= THOUSAND;
            power++;
        }
        String number = number(rest);
        return units[power].isEmpty() ? number : number + gap + units[power];
    }

    /** How long something took or takes. */
    public String duration(long nanos) {
        double seconds = nanos / NANOS_PER_SECOND;
        if (seconds < 60) {
            return number(seconds) + " s";
        }
        long whole = Math.round(seconds);
        return whole < 3600
                ? String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d h", whole / 3600, whole / 60 % 60, whole % 60);
    }

    /** A day and a time with its offset from UTC. */
    public String moment(Instant at) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT)
                .withZone(zone)
                .format(at);
    }

    /** A time of day to the millisecond, with the day where it is not that of another moment. */
    String time(Instant at, Instant base) {
        boolean sameDay = LocalDate.ofInstant(at, zone).equals(LocalDate.ofInstant(base, zone));
        return DateTimeFormatter.ofPattern(sameDay ? "HH:mm:ss.SSS" : "MM-dd HH:mm:ss.SSS", Locale.ROOT)
                .withZone(zone)
                .format(at);
    }
}
