package org.netsonde.engine.protocol;

import java.time.Duration;
import java.util.List;
import org.netsonde.engine.Phrase;

/**
 * Facts that belong together, such as those of the encryption of a connection.
 *
 * @param id tells the groups of a connection apart
 * @param title what they are about; {@code facts.<id>} in the message bundle
 * @param facts in the order in which they are shown
 * @param stretches of what a time consists, one after another, to be drawn as a bar; empty for none
 */
public record FactGroup(String id, Phrase title, List<Fact> facts, List<Stretch> stretches) {

    /**
     * A part of a time.
     *
     * @param name what it was spent on
     * @param time how long it took; 0 to leave it out
     */
    public record Stretch(Phrase name, Duration time) {}

    public FactGroup {
        facts = List.copyOf(facts);
        stretches = List.copyOf(stretches);
    }

    /** A group without a bar. */
    public FactGroup(String id, Phrase title, List<Fact> facts) {
        this(id, title, facts, List.of());
    }

    /** A group with its title from the message bundle. */
    public FactGroup(String id, List<Fact> facts) {
        this(id, Phrase.of("facts." + id), facts);
    }
}
