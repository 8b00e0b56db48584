package org.netsonde.engine.security.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.bouncycastle.crypto.digests.Blake2sDigest;

/** The digests that are known, in the order in which they are shown. */
public enum DigestAlgorithm {
    /** RFC 1321; collisions are made in seconds. */
    MD5("MD5"),
    /** FIPS 180-4; collisions are made by those who can pay for them. */
    SHA1("SHA-1"),
    SHA224("SHA-224"),
    SHA256("SHA-256"),
    SHA384("SHA-384"),
    SHA512("SHA-512"),
    SHA512_256("SHA-512/256"),
    SHA3_224("SHA3-224"),
    SHA3_256("SHA3-256"),
    SHA3_384("SHA3-384"),
    SHA3_512("SHA3-512"),
    /** RFC 7693, 64 bytes, without a key. */
    BLAKE2B("BLAKE2b"),
    /** RFC 7693, 32 bytes, without a key. */
    BLAKE2S("BLAKE2s");

    private final String title;

    DigestAlgorithm(String title) {
        this.title = title;
    }

    /** Its name, the same in every language. */
    public String title() {
        return title;
    }

    /** Whether somebody can make two inputs of the same digest: good for sums of downloads only. */
    public boolean isBroken() {
        return this == MD5 || this == SHA1;
    }

    /** One that has read nothing yet. */
    Running start() {
        return switch (this) {
            case BLAKE2B -> new OfBouncyCastle(new Blake2bDigest(512));
            case BLAKE2S -> new OfBouncyCastle(new Blake2sDigest(256));
            // Its name here is its name there.
            default -> new OfJdk(title);
        };
    }

    /** A digest in the making. Used by one thread. */
    sealed interface Running {

        /** Reads that many of the first bytes. */
        void read(byte[] bytes, int count);

        /** The digest of what was read. */
        byte[] end();
    }

    private record OfJdk(MessageDigest digest) implements Running {

        OfJdk(String name) {
            this(named(name));
        }

        private static MessageDigest named(String name) {
            try {
                return MessageDigest.getInstance(name);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void read(byte[] bytes, int count) {
            digest.update(bytes, 0, count);
        }

        @Override
        public byte[] end() {
            return digest.digest();
        }
    }

    private record OfBouncyCastle(Digest digest) implements Running {

        @Override
        public void read(byte[] bytes, int count) {
            digest.update(bytes, 0, count);
        }

        @Override
        public byte[] end() {
            byte[] bytes = new byte[digest.getDigestSize()];
            digest.doFinal(bytes, 0);
            return bytes;
        }
    }
}
