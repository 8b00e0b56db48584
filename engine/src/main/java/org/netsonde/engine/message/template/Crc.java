package org.netsonde.engine.message.template;

import java.nio.ByteBuffer;

/** A cyclic redundancy check of 8 or 16 bits, by table. Immutable. */
final class Crc {

    private final int width;
    private final boolean reflected;
    private final int first;
    private final int[] table = new int[256];

    private Crc(int width, boolean reflected, int polynomial, int first) {
        this.width = width;
        this.reflected = reflected;
        this.first = first;
        for (int i = 0; i < table.length; i++) {
            table[i] = reflected ? low(i, polynomial) : high(i, width, polynomial);
        }
    }

    /** One that takes the most significant bit first. */
    static Crc plain(int width, int polynomial, int first) {
        return new Crc(width, false, polynomial, first);
    }

    /** One of 16 bits that takes the least significant bit first; so is its polynomial written. */
    static Crc reflected(int polynomial, int first) {
        return new Crc(16, true, polynomial, first);
    }

    private static int low(int index, int polynomial) {
        int crc = index;
        for (int bit = 0; bit < 8; bit++) {
            crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ polynomial;
        }
        return crc;
    }

    private static int high(int index, int width, int polynomial) {
        int top = 1 << (width - 1);
        int crc = index << (width - 8);
        for (int bit = 0; bit < 8; bit++) {
            crc = (crc & top) == 0 ? crc << 1 : (crc << 1) ^ polynomial;
        }
        return crc & ((1 << width) - 1);
    }

    /** The check of what remains in the buffer. */
    int of(ByteBuffer bytes) {
        int crc = first;
        while (bytes.hasRemaining()) {
            int next = bytes.get() & 0xFF;
            crc = reflected
                    ? (crc >>> 8) ^ table[(crc ^ next) & 0xFF]
                    : ((crc << 8) ^ table[((crc >>> (width - 8)) ^ next) & 0xFF]) & ((1 << width) - 1);
        }
        return crc;
    }
}
