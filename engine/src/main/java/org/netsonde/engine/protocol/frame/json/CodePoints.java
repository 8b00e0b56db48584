package org.netsonde.engine.protocol.frame.json;

import java.util.Comparator;

/** The order of strings in Python: by code point. Java's own is by UTF-16 unit, and differs above U+FFFF. */
final class CodePoints {

    static final Comparator<String> ORDER = CodePoints::compare;

    private CodePoints() {}

    private static int compare(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        int i = 0;
        while (i < shorter && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        if (i == shorter) {
            return Integer.compare(a.length(), b.length());
        }
        // Where the difference is in the second half of a pair, the code point begins one unit earlier.
        boolean inside = i > 0
                && Character.isHighSurrogate(a.charAt(i - 1))
                && (Character.isLowSurrogate(a.charAt(i)) || Character.isLowSurrogate(b.charAt(i)));
        int from = inside ? i - 1 : i;
        return Integer.compare(a.codePointAt(from), b.codePointAt(from));
    }
}
