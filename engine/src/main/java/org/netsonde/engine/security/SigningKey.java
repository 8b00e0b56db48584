package org.netsonde.engine.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.util.io.pem.PemObject;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.file.PrivateFiles;
import org.netsonde.engine.file.WholeFile;
import org.netsonde.engine.security.crypto.Pbkdf2;
import org.netsonde.engine.security.crypto.Scrypt;

/**
 * A key that signatures are checked with, and made with where its private half is known: RSA, ECDSA on the curves of NIST, or
 * Ed25519. Immutable.
 */
public final class SigningKey {

    /** A block that stands on one line. */
    private static final Pattern BLOCK = Pattern.compile("(-----BEGIN [A-Z0-9 ]+-----)(.*?)(-----END [A-Z0-9 ]+-----)");

    /** How an old encrypted key is encrypted (RFC 1421), with an initialisation vector that is as long as the cipher's block. */
    private static final Pattern ENCRYPTION = Pattern.compile(
            "(Proc-Type: 4,ENCRYPTED)\\s*(DEK-Info: (?:AES-[0-9]+-[A-Z]+,[0-9A-F]{32}|DES[A-Z0-9-]*,[0-9A-F]{16}))\\s*");

    private final PublicKey publicKey;
    private final @Nullable PrivateKey privateKey;

    private SigningKey(PublicKey publicKey, @Nullable PrivateKey privateKey) {
        this.publicKey = publicKey;
        this.privateKey = privateKey;
    }

    /** A key pair. */
    public static SigningKey of(KeyPair pair) {
        return new SigningKey(pair.getPublic(), pair.getPrivate());
    }

    /**
     * A private key, whose public half is worked out.
     *
     * @throws FailureException of kind CERTIFICATE if it is of a kind that does not sign here
     */
    public static SigningKey of(PrivateKey key) {
        if (!isKnown(key)) {
            throw new FailureException(unknown(key.getAlgorithm()));
        }
        try {
            return new SigningKey(PublicHalf.of(key), key);
        } catch (GeneralSecurityException e) {
            throw new FailureException(Failure.of(Failure.Kind.CERTIFICATE, "signingKeyBroken"), e);
        }
    }

    /**
     * A public key, which checks only.
     *
     * @throws FailureException of kind CERTIFICATE if it is of a kind that does not sign here, or no point of its curve
     */
    public static SigningKey of(PublicKey key) {
        if (!isKnown(key)) {
            throw new FailureException(unknown(key.getAlgorithm()));
        }
        if (key instanceof ECPublicKey point && !PublicHalf.isOnCurve(point)) {
            throw new FailureException(Failure.of(Failure.Kind.CERTIFICATE, "signingKeyBroken"));
        }
        return new SigningKey(key, null);
    }

    /**
     * The Ed25519 key of the 32 bytes that encode it (RFC 8032), which checks only.
     *
     * @throws GeneralSecurityException if they are none
     */
    public static SigningKey ofEdwards(byte[] point) throws GeneralSecurityException {
        return of(PublicHalf.edwards(point));
    }

    private static boolean isKnown(java.security.Key key) {
        return switch (key) {
            case RSAKey rsa -> true;
            case ECKey ec ->
                List.of(256, 384, 521)
                        .contains(ec.getParams().getCurve().getField().getFieldSize());
            case EdECKey edwards -> edwards.getParams().getName().equals(NamedParameterSpec.ED25519.getName());
            default -> false;
        };
    }

    private static Failure unknown(String algorithm) {
        return Failure.of(Failure.Kind.CERTIFICATE, "signingKeyKind", algorithm);
    }

    /** Whether a text is meant to be PEM. */
    public static boolean isPem(String text) {
        return text.contains("-----BEGIN ");
    }

