package org.netsonde.engine.protocol;

import org.netsonde.engine.Phrase;

/**
 * One thing that is known of a connection, for showing: a name and a value, such as the cipher that was agreed on.
 *
 * @param name what it is
 * @param value what is known
 * @param tone how good or bad that is
 */
public record Fact(Phrase name, Phrase value, Tone tone) {

    /** How a fact is to be taken. */
    public enum Tone {
        /** Neither good nor bad. */
        PLAIN,
        /** A check that held. */
        GOOD,
        /** Something to be aware of. */
        WARNING,
        /** Something that is not safe, or that failed. */
        BAD
    }

    /** A plain fact whose name is {@code fact.<name>} and whose value is a text as it stands. */
    public static Fact of(String name, Object value) {
        return new Fact(Phrase.of("fact." + name), Phrase.verbatim(value), Tone.PLAIN);
    }

    /** A fact whose name is {@code fact.<name>}. */
    public static Fact of(String name, Phrase value, Tone tone) {
        return new Fact(Phrase.of("fact." + name), value, tone);
    }

    /** A plain fact as {@link #of(String, Object)} gives it, which says that there is none where the value is empty. */
    public static Fact optional(String name, String value) {
        return value.isEmpty() ? of(name, Phrase.of("fact.none"), Tone.PLAIN) : of(name, value);
    }
}
