package org.netsonde.engine.message;

import org.netsonde.engine.Phrase;

/** Text with escapes or hexadecimal text that cannot be read; says where and why. */
public final class EscapeException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final transient Phrase phrase;

    public EscapeException(Phrase phrase) {
        super(phrase.toString());
        this.phrase = phrase;
    }

    /** What is wrong, for the user. */
    public Phrase phrase() {
        return phrase;
    }
}
