package org.netsonde.engine.probe.tls.wire;

import java.util.Arrays;

/** Reads the fields of a message one after another (RFC 8446, section 3), never beyond its end. Not safe for threads. */
final class Fields {

    private final byte[] bytes;
    private final int end;
    private int at;

    Fields(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private Fields(byte[] bytes, int at, int end) {
        this.bytes = bytes;
        this.at = at;
        this.end = end;
    }

    boolean isEmpty() {
        return at == end;
    }

    int u8() throws MalformedException {
        return number(1);
    }

    int u16() throws MalformedException {
        return number(2);
    }

    int u24() throws MalformedException {
        return number(3);
    }

    private int number(int length) throws MalformedException {
        need(length);
        int value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | (bytes[at++] & 0xFF);
        }
        return value;
    }

    byte[] take(int length) throws MalformedException {
        need(length);
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    /** The fields of a vector whose length stands before it in one byte. */
    Fields vector8() throws MalformedException {
        return part(u8());
    }

    Fields vector16() throws MalformedException {
        return part(u16());
    }

    Fields vector24() throws MalformedException {
        return part(u24());
    }

    /** All that is left. */
    byte[] rest() throws MalformedException {
        return take(end - at);
    }

    private Fields part(int length) throws MalformedException {
        need(length);
        at += length;
        return new Fields(bytes, at - length, at);
    }

    private void need(int length) throws MalformedException {
        if (length > end - at) {
            throw new MalformedException("a message ends before its fields do");
        }
    }
}
