package org.netsonde.engine.security.crypto;

import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.netsonde.engine.FailureException;

/** Codes that show that a message is from somebody who has the key (RFC 2104), by the digest that they are made with. */
public enum Hmac {
    MD5("HMAC-MD5", "HmacMD5"),
    SHA1("HMAC-SHA-1", "HmacSHA1"),
    SHA224("HMAC-SHA-224", "HmacSHA224"),
    SHA256("HMAC-SHA-256", "HmacSHA256"),
    SHA384("HMAC-SHA-384", "HmacSHA384"),
    SHA512("HMAC-SHA-512", "HmacSHA512"),
    SHA512_256("HMAC-SHA-512/256", "HmacSHA512/256"),
    SHA3_256("HMAC-SHA3-256", "HmacSHA3-256"),
    SHA3_512("HMAC-SHA3-512", "HmacSHA3-512");

    /** What comparing with a code came to. */
    public enum Check {
        /** It is the same. */
        SAME,
        /** It is another one: another key, another message, or another algorithm. */
        OTHER,
        /** It is no code of this algorithm: of another length, or not written in hexadecimal digits or Base64. */
        NO_CODE
    }

    private final String title;
    private final String algorithm;

    Hmac(String title, String algorithm) {
        this.title = title;
        this.algorithm = algorithm;
    }

    /** Its name, the same in every language. */
    public String title() {
        return title;
    }

    /** How long its codes are, in bytes. */
    public int length() {
        return mac().getMacLength();
    }

    /**
     * The code of a message.
     *
     * @param key any bytes, none included; they stay as they are
     */
    public byte[] of(byte[] key, byte[] message) {
        return keyed(key).doFinal(message);
    }

    /**
     * The code of a file. Blocks on the disk.
     *
     * @param key any bytes, none included; they stay as they are
     * @throws FailureException of kind FILE if it cannot be read or is no file
     * @throws java.util.concurrent.CancellationException if the watch does not go on
     */
    public byte[] ofFile(byte[] key, Path file, Watch watch) {
        Mac mac = keyed(key);
        FileBytes.read(file, (bytes, count) -> mac.update(bytes, 0, count), watch);
        return mac.doFinal();
    }

    /**
     * Compares a code with one that somebody gives. It may be written in hexadecimal digits of either case, or in Base64 of
     * either alphabet with or without padding: protocols do all of that, and the length of the text tells which it is. Nothing
     * else is accepted: no blanks, no prefix, nothing shorter or longer. The comparison takes the same time whatever differs.
     */
    public Check check(byte[] code, String given) {
        return GivenBytes.read(given, code.length)
                .map(bytes -> MessageDigest.isEqual(code, bytes) ? Check.SAME : Check.OTHER)
                .orElse(Check.NO_CODE);
    }

    /** Ready for messages with that key. */
    Mac keyed(byte[] key) {
        // Keys are filled up with zeros, so that one zero is the same as nothing, which the JDK refuses.
        byte[] used = key.length == 0 ? new byte[1] : key;
        Mac mac = mac();
        try {
            mac.init(new SecretKeySpec(used, algorithm));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
        return mac;
    }

    private Mac mac() {
        try {
            return Mac.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
