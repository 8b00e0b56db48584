package org.netsonde.engine.protocol;

import org.netsonde.engine.Phrase;

/**
 * Something that settings allow and that a user should know of at any time, such as that nothing is checked. It is no
 * problem: the endpoint starts.
 *
 * @param field the path of the field that it is about, such as {@code trust} or {@code tls.trust}
 * @param level how grave it is
 * @param text in a few words, such as "not verified"
 * @param explanation what that means and what would be better
 */
public record Caution(String field, Level level, Phrase text, Phrase explanation) {

    /** How grave it is. */
    public enum Level {
        /** Something to be aware of. */
        WARNING,
        /** Something that is not safe. */
        DANGER
    }

    /** Something to be aware of; {@code caution.<name>} and {@code caution.<name>.help} in the message bundle. */
    public static Caution warning(String field, String name) {
        return of(field, Level.WARNING, name);
    }

    /** Something that is not safe; {@code caution.<name>} and {@code caution.<name>.help} in the message bundle. */
    public static Caution danger(String field, String name) {
        return of(field, Level.DANGER, name);
    }

    private static Caution of(String field, Level level, String name) {
        return new Caution(field, level, Phrase.of("caution." + name), Phrase.of("caution." + name + ".help"));
    }
}
