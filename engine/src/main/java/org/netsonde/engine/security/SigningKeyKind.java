package org.netsonde.engine.security;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/** The kinds of keys that are made to sign texts, files and tokens with. */
public enum SigningKeyKind {
    ED25519("Ed25519"),
    ECDSA_P256("ECDSA P-256"),
    ECDSA_P384("ECDSA P-384"),
    ECDSA_P521("ECDSA P-521"),
    RSA_2048("RSA 2048"),
    RSA_3072("RSA 3072"),
    RSA_4096("RSA 4096");

    private final String title;

    SigningKeyKind(String title) {
        this.title = title;
    }

    /** What it is called everywhere, such as {@code RSA 3072}. */
    public String title() {
        return title;
    }

    /** A new key pair. RSA takes up to seconds. */
    public SigningKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm());
            generator.initialize(parameters());
            return SigningKey.of(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK makes keys of the kind " + this, e);
        }
    }

    private String algorithm() {
        return switch (this) {
            case ED25519 -> "Ed25519";
            case ECDSA_P256, ECDSA_P384, ECDSA_P521 -> "EC";
            case RSA_2048, RSA_3072, RSA_4096 -> "RSA";
        };
    }

    private AlgorithmParameterSpec parameters() {
        return switch (this) {
            case ED25519 -> NamedParameterSpec.ED25519;
            case ECDSA_P256 -> new ECGenParameterSpec("secp256r1");
            case ECDSA_P384 -> new ECGenParameterSpec("secp384r1");
            case ECDSA_P521 -> new ECGenParameterSpec("secp521r1");
            case RSA_2048 -> rsa(2048);
            case RSA_3072 -> rsa(3072);
            case RSA_4096 -> rsa(4096);
        };
    }

    private static AlgorithmParameterSpec rsa(int bits) {
        return new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4);
    }
}
