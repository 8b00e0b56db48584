package org.netsonde.engine.security.crypto;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;

/**
 * Encrypts bytes into tokens and back (the specification of Fernet, version 0x80): AES-128 in CBC mode, signed with
 * HMAC-SHA-256, with the time in it. Nothing of a token is believed, its time included, before its code is right. Safe for
 * threads.
 */
public final class Fernet {

    /** How far a token's time may be ahead of the clock, where time matters at all. */
    public static final Duration SKEW = Duration.ofSeconds(60);

    private static final String CIPHER = "AES/CBC/PKCS5Padding";
    private static final int BLOCK = 16;

    private final FernetKey key;
    private final SecureRandom random;
    private final InstantSource clock;

    public Fernet(FernetKey key, SecureRandom random, InstantSource clock) {
        this.key = key;
        this.random = random;
        this.clock = clock;
    }

    /** A token of now. */
    public String encrypt(byte[] data) {
        byte[] iv = new byte[FernetToken.IV];
        random.nextBytes(iv);
        byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, iv, data);
        byte[] signed = ByteBuffer.allocate(1 + Long.BYTES + iv.length + encrypted.length)
                .put(FernetToken.VERSION)
                .putLong(clock.instant().getEpochSecond())
                .put(iv)
                .put(encrypted)
                .array();
        byte[] hmac = code(signed);
        byte[] token = ByteBuffer.allocate(signed.length + hmac.length)
                .put(signed)
                .put(hmac)
                .array();
        return Base64.getUrlEncoder().encodeToString(token);
    }

    /**
     * What is in a token.
     *
     * @param ttl how old it may be, in whole seconds; empty for any age, and then its time may be in the future too
     * @throws FailureException of kind INVALID_SETTINGS that says what is wrong with the token
     */
    public byte[] decrypt(FernetToken token, Optional<Duration> ttl) {
        if (!MessageDigest.isEqual(token.hmac(), code(token.signed()))) {
            throw refused("fernetHmac");
        }
        ttl.ifPresent(limit -> checkTime(token, limit.toSeconds()));
        byte[] encrypted = token.encrypted();
        if (encrypted.length == 0) {
            throw refused("fernetEmpty");
        } else if (encrypted.length % BLOCK != 0) {
            throw refused("fernetBlocks", encrypted.length);
        }
        return cipher(Cipher.DECRYPT_MODE, token.iv(), encrypted);
    }

    private byte[] code(byte[] signed) {
        byte[] half = key.signing();
        try {
            return Hmac.SHA256.of(half, signed);
        } finally {
            Arrays.fill(half, (byte) 0);
        }
    }

    private void checkTime(FernetToken token, long limit) {
        long now = clock.instant().getEpochSecond();
        long made = token.at().getEpochSecond();
        long age = now - made;
        if (age > limit) {
            throw refused("fernetExpired", age, limit, age - limit);
        } else if (-age > SKEW.toSeconds()) {
            throw refused("fernetFuture", -age, SKEW.toSeconds());
        }
    }

    private byte[] cipher(int mode, byte[] iv, byte[] data) {
        byte[] half = key.encryption();
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, new SecretKeySpec(half, "AES"), new IvParameterSpec(iv));
            return cipher.doFinal(data);
        } catch (BadPaddingException e) {
            // Only somebody with the key can have made it: it tells nothing to anybody else.
            throw new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, "fernetPadding"), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } finally {
            Arrays.fill(half, (byte) 0);
        }
    }

    private static FailureException refused(String name, Object... args) {
        return new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, name, args));
    }
}
