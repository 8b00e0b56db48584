package org.netsonde.engine.capture;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes that are put together before they are written: the fields of blocks in little-endian order, those of packets in
 * network order.
 */
final class Octets {

    /** What is held on to between two uses. */
    private static final int KEEP = 1 << 20;

    private static final int END_OF_OPTIONS = 0;

    private byte[] bytes = new byte[4096];
    private int size;

    int size() {
        return size;
    }

    byte[] array() {
        return bytes;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(
                    bytes, Math.max(Math.addExact(size, more), (int) Math.min(1L << 30, bytes.length * 2L)));
        }
    }

    void octet(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    void little16(int value) {
        octet(value);
        octet(value >> 8);
    }

    void little32(int value) {
        room(4);
        putLittle32(size, value);
        size += 4;
    }

    void putLittle32(int at, int value) {
        for (int i = 0; i < 4; i++) {
            bytes[at + i] = (byte) (value >> (8 * i));
        }
    }

    void little64(long value) {
        little32((int) value);
        little32((int) (value >> 32));
    }

    void net16(int value) {
        octet(value >> 8);
        octet(value);
    }

    void net32(int value) {
        net16(value >> 16);
        net16(value);
    }

    void putNet16(int at, int value) {
        bytes[at] = (byte) (value >> 8);
        bytes[at + 1] = (byte) value;
    }

    void all(byte[] from, int offset, int length) {
        room(length);
        System.arraycopy(from, offset, bytes, size, length);
        size += length;
    }

    void all(byte[] from) {
        all(from, 0, from.length);
    }

    /** Fills up to a multiple of four. */
    void pad() {
        while (size % 4 != 0) {
            octet(0);
        }
    }

    // Blocks (draft-ietf-opsawg-pcapng, sections 3.1 and 3.5).

    /** Begins a block; returns where. */
    int begin(int type) {
        int at = size;
        little32(type);
        little32(0);
        return at;
    }

    /** An option of bytes, cut to what one can hold. */
    void option(int code, byte[] value) {
        int length = Math.min(value.length, 0xFFFF);
        little16(code);
        little16(length);
        all(value, 0, length);
        pad();
    }

    /** An option of text. */
    void option(int code, String value) {
        option(code, value.getBytes(StandardCharsets.UTF_8));
    }

    /** An option of four bytes. */
    void option32(int code, int value) {
        little16(code);
        little16(4);
        little32(value);
    }

    /** An option of eight bytes as a number. */
    void option64(int code, long value) {
        little16(code);
        little16(8);
        little64(value);
    }

    /** An option of eight bytes as a time: its upper half first. */
    void optionTime(int code, long value) {
        little16(code);
        little16(8);
        little32((int) (value >> 32));
        little32((int) value);
    }

    void endOfOptions() {
        little16(END_OF_OPTIONS);
        little16(0);
    }

    /** Ends the block that was begun there. */
    void end(int at) {
        int length = size + 4 - at;
        little32(length);
        putLittle32(at + 4, length);
    }

    /** Writes everything in one go, and starts anew. */
    void writeTo(OutputStream out) throws IOException {
        int length = size;
        size = 0;
        try {
            out.write(bytes, 0, length);
        } finally {
            if (bytes.length > KEEP) {
                bytes = new byte[4096];
            }
        }
    }
}
