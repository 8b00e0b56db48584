package org.netsonde.engine;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/**
 * A sentence for the user, kept as a key and its arguments so that window and terminal show the same words in the
 * language of the reader. The texts stand in {@code org/netsonde/text/engine.properties} and its translations, as
 * {@link MessageFormat} patterns.
 *
 * @param key the key in the bundle
 * @param args the arguments, strings or numbers; numbers are passed as text so that ports are not grouped
 */
public record Phrase(String key, List<String> args) {

    /** The base name of the engine's message bundle. */
    public static final String BUNDLE = "org.netsonde.text.engine";

    /** A reader of English on a machine set to Chinese gets English. */
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    public Phrase {
        args = List.copyOf(args);
    }

    /** A phrase with its arguments turned to text. */
    public static Phrase of(String key, Object... args) {
        return new Phrase(
                key, java.util.Arrays.stream(args).map(String::valueOf).toList());
    }

    /** A text that is the same in every language, such as a name. */
    public static Phrase verbatim(Object text) {
        return of("words.verbatim", text);
    }

    /** The text in the given language; the key and arguments where the bundle lacks it. */
    public String text(Locale locale) {
        try {
            String pattern =
                    ResourceBundle.getBundle(BUNDLE, locale, NO_FALLBACK).getString(key);
            return new MessageFormat(pattern, locale).format(args.toArray());
        } catch (MissingResourceException e) {
            return key + args;
        }
    }

    /** The text in the default display language. */
    @Override
    public String toString() {
        return text(Locale.getDefault(Locale.Category.DISPLAY));
    }
}
