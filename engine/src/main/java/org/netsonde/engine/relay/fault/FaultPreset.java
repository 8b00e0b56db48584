package org.netsonde.engine.relay.fault;

import java.util.List;
import org.netsonde.engine.Phrase;

/**
 * Faults that together are like something known.
 *
 * @param id such as {@code lossy-wifi}
 * @param stream the faults of streams
 * @param datagrams the faults of datagrams
 */
public record FaultPreset(String id, List<FaultSetting> stream, List<FaultSetting> datagrams) {

    public FaultPreset {
        stream = List.copyOf(stream);
        datagrams = List.copyOf(datagrams);
    }

    /** What it is called. */
    public Phrase title() {
        return Phrase.of("faultPreset." + id);
    }

    /** What it is like, with its numbers. */
    public Phrase summary() {
        return Phrase.of("faultPreset." + id + ".summary");
    }
}
