package org.netsonde.engine.protocol.xmlrpc.document;

/** The characters that XML has (XML 1.0, section 2.2). Stateless. */
public final class XmlCharacters {

    private XmlCharacters() {}

    /** Whether a code point may stand in a document. */
    public static boolean isOne(int c) {
        return c >= ' '
                ? c <= 0xD7FF || (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF)
                : c == '\t' || c == '\n' || c == '\r';
    }

    /** Where the first character of a text stands that may not; -1 if there is none. */
    public static int firstOther(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (!isOne(text.codePointAt(i))) {
                return i;
            }
        }
        return -1;
    }
}
