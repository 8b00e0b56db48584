package org.netsonde.engine.protocol;

import java.util.List;
import org.netsonde.engine.Phrase;

/**
 * Facts that belong together, such as those of the encryption of a connection.
 *
 * @param id tells the groups of a connection apart
 * @param title what they are about; {@code facts.<id>} in the message bundle
 * @param facts in the order in which they are shown
 */
public record FactGroup(String id, Phrase title, List<Fact> facts) {

    public FactGroup {
        facts = List.copyOf(facts);
    }

    /** A group with its title from the message bundle. */
    public FactGroup(String id, List<Fact> facts) {
        this(id, Phrase.of("facts." + id), facts);
    }
}
