package org.netsonde.engine.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/**
 * A place in a file that may still grow, and the bytes behind it. The file is open only while more of it is read, so that
 * nothing has to be closed and a file may be removed at any time.
 */
final class FileWindow {

    private static final int READ = 64 << 10;

    private final Opener opener;
    private byte[] buffer = new byte[0];
    /** Where in the file the buffer's first byte stands. */
    private long start;

    private int from;
    private int to;

    /** Opens the file, which may be found under another name than before. */
    @FunctionalInterface
    interface Opener {
        FileChannel open() throws IOException;
    }

    FileWindow(Opener opener) {
        this.opener = opener;
    }

    /** Where in the file this stands. */
    long at() {
        return start + from;
    }

    /** Whether so many bytes follow. They are in the {@link #array}, from {@link #offset} on, until the next call. */
    boolean has(int count) throws IOException {
        return to - from >= count || read(count);
    }

    private boolean read(int count) throws IOException {
        byte[] target = buffer;
        int size = Math.max(READ, count);
        // A large block is not held on to.
        if (target.length < count || target.length > 2 * size) {
            target = new byte[size];
        }
        System.arraycopy(buffer, from, target, 0, to - from);
        start += from;
        to -= from;
        from = 0;
        buffer = target;
        try (FileChannel channel = opener.open()) {
            ByteBuffer into = ByteBuffer.wrap(buffer, to, buffer.length - to);
            int got = 0;
            while (into.hasRemaining() && got >= 0) {
                got = channel.read(into, start + into.position());
            }
            to = into.position();
        }
        return to >= count;
    }

    byte[] array() {
        return buffer;
    }

    int offset() {
        return from;
    }

    /** Goes on behind so many bytes, which need not be there yet. */
    void skip(long count) {
        if (count <= to - from) {
            from += (int) count;
        } else {
            start += from + count;
            from = 0;
            to = 0;
        }
    }

    /** A copy of bytes that are there. */
    byte[] copy(int offset, int length) {
        return Arrays.copyOfRange(buffer, from + offset, from + offset + length);
    }

    int octet(int offset) {
        return buffer[from + offset] & 0xFF;
    }

    int u16(int offset, boolean big) {
        int first = octet(offset);
        int second = octet(offset + 1);
        return big ? (first << 8) | second : (second << 8) | first;
    }

    int s32(int offset, boolean big) {
        int one = u16(offset, big);
        int two = u16(offset + 2, big);
        return big ? (one << 16) | two : (two << 16) | one;
    }

    long u32(int offset, boolean big) {
        return s32(offset, big) & 0xFFFF_FFFFL;
    }

    long s64(int offset, boolean big) {
        long one = u32(offset, big);
        long two = u32(offset + 4, big);
        return big ? (one << 32) | two : (two << 32) | one;
    }
}
