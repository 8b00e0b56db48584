package org.netsonde.engine.security.crypto;

import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.crypto.generators.SCrypt;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Problem;
import org.netsonde.engine.protocol.SettingsException;

/**
 * Keys from passwords by scrypt (RFC 7914). Takes 128 · {@code n} · {@code r} bytes of memory while it works, at most
 * {@link #MAX_MEMORY}. Immutable.
 *
 * @param n the cost: a power of two from 2, and below 2 to the power of 16 · {@code r}
 * @param r the size of blocks, from 1 to 64
 * @param p how often all of it is done, from 1 to 64; times the memory at most {@link #MAX_WORK} bytes
 */
public record Scrypt(
        @Option(min = 2, max = MAX_N) int n,
        @Option(min = 1, max = MAX_R) int r,
        @Option(min = 1, max = MAX_P) int p) {

    /** The highest cost. */
    public static final int MAX_N = 1 << 20;

    /** The largest blocks. */
    public static final int MAX_R = 64;

    /** The most repetitions. */
    public static final int MAX_P = 64;

    /** The most memory, in bytes: 256 MiB. */
    public static final long MAX_MEMORY = 1L << 28;

    /** The most memory times repetitions, in bytes: 2 GiB, a few seconds. */
    public static final long MAX_WORK = 1L << 31;

    /** The longest salt, in bytes. */
    public static final int MAX_SALT = 1024;

    /** The longest result, in bytes. */
    public static final int MAX_LENGTH = 1024;

    /** As OWASP advises it: 128 MiB, once. */
    public static final Scrypt USUAL = new Scrypt(1 << 17, 8, 1);

    public Scrypt {
        List<Problem> problems = new ArrayList<>();
        Bounds.check(problems, "n", n, 2, MAX_N);
        Bounds.check(problems, "r", r, 1, MAX_R);
        Bounds.check(problems, "p", p, 1, MAX_P);
        if (problems.isEmpty() && Integer.bitCount(n) != 1) {
            int below = Integer.highestOneBit(n);
            problems.add(new Problem("n", Phrase.of("problem.scryptPower", below, Math.min(2 * below, MAX_N), n)));
        } else if (problems.isEmpty()) {
            problems.addAll(together(n, r, p));
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }

    private static List<Problem> together(int n, int r, int p) {
        long memory = memory(n, r);
        // Only the smallest blocks come to that within the other bounds.
        if (r == 1 && n >= 1 << 16) {
            return List.of(new Problem("n", Phrase.of("problem.scryptSmallBlocks", (1 << 16) / 2, n)));
        } else if (memory > MAX_MEMORY) {
            return List.of(new Problem(
                    "n",
                    Phrase.of(
                            "problem.scryptMemory",
                            Long.highestOneBit(MAX_MEMORY / (128L * r)),
                            MAX_MEMORY >> 20,
                            memory >> 20)));
        } else if (memory * p > MAX_WORK) {
            return List.of(new Problem("p", Phrase.of("problem.scryptWork", MAX_WORK / memory, memory >> 20)));
        }
        return List.of();
    }

    private static long memory(int n, int r) {
        return 128L * n * r;
    }

    /** How much memory it takes, in bytes. */
    public long memory() {
        return memory(n, r);
    }

    /** Whether OWASP advises at most this for the passwords of users. */
    public boolean isAdvised() {
        return r >= 8
                && (n >= 1 << 17
                        || (n >= 1 << 16 && p >= 2)
                        || (n >= 1 << 15 && p >= 3)
                        || (n >= 1 << 14 && p >= 5)
                        || (n >= 1 << 13 && p >= 10));
    }

    /**
     * A key.
     *
     * @param password any bytes, none included; they stay as they are
     * @param salt up to {@link #MAX_SALT} bytes
     * @param length 1 to {@link #MAX_LENGTH}
     * @throws SettingsException naming {@code salt} or {@code length} if one is out of its bounds
     */
    public byte[] derive(byte[] password, byte[] salt, int length) {
        Bounds.check("salt", salt.length, 0, MAX_SALT);
        Bounds.check("length", length, 1, MAX_LENGTH);
        return SCrypt.generate(password, salt, n, r, p, length);
    }
}
