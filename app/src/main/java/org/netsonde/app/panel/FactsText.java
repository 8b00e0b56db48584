package org.netsonde.app.panel;

import java.util.List;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.protocol.Fact;
import org.netsonde.engine.protocol.FactGroup;

/** The facts of a connection as text to be pasted elsewhere. Stateless. */
final class FactsText {

    private FactsText() {}

    /** A line for each fact below the title of its group. */
    static String of(String title, List<FactGroup> groups, Texts texts) {
        StringBuilder out = new StringBuilder(title).append('\n');
        for (FactGroup group : groups) {
            out.append('\n').append(texts.get(group.title())).append('\n');
            for (Fact fact : group.facts()) {
                out.append("  ")
                        .append(texts.get(fact.name()))
                        .append(": ")
                        .append(texts.get(fact.value()))
                        .append('\n');
            }
        }
        return out.toString();
    }
}
