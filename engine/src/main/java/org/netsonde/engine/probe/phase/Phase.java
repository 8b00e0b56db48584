package org.netsonde.engine.probe.phase;

import java.util.Locale;
import org.netsonde.engine.Phrase;

/** The phases of a conversation, in their order. */
public enum Phase {
    /** Looking the name up with the resolver of the system. */
    LOOKUP,
    /** Connecting. */
    CONNECT,
    /** Agreeing on TLS. */
    TLS,
    /** Writing the request. */
    REQUEST,
    /** Waiting for the first byte of the reply. */
    FIRST_BYTE,
    /** From there to the end of the reply. */
    DOWNLOAD;

    /** Its name for people. */
    public Phrase title() {
        return Phrase.of("probe.phase." + name().toLowerCase(Locale.ROOT));
    }
}
