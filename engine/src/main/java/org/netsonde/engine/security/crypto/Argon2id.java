package org.netsonde.engine.security.crypto;

import java.security.SecureRandom;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.netsonde.engine.protocol.SettingsException;

/**
 * Keys and hashes from passwords by Argon2id, version 1.3 (RFC 9106). Takes the memory that its parameters ask for while it
 * works, on the calling thread. Stateless.
 */
public final class Argon2id {

    /** The shortest salt, in bytes. */
    public static final int MIN_SALT = 8;

    /** The longest salt, in bytes. */
    public static final int MAX_SALT = 1024;

    /** The shortest result, in bytes. */
    public static final int MIN_LENGTH = 4;

    /** The longest result, in bytes. */
    public static final int MAX_LENGTH = 1024;

    /** The usual salt, in bytes. */
    static final int SALT = 16;

    /** The usual hash, in bytes. */
    static final int HASH = 32;

    private Argon2id() {}

    /**
     * A key.
     *
     * @param password any bytes, which stay as they are
     * @param salt {@link #MIN_SALT} to {@link #MAX_SALT} bytes
     * @param length {@link #MIN_LENGTH} to {@link #MAX_LENGTH}
     * @throws SettingsException naming {@code salt} or {@code length} if one is out of its bounds
     */
    public static byte[] derive(byte[] password, byte[] salt, Argon2Parameters parameters, int length) {
        Bounds.check("salt", salt.length, MIN_SALT, MAX_SALT);
        Bounds.check("length", length, MIN_LENGTH, MAX_LENGTH);
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new org.bouncycastle.crypto.params.Argon2Parameters.Builder(
                        org.bouncycastle.crypto.params.Argon2Parameters.ARGON2_id)
                .withVersion(org.bouncycastle.crypto.params.Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(parameters.memory())
                .withIterations(parameters.iterations())
                .withParallelism(parameters.parallelism())
                .withSalt(salt)
                .build());
        byte[] key = new byte[length];
        generator.generateBytes(password, key);
        return key;
    }

    /** The hash of a password, to be stored, with a new salt. */
    public static Argon2Hash hash(byte[] password, Argon2Parameters parameters, SecureRandom random) {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        return new Argon2Hash(parameters, salt, derive(password, salt, parameters, HASH));
    }
}
