package org.netsonde.engine.protocol.http;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.http.server.ReplyBody;

/** Bodies that are made while they are sent. */
final class MadeBodies {

    /** How much is made at a time; of random bytes each such block can be made by itself. */
    private static final int BLOCK = 32 << 10;

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

    private MadeBodies() {}

    /** One part of a body. */
    @FunctionalInterface
    interface Filler {
        /** The bytes of {@code [at, at + count)}. */
        byte[] bytes(long at, int count);
    }

    /** A part of a body, made block by block. */
    static ReplyBody.Source part(long first, long length, int step, Filler filler) {
        return new ReplyBody.Source() {
            private long at = first;

            @Override
            public byte @Nullable [] next() {
                int count = (int) Math.min(step, first + length - at);
                if (count <= 0) {
                    return null;
                }
                byte[] bytes = filler.bytes(at, count);
                at += count;
                return bytes;
            }
        };
    }

    /** Random bytes, the same for the same seed. */
    static ReplyBody.Source random(long seed, long first, long length) {
        return random(seed, first, length, BLOCK);
    }

    /**
     * Random bytes in parts of a length.
     *
     * @param step how long each part is, in bytes
     */
    static ReplyBody.Source random(long seed, long first, long length, int step) {
        return part(first, length, step, new RandomFiller(seed));
    }

    /** Keeps the block that it made last, since small parts are many in one. Used by one thread. */
    private static final class RandomFiller implements Filler {
        private final long seed;
        private final byte[] block = new byte[BLOCK];
        private long made = -1;

        RandomFiller(long seed) {
            this.seed = seed;
        }

        @Override
        public byte[] bytes(long from, int count) {
            byte[] bytes = new byte[count];
            int done = 0;
            while (done < count) {
                long at = from + done;
                if (made != at / BLOCK) {
                    made = at / BLOCK;
                    new Random(seed * 31 + made).nextBytes(block);
                }
                int offset = (int) (at % BLOCK);
                int part = Math.min(BLOCK - offset, count - done);
                System.arraycopy(block, offset, bytes, done, part);
                done += part;
            }
            return bytes;
        }
    }

    /** The letters of the alphabet over and over. */
    static byte[] letters(long at, int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) LETTERS.charAt((int) ((at + i) % LETTERS.length()));
        }
        return bytes;
    }

    /**
     * The same byte, spread over a time.
     *
     * @param count how many bytes
     * @param nanos from the first to the end
     */
    static ReplyBody.Source drip(int count, long nanos) {
        int steps = Math.min(count, 1000);
        return new ReplyBody.Source() {
            private int step;

            @Override
            public byte @Nullable [] next() {
                if (step == steps) {
                    return null;
                }
                int from = (int) ((long) count * step / steps);
                step++;
                byte[] bytes = new byte[(int) ((long) count * step / steps) - from];
                java.util.Arrays.fill(bytes, (byte) '*');
                return bytes;
            }

            @Override
            public long pauseNanos() {
                return step < steps ? nanos / steps : 0;
            }
        };
    }
}
