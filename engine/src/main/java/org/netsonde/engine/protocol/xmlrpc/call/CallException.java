package org.netsonde.engine.protocol.xmlrpc.call;

import org.netsonde.engine.Phrase;

/** A text that is no call. */
public final class CallException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Phrase phrase;

    CallException(Phrase phrase) {
        super(phrase.key(), null, false, false);
        this.phrase = phrase;
    }

    /** What is wrong, and at which character. */
    public Phrase phrase() {
        return phrase;
    }
}
