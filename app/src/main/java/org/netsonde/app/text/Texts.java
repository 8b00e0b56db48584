package org.netsonde.app.text;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Phrase;

/**
 * The texts of one language: the window's own bundle, and behind it the engine's, which names protocols, options and
 * failures. Immutable and safe for threads; another language is another instance.
 */
public final class Texts {

    /** The languages there are, each as its bundle is named. */
    public static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE);

    private static final String BUNDLE = "org.netsonde.text.app";

    /** English must stay English on a Chinese machine: no falling back to the machine's own language. */
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_DEFAULT);

    private final Locale locale;
    private final ResourceBundle app;
    private final ResourceBundle engine;

    public Texts(Locale locale) {
        this.locale = locale;
        app = ResourceBundle.getBundle(BUNDLE, locale, NO_FALLBACK);
        engine = ResourceBundle.getBundle(Phrase.BUNDLE, locale, NO_FALLBACK);
    }

    /** The texts in the language of {@link #LANGUAGES} that fits the locale best: Chinese for any Chinese, else English. */
    public static Texts nearest(Locale wanted) {
        return new Texts(wanted.getLanguage().equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH);
    }

    /** The language. */
    public Locale locale() {
        return locale;
    }

    /**
     * The text of that key, from the window's bundle or else the engine's, with its arguments set in. Numbers are written
     * in the manner of the language; pass text where they must not be grouped, ports for one. A key that is nowhere comes
     * back as it is, so that a slip shows and breaks nothing.
     */
    public String get(String key, Object... args) {
        return find(key, args).orElse(args.length == 0 ? key : key + Arrays.toString(args));
    }

    /** The text of that key, or nothing where there is none. */
    public Optional<String> find(String key, Object... args) {
        return Stream.of(app, engine)
                .filter(bundle -> bundle.containsKey(key))
                .findFirst()
                .map(bundle -> new MessageFormat(bundle.getString(key), locale).format(args));
    }

    /** A phrase of the engine's. */
    public String get(Phrase phrase) {
        return get(phrase.key(), phrase.args().toArray());
    }

    /** What happened and what to do about it, as one line. */
    public String get(Failure failure) {
        return get("failure.whole", get(failure.what()), get(failure.remedy()));
    }

    /** The name of a protocol. */
    public String protocol(String id) {
        return find("protocol." + id).orElse(id);
    }
}
