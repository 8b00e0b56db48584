package org.netsonde.engine.protocol.frame.json;

import org.netsonde.engine.Phrase;

/** A text that is not JSON, or more of it than is taken. Without a stack trace: what peers send is no fault of ours. */
public final class JsonException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Phrase phrase;

    JsonException(Phrase phrase) {
        super(phrase.key(), null, false, false);
        this.phrase = phrase;
    }

    /** What is wrong, and at which line and column. */
    public Phrase phrase() {
        return phrase;
    }
}
