package org.netsonde.engine.protocol.frame.json;

import java.util.Arrays;

/** A growing line of ASCII. */
final class AsciiBuffer {

    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    /** The most that one character takes: an escape. */
    private static final int ESCAPE = 6;

    private byte[] bytes = new byte[256];
    private int size;

    void add(char c) {
        room(1);
        bytes[size++] = (byte) c;
    }

    /** Adds text that is ASCII. */
    void add(String text) {
        room(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[size++] = (byte) text.charAt(i);
        }
    }

    /** Adds a string in quotes; what is not printable ASCII becomes an escape, each surrogate for itself. */
    void addQuoted(String text) {
        add('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            room(ESCAPE);
            if (c >= ' ' && c < 0x7f && c != '"' && c != '\\') {
                bytes[size++] = (byte) c;
            } else {
                escape(c);
            }
        }
        add('"');
    }

    private void escape(char c) {
        bytes[size++] = '\\';
        int simple = "\"\\\b\f\n\r\t".indexOf(c);
        if (simple >= 0) {
            bytes[size++] = (byte) "\"\\bfnrt".charAt(simple);
            return;
        }
        bytes[size++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) {
            bytes[size++] = HEX[c >>> shift & 0xf];
        }
    }

    private void room(int count) {
        if (bytes.length - size < count) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + count));
        }
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }
}
