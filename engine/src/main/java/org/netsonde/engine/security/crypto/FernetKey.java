package org.netsonde.engine.security.crypto;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;

/**
 * A key of Fernet: 16 bytes to sign with, then 16 bytes to encrypt with, written in Base64 of addresses with its padding.
 * Immutable.
 */
public final class FernetKey {

    /** How many bytes there are. */
    public static final int LENGTH = 32;

    private final byte[] bytes;

    private FernetKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A new key. */
    public static FernetKey generate(SecureRandom random) {
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        return new FernetKey(bytes);
    }

    /** The key that belongs to a password, a salt and what is done with them. */
    public static FernetKey derive(Pbkdf2 kdf, byte[] password, byte[] salt, Watch watch) {
        return new FernetKey(kdf.derive(password, salt, LENGTH, watch));
    }

    /**
     * Reads a key. Both alphabets of Base64 are taken, as by other programs; its padding is not optional.
     *
     * @throws FailureException of kind INVALID_SETTINGS, which does not repeat the text, if it is none
     */
    public static FernetKey parse(String text) {
        String key = text.strip();
        if (key.isEmpty()) {
            throw refused("fernetKeyMissing");
        }
        int bad = FernetText.firstOther(key);
        if (bad >= 0) {
            throw refused("fernetKeyAlphabet", bad + 1);
        }
        if (key.length() % 4 != 0) {
            throw refused("fernetKeyPadding", key.length());
        }
        byte[] bytes = FernetText.decode(key, "fernetKeyPadding", key.length());
        if (bytes.length != LENGTH) {
            Arrays.fill(bytes, (byte) 0);
            throw refused("fernetKeyLength", bytes.length);
        }
        return new FernetKey(bytes);
    }

    private static FailureException refused(String name, Object... args) {
        return new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, name, args));
    }

    /** As it is written. */
    public String text() {
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    byte[] signing() {
        return Arrays.copyOf(bytes, LENGTH / 2);
    }

    byte[] encryption() {
        return Arrays.copyOfRange(bytes, LENGTH / 2, LENGTH);
    }

    /** Does not tell it. */
    @Override
    public String toString() {
        return "FernetKey[…]";
    }
}
