package org.netsonde.app.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows of cells under each other, for a terminal: as wide as they need to be, figures to the right. */
final class TextTable {

    private static final String GAP = "  ";

    private final List<Boolean> figures;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * An empty one.
     *
     * @param figures of each column, whether it is figures
     */
    TextTable(List<Boolean> figures) {
        this.figures = List.copyOf(figures);
    }

    /** Adds a row, with a cell for each column. */
    void row(List<String> cells) {
        rows.add(List.copyOf(cells));
    }

    /** The lines, without blanks at their ends. */
    List<String> lines() {
        int[] widths = new int[figures.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String blanks = " ".repeat(widths[i] - width(row.get(i)));
                line.append(i == 0 ? "" : GAP);
                line.append(figures.get(i) ? blanks + row.get(i) : row.get(i) + blanks);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    /** How many columns of a terminal a text takes: Chinese characters and the like take two. */
    private static int width(String text) {
        return text.codePoints()
                .map(c -> Character.isIdeographic(c) || (c >= 0x3000 && c <= 0x30ff) || (c >= 0xff00 && c <= 0xff60)
                        ? 2
                        : 1)
                .sum();
    }
}
