package org.netsonde.engine.security.crypto;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Problem;
import org.netsonde.engine.protocol.SettingsException;

/**
 * Keys from passwords by PBKDF2 (RFC 8018, section 5.2). The JDK's own takes characters for a password, and neither any bytes
 * nor an empty salt. Immutable.
 *
 * @param hmac what each round does
 * @param rounds how many, from 1 to 10,000,000
 */
public record Pbkdf2(
        Hmac hmac, @Option(min = 1, max = MAX_ROUNDS) int rounds) {

    /** The most rounds; some ten seconds. */
    public static final int MAX_ROUNDS = 10_000_000;

    /** The longest salt, in bytes. */
    public static final int MAX_SALT = 1024;

    /** The longest result, in bytes. */
    public static final int MAX_LENGTH = 1024;

    /** As OWASP advises it: SHA-256, 600,000 rounds. */
    public static final Pbkdf2 USUAL = new Pbkdf2(Hmac.SHA256, 600_000);

    /** The most rounds over all blocks of a key. */
    private static final long MAX_WORK = 4L * MAX_ROUNDS;

    private static final int REPORT = 1 << 12;

    public Pbkdf2 {
        Bounds.check("rounds", rounds, 1, MAX_ROUNDS);
    }

    /**
     * How many rounds OWASP advises for the passwords of users; 0 where it says nothing, as the digest is not one to choose.
     */
    public static int advisedRounds(Hmac hmac) {
        return switch (hmac) {
            case SHA1 -> 1_300_000;
            case SHA256 -> 600_000;
            case SHA512 -> 210_000;
            default -> 0;
        };
    }

    /**
     * A key.
     *
     * @param password any bytes, none included; they stay as they are
     * @param salt up to {@link #MAX_SALT} bytes
     * @param length 1 to {@link #MAX_LENGTH}; each beginning length of a code takes all rounds again
     * @throws SettingsException naming {@code salt}, {@code length} or {@code rounds} if one is out of its bounds
     * @throws java.util.concurrent.CancellationException if the watch, which hears of rounds, does not go on
     */
    public byte[] derive(byte[] password, byte[] salt, int length, Watch watch) {
        int size = hmac.length();
        int blocks = (length + size - 1) / size;
        check(salt, length, blocks);
        Mac mac = hmac.keyed(password);
        byte[] key = new byte[length];
        byte[] sum = new byte[size];
        byte[] last = new byte[size];
        long all = (long) blocks * rounds;
        try {
            for (int block = 0; block < blocks; block++) {
                mac.update(salt);
                mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(block + 1).flip());
                mac.doFinal(last, 0);
                System.arraycopy(last, 0, sum, 0, size);
                for (int round = 1; round < rounds; round++) {
                    mac.update(last);
                    mac.doFinal(last, 0);
                    for (int i = 0; i < size; i++) {
                        sum[i] ^= last[i];
                    }
                    if (round % REPORT == 0) {
                        watch.report((long) block * rounds + round, all);
                    }
                }
                int start = block * size;
                System.arraycopy(sum, 0, key, start, Math.min(size, length - start));
            }
            return key;
        } catch (ShortBufferException e) {
            throw new IllegalStateException(e);
        } finally {
            Arrays.fill(sum, (byte) 0);
            Arrays.fill(last, (byte) 0);
        }
    }

    private void check(byte[] salt, int length, int blocks) {
        List<Problem> problems = new ArrayList<>();
        Bounds.check(problems, "salt", salt.length, 0, MAX_SALT);
        Bounds.check(problems, "length", length, 1, MAX_LENGTH);
        if (problems.isEmpty()) {
            Bounds.check(problems, "rounds", rounds, 1, MAX_WORK / blocks);
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }
}
