package org.netsonde.engine.message.template;

import org.netsonde.engine.Phrase;

/** A template that cannot be read; says what is wrong and where. */
public final class TemplateException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final transient Phrase phrase;

    public TemplateException(Phrase phrase) {
        super(phrase.toString());
        this.phrase = phrase;
    }

    /** What is wrong, for the user. */
    public Phrase phrase() {
        return phrase;
    }
}
