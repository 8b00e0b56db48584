package org.netsonde.engine.export.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import org.netsonde.engine.export.SafeText;

/**
 * Writes HTML whose every text is escaped. Tags and attributes come from the program, texts and the values of attributes
 * from anywhere. What cannot be written is thrown as {@link UncheckedIOException}.
 */
public final class Html {

    private final Writer out;

    /** Writes to what the caller flushes and closes. */
    public Html(Writer out) {
        this.out = out;
    }

    /** Begins an element; attributes are names and values in turn. */
    public Html open(String tag, String... attributes) {
        write("<");
        write(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            write(" ");
            write(attributes[i]);
            write("=\"");
            write(escaped(attributes[i + 1]));
            write("\"");
        }
        write(">");
        return this;
    }

    /** Ends an element. */
    public Html close(String tag) {
        write("</");
        write(tag);
        write(">");
        return this;
    }

    /** Text. */
    public Html text(String text) {
        write(escaped(text));
        return this;
    }

    /** An element with text in it. */
    public Html element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close(tag);
    }

    /** A name that the user gave, whatever the direction of its script. */
    public Html name(String name) {
        return element("bdi", name);
    }

    /** A line break in the source, so that it can be read. */
    public Html line() {
        write("\n");
        return this;
    }

    /** Markup of the program's own. */
    public Html markup(String markup) {
        write(markup);
        return this;
    }

    private void write(String text) {
        try {
            out.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text as it may stand between tags and between double quotes. */
    static String escaped(String text) {
        String clean = SafeText.clean(text);
        StringBuilder result = new StringBuilder(clean.length() + 16);
        for (int i = 0; i < clean.length(); i++) {
            char c = clean.charAt(i);
            switch (c) {
                case '&' -> result.append("&amp;");
                case '<' -> result.append("&lt;");
                case '>' -> result.append("&gt;");
                case '"' -> result.append("&quot;");
                case '\'' -> result.append("&#39;");
                default -> result.append(c);
            }
        }
        return result.toString();
    }
}
