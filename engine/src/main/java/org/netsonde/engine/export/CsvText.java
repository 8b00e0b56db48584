package org.netsonde.engine.export;

/** How text gets into a CSV cell, by RFC 4180. */
public enum CsvText {
    /** For spreadsheets: text that one of them would take for a formula gets an apostrophe in front. */
    GUARDED,
    /** For machines: text as it is. */
    EXACT;

    /** The cell for a text. */
    public String cell(String text) {
        boolean formula = this == GUARDED && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        String value = formula ? "'" + text : text;
        boolean quoted = value.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return quoted ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }
}
