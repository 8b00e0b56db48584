package org.netsonde.engine.experiment;

import java.util.Locale;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.experiment.stat.Estimate;

/**
 * The names, figures and numbers of experiments in one language, for the window, the terminal and exports alike. Any thread.
 *
 * @param locale the language; whatever is no Chinese is English
 */
public record ExperimentWords(Locale locale) {

    /** Shown where there is no value. */
    public static final String NO_VALUE = "–";

    private static final double THOUSAND = 1000;
    private static final String[] COUNTS = {"", "k", "M", "G", "T"};
    private static final String[] SIZES = {" B", " kB", " MB", " GB", " TB"};
    private static final String[] TIMES = {" ns", " µs", " ms", " s"};
    private static final double NARROW = 0.02;

    public ExperimentWords {
        locale = locale.getLanguage().equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
    }

    /** What an experiment is called; its id where it is not known. */
    public String experiment(String id) {
        return find("experiment." + id, id);
    }

    /** What an experiment shows; nothing where it is not known. */
    public String help(String id) {
        return find("experiment." + id + ".help", "");
    }

    /** What a parameter is called; as it is in files where it is not known. */
    public String parameter(String name) {
        return find("option." + name, name);
    }

    /** What a figure is called. */
    public String figure(Figure figure) {
        return find("measure." + figure.id(), figure.id());
    }

    /** What is varied. */
    public String axis(Axis axis) {
        return find("axis." + axis.id(), axis.id());
    }

    /** A phrase of the engine's. */
    public String text(Phrase phrase) {
        return phrase.text(locale);
    }

    /** A figure with its unit, to three digits or so. */
    public String value(Figure figure, double value) {
        return value(figure.unit(), value);
    }

    /** A number of that unit. */
    public String value(Measure.Unit unit, double value) {
        if (!Double.isFinite(value)) {
            return NO_VALUE;
        }
        return switch (unit) {
            case PER_SECOND -> scaled(value, COUNTS) + "/s";
            case NANOS -> scaled(value, TIMES);
            case BYTES -> scaled(value, SIZES);
            case BYTES_PER_SECOND -> scaled(value, SIZES) + "/s";
            case SHARE -> plain(value * 100) + " %";
            case COUNT -> scaled(value, COUNTS);
        };
    }

    /** A value of an axis with its unit, exact. */
    public String at(Axis axis, double value) {
        String number = value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.format(locale, "%,d", (long) value)
                : String.valueOf(value);
        return number
                + switch (axis.measure()) {
                    case COUNT -> "";
                    case BYTES -> " B";
                    case PERCENT -> " %";
                    case NANOS -> " ns";
                };
    }

    /** A ratio, with as many digits as its interval is worth. */
    public String ratio(double value, Estimate of) {
        if (!Double.isFinite(value)) {
            return NO_VALUE;
        }
        int decimals = value >= 100 ? 0 : value >= 10 ? 1 : value < 0.1 || of.high() - of.low() < NARROW ? 3 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** A part of the whole, such as a level of confidence, in hundredths. */
    public String percent(double share) {
        return plain(share * 100) + " %";
    }

    /** A whole number, grouped. */
    public String count(long value) {
        return String.format(locale, "%,d", value);
    }

    /** The text of a key of the engine's bundle; another where there is none, as for what other versions wrote. */
    String find(String key, String otherwise) {
        String text = Phrase.of(key).text(locale);
        return text.equals(key + "[]") ? otherwise : text;
    }

    /** The text {@code experiment.finding.<key>}. */
    String said(String key, Object... args) {
        return Phrase.of("experiment.finding." + key, args).text(locale);
    }

    /** A name in the middle of a sentence: only English sets it apart. */
    static String inside(String label, Locale locale) {
        boolean word = label.length() > 1 && Character.isLowerCase(label.charAt(1));
        return word && locale.equals(Locale.ENGLISH)
                ? Character.toLowerCase(label.charAt(0)) + label.substring(1)
                : label;
    }

    private static String scaled(double value, String[] units) {
        double rest = value;
        int power = 0;
        // 999.96 reads as 1.00 of the next, not as 1000.
        while (Math.abs(Double.parseDouble(plain(rest))) >= THOUSAND && power < units.length - 1) {
            rest /= THOUSAND;
            power++;
        }
        return plain(rest) + units[power];
    }

    /** Three digits, fewer where it is whole. */
    private static String plain(double value) {
        double size = Math.abs(value);
        int decimals = size >= 99.95 || value == Math.rint(value) ? 0 : size >= 9.995 ? 1 : size >= 0.0995 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
