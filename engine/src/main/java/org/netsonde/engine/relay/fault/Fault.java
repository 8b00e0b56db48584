package org.netsonde.engine.relay.fault;

import org.netsonde.engine.relay.link.Passage;
import org.netsonde.engine.relay.link.Stage;

/** A way to break the wire: its settings, and what it does. A new one is one file and its name in this list. */
public sealed interface Fault permits Latency {

    /** What it does to one direction of one conversation. */
    Stage stage(Passage passage, Dice dice);

    /** Where it works. */
    Level level();

    /** Where a fault works. */
    enum Level {
        /** On pieces as they are: whole messages where they are known. */
        PIECES,
        /** On whole messages or datagrams only. */
        MESSAGES,
        /** On the bytes of a stream, or on datagrams, as they leave. */
        WIRE,
        /** On the bytes of a stream, as they leave. */
        STREAM
    }
}
