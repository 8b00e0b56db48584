package org.netsonde.engine.security;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.file.PrivateFiles;
import org.netsonde.engine.file.WholeFile;
import org.netsonde.engine.security.crypto.Pbkdf2;
import org.netsonde.engine.security.crypto.Scrypt;

/** Certificates and private keys in PEM files. Methods block on the disk. Stateless. */
public final class PemFiles {

    /** The largest file that is read. */
    public static final int MAX_BYTES = 1 << 20;

    private static final String BEGIN = "-----BEGIN ";
    private static final String CERTIFICATE = "CERTIFICATE";

    /** What OpenSSL writes with {@code -trustout}: a certificate, and behind it what it is trusted for. */
    static final String TRUSTED = "TRUSTED CERTIFICATE";

    private PemFiles() {}

    /**
     * Certificates and the key of the first.
     *
     * @param password for an encrypted key; empty for none
     * @throws FailureException of kind FILE if a file cannot be read, CERTIFICATE if it does not hold what it should, or if
     *     the two do not belong together
     */
    public static Identity identity(Path chainFile, Path keyFile, char[] password) {
        List<X509Certificate> chain = chain(chainFile);
        PrivateKey key = key(keyFile, password);
        requireMatch(chain, chainFile, key, keyFile);
        return new Identity(chain, key);
    }

    /** Fails unless the key is that of the first certificate. */
    static void requireMatch(List<X509Certificate> chain, Path chainFile, PrivateKey key, Path keyFile) {
        if (!KeyAlgorithms.belong(chain.getFirst().getPublicKey(), key)) {
            throw new FailureException(Failure.of(Failure.Kind.CERTIFICATE, "keyOfAnother", keyFile, chainFile));
        }
    }

    /**
     * The certificates of a file in their order, at least one. It may be PEM, whose other blocks are passed over, or DER.
     *
     * @throws FailureException of kind FILE if it cannot be read, CERTIFICATE if there is none in it or a broken one
     */
    public static List<X509Certificate> chain(Path file) {
        return chain(PrivateFiles.readChosen(file, MAX_BYTES), file);
    }

    static List<X509Certificate> chain(byte[] content, Path file) {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            if (isPem(content)) {
                for (PemObject block : blocks(content)) {
                    if (block.getType().equals(CERTIFICATE) || block.getType().equals("X509 CERTIFICATE")) {
                        chain.addAll(parse(block.getContent()));
                    } else if (block.getType().equals(TRUSTED)) {
                        chain.add(first(block.getContent()));
                    }
                }
            } else if (content.length > 0) {
                chain.addAll(parse(content));
            }
        } catch (IOException | CertificateException e) {
            throw new FailureException(
                    Failure.of(Failure.Kind.CERTIFICATE, isPem(content) ? "certificateBroken" : "noCertificate", file),
                    e);
        }
        if (chain.isEmpty()) {
            throw new FailureException(Failure.of(Failure.Kind.CERTIFICATE, "noCertificate", file));
        }
        return List.copyOf(chain);
    }

    static List<X509Certificate> parse(byte[] der) throws CertificateException {
        List<X509Certificate> found = new ArrayList<>();
        for (Certificate certificate :
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(der))) {
            found.add((X509Certificate) certificate);
        }
        return found;
    }

    /** The certificate that stands first; what follows it is passed over. */
    static X509Certificate first(byte[] der) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    /**
     * The first private key of a PEM file: PKCS#8, encrypted or not, PKCS#1 (RSA) or SEC 1 (elliptic curves).
     *
     * @param password for an encrypted key; empty for none
     * @throws FailureException of kind FILE if it cannot be read, CERTIFICATE if there is no key in it, or one that cannot
     *     be decrypted or used
     */
    public static PrivateKey key(Path file, char[] password) {
        return key(PrivateFiles.readChosen(file, MAX_BYTES), file, password);
    }

    static PrivateKey key(byte[] content, Path file, char[] password) {
        List<PemObject> blocks;
        try {
            blocks = blocks(content);
        } catch (IOException e) {
            throw new FailureException(Failure.of(Failure.Kind.CERTIFICATE, "keyBroken", file), e);
        }
        for (PemObject block : blocks) {
            if (block.getType().endsWith("PRIVATE KEY")) {
                return PemKey.read(block, password, refusal -> words(refusal, file));
            }
        }
        boolean certificate = blocks.stream().anyMatch(block -> block.getType().endsWith(CERTIFICATE));
        throw new FailureException(
                Failure.of(Failure.Kind.CERTIFICATE, certificate ? "certificateForKey" : "noKey", file));
    }

    /** Certificates as PEM text, one after another. */
    public static String text(List<X509Certificate> chain) {
        return new String(PemText.of(chain), StandardCharsets.US_ASCII);
    }

    private static Failure words(PemKey.Refusal refusal, Path file) {
        String name = switch (refusal) {
            case BROKEN -> "keyBroken";
            case PASSWORD_NEEDED -> "passwordNeeded";
            case PASSWORD_WRONG -> "passwordWrong";
            case TOO_COSTLY -> "keyTooCostly";
        };
        return Failure.of(Failure.Kind.CERTIFICATE, name, file, Pbkdf2.MAX_ROUNDS, Scrypt.MAX_MEMORY >> 20);
    }

    /**
     * Writes certificates. They are no secret, but a new file is readable by its owner only all the same.
     *
     * @throws FailureException of kind FILE if they could not be written
     */
    public static void writeChain(Path file, List<X509Certificate> chain) {
        WholeFile.replace(file, out -> out.write(PemText.of(chain)));
    }

    /**
     * Writes a private key as PKCS#8 in clear, readable by its owner only.
     *
     * @throws FailureException of kind FILE if it could not be written
     */
    public static void writeKey(Path file, PrivateKey key) {
        byte[] pem = PemText.of(key);
        try {
            PrivateFiles.write(file, pem);
        } finally {
            Arrays.fill(pem, (byte) 0);
        }
    }

    static boolean isPem(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1).contains(BEGIN);
    }

    static List<PemObject> blocks(byte[] content) throws IOException {
        List<PemObject> blocks = new ArrayList<>();
        try (PemReader reader = new PemReader(new StringReader(new String(content, StandardCharsets.ISO_8859_1)))) {
            PemObject block = reader.readPemObject();
            while (block != null) {
                blocks.add(block);
                block = reader.readPemObject();
            }
        } catch (IllegalStateException e) {
            // Thrown for what is not Base64.
            throw new IOException(e);
        }
        return blocks;
    }
}
