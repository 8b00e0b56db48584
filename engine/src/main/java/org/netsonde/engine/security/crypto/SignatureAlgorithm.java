package org.netsonde.engine.security.crypto;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.List;
import org.netsonde.engine.security.SigningKey;

/** How a text or a file is signed. The kind of a key says which of them it is for. */
public enum SignatureAlgorithm {
    /** RFC 8032; what is signed is held in memory. */
    ED25519("Ed25519", "Ed25519", 0),
    ECDSA_SHA256("ECDSA, SHA-256", "SHA256withECDSA", 256),
    ECDSA_SHA384("ECDSA, SHA-384", "SHA384withECDSA", 384),
    ECDSA_SHA512("ECDSA, SHA-512", "SHA512withECDSA", 512),
    /** RFC 8017, 8.1, with a salt as long as the hash. */
    RSA_PSS_SHA256("RSA-PSS, SHA-256", "RSASSA-PSS", 256),
    RSA_PSS_SHA384("RSA-PSS, SHA-384", "RSASSA-PSS", 384),
    RSA_PSS_SHA512("RSA-PSS, SHA-512", "RSASSA-PSS", 512),
    /** RFC 8017, 8.2. */
    RSA_PKCS1_SHA256("RSA PKCS#1 v1.5, SHA-256", "SHA256withRSA", 256),
    RSA_PKCS1_SHA384("RSA PKCS#1 v1.5, SHA-384", "SHA384withRSA", 384),
    RSA_PKCS1_SHA512("RSA PKCS#1 v1.5, SHA-512", "SHA512withRSA", 512);

    private final String title;
    private final String jdk;
    private final int hashBits;

    SignatureAlgorithm(String title, String jdk, int hashBits) {
        this.title = title;
        this.jdk = jdk;
        this.hashBits = hashBits;
    }

    /** What it is called everywhere, such as {@code RSA-PSS, SHA-256}. */
    public String title() {
        return title;
    }

    /** Those that a key is for, the usual first. */
    public static List<SignatureAlgorithm> of(SigningKey key) {
        return switch (key.publicKey().getAlgorithm()) {
            case "RSA" -> startingWith("RSA_");
            case "RSASSA-PSS" -> startingWith("RSA_PSS");
            case "EC" ->
                switch (key.bits()) {
                    case 256 -> List.of(ECDSA_SHA256, ECDSA_SHA384, ECDSA_SHA512);
                    case 384 -> List.of(ECDSA_SHA384, ECDSA_SHA256, ECDSA_SHA512);
                    default -> List.of(ECDSA_SHA512, ECDSA_SHA256, ECDSA_SHA384);
                };
            default -> List.of(ED25519);
        };
    }

    private static List<SignatureAlgorithm> startingWith(String start) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.name().startsWith(start))
                .toList();
    }

    /** Whether its signatures are two numbers, which are written in two ways. */
    boolean isEcdsa() {
        return jdk.endsWith("ECDSA");
    }

    /** Whether what is signed is held in memory until it is whole. */
    boolean needsAll() {
        return this == ED25519;
    }

    /** The JDK's implementation, with its parameters set. */
    public Signature signature() {
        try {
            Signature signature = Signature.getInstance(jdk);
            if (jdk.equals("RSASSA-PSS")) {
                String hash = "SHA-" + hashBits;
                signature.setParameter(new PSSParameterSpec(
                        hash, "MGF1", new MGF1ParameterSpec(hash), hashBits / 8, PSSParameterSpec.TRAILER_FIELD_BC));
            }
            return signature;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK signs with " + title, e);
        }
    }

    /** The same for signatures of two numbers of fixed length, one behind the other (IEEE P1363). */
    Signature plainSignature() {
        try {
            return Signature.getInstance(jdk + "inP1363Format");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK signs with " + title, e);
        }
    }
}
