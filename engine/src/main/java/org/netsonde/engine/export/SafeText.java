package org.netsonde.engine.export;

/** Makes text from anywhere harmless in documents that people read. Stateless. */
public final class SafeText {

    private static final int REPLACEMENT = 0xFFFD;

    private SafeText() {}

    /**
     * The text with what no XML document may hold replaced by U+FFFD: control characters but tab and line feed, halves of
     * surrogate pairs and what is no character. What would turn the direction of writing stands as an escape, such as
     * {@code \\u202e}, so that text reads as it is.
     */
    public static String clean(String text) {
        StringBuilder out = null;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            if (bad(c) || turns(c)) {
                if (out == null) {
                    out = new StringBuilder(text.length() + 16).append(text, 0, i);
                }
                if (turns(c)) {
                    out.append(String.format("\\u%04x", c));
                } else {
                    out.appendCodePoint(REPLACEMENT);
                }
            } else if (out != null) {
                out.appendCodePoint(c);
            }
            i = next;
        }
        return out == null ? text : out.toString();
    }

    private static boolean bad(int c) {
        return (c < ' ' && c != '\t' && c != '\n')
                || (c >= 0x7F && c <= 0x9F)
                || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                || (c & 0xFFFE) == 0xFFFE
                || (c >= 0xFDD0 && c <= 0xFDEF);
    }

    private static boolean turns(int c) {
        return c == 0x61C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    }
}
