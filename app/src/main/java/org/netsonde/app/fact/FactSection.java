package org.netsonde.app.fact;

import java.util.List;
import org.netsonde.engine.protocol.Fact;

/**
 * Facts under one heading, in the language of the reader.
 *
 * @param title the heading
 * @param rows the facts
 * @param stretches of what a time consists, drawn as a bar; empty for none
 */
public record FactSection(String title, List<Row> rows, List<Stretch> stretches) {

    public FactSection {
        rows = List.copyOf(rows);
        stretches = List.copyOf(stretches);
    }

    /** Facts without a bar. */
    public FactSection(String title, List<Row> rows) {
        this(title, rows, List.of());
    }

    /**
     * A part of a time.
     *
     * @param name what it was spent on
     * @param nanos how long it took
     */
    public record Stretch(String name, long nanos) {}

    /**
     * One fact.
     *
     * @param name what it is
     * @param value what is known
     * @param tone how good or bad that is
     */
    public record Row(String name, String value, Fact.Tone tone) {

        /** Neither good nor bad. */
        public Row(String name, String value) {
            this(name, value, Fact.Tone.PLAIN);
        }
    }

    /** Sections as text to be pasted elsewhere: a line for each fact below its heading. */
    public static String text(String title, List<FactSection> sections) {
        StringBuilder out = new StringBuilder(title).append('\n');
        for (FactSection section : sections) {
            out.append('\n').append(section.title()).append('\n');
            section.rows()
                    .forEach(row -> out.append("  ")
                            .append(row.name())
                            .append(": ")
                            .append(row.value())
                            .append('\n'));
        }
        return out.toString();
    }
}
