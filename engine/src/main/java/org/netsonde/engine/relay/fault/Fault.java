package org.netsonde.engine.relay.fault;

import org.netsonde.engine.relay.link.Passage;
import org.netsonde.engine.relay.link.Stage;

/** A way to break the wire: its settings, and what it does. A new one is one file and its name in this list. */
public sealed interface Fault
        permits Latency,
                Bandwidth,
                SlowClose,
                Reset,
                HalfClose,
                TimeOut,
                LimitData,
                Slicer,
                Corrupt,
                Drop,
                Duplicate,
                Reorder {

    /** What it does to one direction of one conversation. */
    Stage stage(Passage passage, Dice dice);

    /** Where it works. */
    Level level();

    /** Its settings in short, the same in every language, such as {@code 100ms ± 20ms}. */
    String figures();

    /** Where a fault works. */
    enum Level {
        /** On pieces as they are: whole messages where they are known. */
        PIECES,
        /** On whole messages or datagrams only. */
        MESSAGES,
        /** On the bytes of a stream, or on datagrams, as they leave; drawn for each conversation. */
        WIRE,
        /** On the bytes of a stream, as they leave; drawn for each conversation. */
        STREAM;

        /** Whether it works on what leaves, and not on messages before. */
        boolean isLate() {
            return this == WIRE || this == STREAM;
        }
    }
}
