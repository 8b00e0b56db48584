package org.netsonde.app.traffic;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the beginning of a picture says of it, read before anything is decoded, so that a small file that unfolds into a huge
 * picture is not.
 *
 * @param kind PNG, JPEG, GIF or BMP
 * @param width in pixels
 * @param height in pixels
 * @param frames how many pictures it holds, each of which is decoded
 */
record PictureHead(String kind, int width, int height, int frames) {

    /** How many pixels are decoded at most, of all frames together: 64 MB of memory. */
    static final long MOST_PIXELS = 16L << 20;

    private static final int PNG_SIZE = 24;
    private static final int GIF_SIZE = 13;
    private static final int BMP_SIZE = 26;
    private static final int BITMAP_HEADER = 40;
    private static final int MOST_FRAMES = 10_000;

    /** Whether it is small enough to be decoded. */
    boolean fits() {
        return width > 0 && height > 0 && (long) width * height <= MOST_PIXELS / Math.max(1, frames);
    }

    /** Reads the beginning of a file; nothing where it is no picture of a known kind, or its head is not whole. */
    static Optional<PictureHead> of(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        PictureHead head = null;
        if (begins(bytes, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n') && bytes.length >= PNG_SIZE) {
            head = new PictureHead("PNG", in.getInt(16), in.getInt(20), 1);
        } else if (begins(bytes, 'G', 'I', 'F', '8') && bytes.length >= GIF_SIZE) {
            in.order(ByteOrder.LITTLE_ENDIAN);
            head = new PictureHead("GIF", in.getShort(6) & 0xFFFF, in.getShort(8) & 0xFFFF, gifFrames(in));
        } else if (begins(bytes, 'B', 'M') && bytes.length >= BMP_SIZE) {
            in.order(ByteOrder.LITTLE_ENDIAN);
            boolean usual = in.getInt(14) >= BITMAP_HEADER;
            head = usual ? new PictureHead("BMP", in.getInt(18), Math.absExact(safe(in.getInt(22))), 1) : null;
        } else if (begins(bytes, 0xFF, 0xD8, 0xFF)) {
            head = jpeg(in);
        }
        return Optional.ofNullable(head);
    }

    /** A height may be negative, which turns the picture upside down. */
    private static int safe(int height) {
        return height == Integer.MIN_VALUE ? 0 : height;
    }

    private static boolean begins(byte[] bytes, int... with) {
        if (bytes.length < with.length) {
            return false;
        }
        for (int i = 0; i < with.length; i++) {
            if ((bytes[i] & 0xFF) != with[i]) {
                return false;
            }
        }
        return true;
    }

    /** Walks the segments to the one with the size (ITU-T T.81, annex B). */
    private static @Nullable PictureHead jpeg(ByteBuffer in) {
        int at = 2;
        while (at + 9 <= in.limit() && (in.get(at) & 0xFF) == 0xFF) {
            int marker = in.get(at + 1) & 0xFF;
            if (marker == 0xFF) {
                at++;
                continue;
            }
            boolean frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
            if (frame) {
                return new PictureHead("JPEG", in.getShort(at + 7) & 0xFFFF, in.getShort(at + 5) & 0xFFFF, 1);
            }
            boolean alone = marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
            at += alone ? 2 : 2 + Math.max(2, in.getShort(at + 2) & 0xFFFF);
        }
        return null;
    }

    /** Counts the pictures (GIF89a, sections 17 to 26), up to where the file is cut. */
    private static int gifFrames(ByteBuffer in) {
        int at = GIF_SIZE + colours(in.get(10));
        int frames = 0;
        while (at < in.limit() && frames < MOST_FRAMES) {
            int block = in.get(at) & 0xFF;
            if (block == 0x21) {
                at = pastParts(in, at + 2);
            } else if (block == 0x2C && at + 10 <= in.limit()) {
                frames++;
                at = pastParts(in, at + 10 + colours(in.get(at + 9)) + 1);
            } else {
                break;
            }
        }
        return Math.max(1, frames);
    }

    private static int colours(byte flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    private static int pastParts(ByteBuffer in, int from) {
        int at = from;
        while (at < in.limit()) {
            int length = in.get(at) & 0xFF;
            at += 1 + length;
            if (length == 0) {
                break;
            }
        }
        return at;
    }
}