    /**
     * The key of a PEM text: a private key in PKCS#8 (encrypted or not), PKCS#1 or SEC 1, else a public key, else that of the
     * first certificate. A text that lost its line breaks is taken too, as fields of one line take them away.
     *
     * @param password for an encrypted key; empty for none
     * @throws FailureException of kind CERTIFICATE if there is no key in it, or one that cannot be decrypted or used
     */
    public static SigningKey read(String pem, char[] password) {
        if (pem.length() > PemFiles.MAX_BYTES) {
            throw new FailureException(
                    Failure.of(Failure.Kind.CERTIFICATE, "signingKeyLong", PemFiles.MAX_BYTES >> 10));
        }
        List<PemObject> blocks;
        try {
            blocks = PemFiles.blocks(withLines(pem).getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new FailureException(Failure.of(Failure.Kind.CERTIFICATE, "signingKeyBroken"), e);
        }
        for (PemObject block : blocks) {
            if (block.getType().endsWith("PRIVATE KEY")) {
                return of(PemKey.read(block, password, SigningKey::words));
            }
        }
        for (PemObject block : blocks) {
            if (block.getType().endsWith("PUBLIC KEY") || block.getType().endsWith("CERTIFICATE")) {
                return of(publicKey(block));
            }
        }
        throw new FailureException(Failure.of(Failure.Kind.CERTIFICATE, "signingKeyNone"));
    }

    private static String withLines(String pem) {
        if (pem.strip().indexOf('\n') >= 0) {
            return pem;
        }
        String blocks = BLOCK.matcher(pem).replaceAll("\n$1\n$2\n$3\n");
        return ENCRYPTION.matcher(blocks).replaceAll("$1\n$2\n\n");
    }

    /**
     * The key of a PEM file, as of a text.
     *
     * @throws FailureException also of kind FILE if it cannot be read
     */
    public static SigningKey read(Path file, char[] password) {
        byte[] content = PrivateFiles.readChosen(file, PemFiles.MAX_BYTES);
        return read(new String(content, StandardCharsets.ISO_8859_1), password);
    }

    private static PublicKey publicKey(PemObject block) {
        byte[] content = block.getContent();
        try {
            return switch (block.getType()) {
                case "RSA PUBLIC KEY" -> PublicHalf.rsa(content);
                case "PUBLIC KEY" -> publicKey(content);
                default -> PemFiles.first(content).getPublicKey();
            };
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new FailureException(Failure.of(Failure.Kind.CERTIFICATE, "signingKeyBroken"), e);
        }
    }

    /**
     * The key of a SubjectPublicKeyInfo (RFC 5280, 4.1.2.7).
     *
     * @throws GeneralSecurityException if that is none, or one of a kind that the JDK does not know
     * @throws IllegalArgumentException likewise
     */
    private static PublicKey publicKey(byte[] der) throws GeneralSecurityException {
        String algorithm = SubjectPublicKeyInfo.getInstance(der)
                .getAlgorithm()
                .getAlgorithm()
                .getId();
        return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der));
    }

    /** Whether bytes are a public key in DER, which is nothing that only its owner knows. */
    public static boolean isPublicKey(byte[] der) {
        try {
            return publicKey(der).getEncoded().length > 0;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static Failure words(PemKey.Refusal refusal) {
        return Failure.of(
                Failure.Kind.CERTIFICATE,
                switch (refusal) {
                    case BROKEN -> "signingKeyBroken";
                    case PASSWORD_NEEDED -> "signingKeyPasswordNeeded";
                    case PASSWORD_WRONG -> "signingKeyPasswordWrong";
                    case TOO_COSTLY -> "signingKeyTooCostly";
                },
                Pbkdf2.MAX_ROUNDS,
                Scrypt.MAX_MEMORY >> 20);
    }

    /** The half that anybody may know. */
    public PublicKey publicKey() {
        return publicKey;
    }

    /** The half that signs; null where only the other is known. */
    public @Nullable PrivateKey privateKey() {
        return privateKey;
    }

    /** Whether it can sign, not only check. */
    public boolean canSign() {
        return privateKey != null;
    }

    /** The same key without what signs. */
    public SigningKey withoutPrivate() {
        return new SigningKey(publicKey, null);
    }

    /** Whether the two halves belong together, which is to be asked where they came from different places. */
    public boolean isWhole() {
        return privateKey == null || KeyAlgorithms.belong(publicKey, privateKey);
    }

    /** What it is, such as {@code ECDSA P-256} or {@code RSA 2048}. */
    public String describe() {
        return KeyAlgorithms.describe(publicKey);
    }

    /** The bits of an RSA key's modulus or of the field of a curve. */
    public int bits() {
        return switch (publicKey) {
            case RSAKey rsa -> rsa.getModulus().bitLength();
            case ECKey ec -> ec.getParams().getCurve().getField().getFieldSize();
            default -> 256;
        };
    }

    /** The public half as PEM. */
    public String publicPem() {
        return PemText.of(publicKey);
    }

    /**
     * The private half as PKCS#8 in PEM, in clear; for the caller to erase.
     *
     * @throws IllegalStateException if there is none
     */
    public byte[] privatePem() {
        if (privateKey == null) {
            throw new IllegalStateException("a public key");
        }
        return PemText.of(privateKey);
    }

    /**
     * Writes the private half, readable by its owner only.
     *
     * @throws FailureException of kind FILE if it could not be written
     */
    public void writePrivate(Path file) {
        byte[] pem = privatePem();
        try {
            PrivateFiles.write(file, pem);
        } finally {
            Arrays.fill(pem, (byte) 0);
        }
    }

    /**
     * Writes the public half.
     *
     * @throws FailureException of kind FILE if it could not be written
     */
    public void writePublic(Path file) {
        byte[] pem = publicPem().getBytes(StandardCharsets.US_ASCII);
        WholeFile.replace(file, out -> out.write(pem));
    }

    /** What it is; the key is nobody's business. */
    @Override
    public String toString() {
        return "SigningKey[" + describe() + (canSign() ? ", private]" : ", public]");
    }
}
