package org.netsonde.engine.security.jwt;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.netsonde.engine.security.crypto.SignatureAlgorithm;

/** How a token is signed (RFC 7518, section 3, and RFC 8037). */
public enum JwtAlgorithm {
    HS256("HS256", Family.HMAC, 256),
    HS384("HS384", Family.HMAC, 384),
    HS512("HS512", Family.HMAC, 512),
    RS256("RS256", Family.RSA, 256),
    RS384("RS384", Family.RSA, 384),
    RS512("RS512", Family.RSA, 512),
    PS256("PS256", Family.RSA_PSS, 256),
    PS384("PS384", Family.RSA_PSS, 384),
    PS512("PS512", Family.RSA_PSS, 512),
    ES256("ES256", Family.ECDSA, 256),
    ES384("ES384", Family.ECDSA, 384),
    ES512("ES512", Family.ECDSA, 512),
    EDDSA("EdDSA", Family.EDWARDS, 512);

    /** What kind of key an algorithm takes. */
    public enum Family {
        /** A secret that both sides know. */
        HMAC,
        /** An RSA key, with the padding of PKCS#1 v1.5. */
        RSA,
        /** An RSA key, with PSS. */
        RSA_PSS,
        /** A key on a curve of NIST. */
        ECDSA,
        /** An Ed25519 key. */
        EDWARDS
    }

    private final String id;
    private final Family family;
    private final int hashBits;

    JwtAlgorithm(String id, Family family, int hashBits) {
        this.id = id;
        this.family = family;
        this.hashBits = hashBits;
    }

    /** Its name in a header. */
    public String id() {
        return id;
    }

    /** What kind of key it takes. */
    public Family family() {
        return family;
    }

    /** The bytes of its hash. */
    public int hashBytes() {
        return hashBits / 8;
    }

    /** The bits of the curve of its keys; 0 where there is none to choose. */
    int curveBits() {
        return family != Family.ECDSA ? 0 : hashBits == 512 ? 521 : hashBits;
    }

    /** The algorithm of a name, which is told by its exact letters. */
    public static Optional<JwtAlgorithm> of(String id) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.id.equals(id))
                .findFirst();
    }

    byte[] mac(byte[] secret, byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA" + hashBits);
            mac.init(new SecretKeySpec(secret, "HMAC"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC", e);
        }
    }

    boolean verifyMac(byte[] secret, byte[] text, byte[] mac) {
        return MessageDigest.isEqual(mac(secret, text), mac);
    }

    /**
     * Signs.
     *
     * @throws InvalidKeyException if the key is too short for the hash
     */
    byte[] sign(PrivateKey key, byte[] text) throws InvalidKeyException, SignatureException {
        Signature signature = signature();
        signature.initSign(key);
        signature.update(text);
        return signature.sign();
    }

    /** Whether a signature is one of this text by that key. */
    boolean verify(PublicKey key, byte[] text, byte[] signed) {
        try {
            Signature signature = signature();
            signature.initVerify(key);
            signature.update(text);
            return signature.verify(signed);
        } catch (SignatureException | InvalidKeyException e) {
            // It has not even the form of one.
            return false;
        }
    }

    /** Whether a signature is one in the form of certificates, which tokens do not have. */
    boolean verifyDer(PublicKey key, byte[] text, byte[] signed) {
        try {
            Signature signature = Signature.getInstance("SHA" + hashBits + "withECDSA");
            signature.initVerify(key);
            signature.update(text);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private Signature signature() {
        try {
            return switch (family) {
                case RSA -> Signature.getInstance("SHA" + hashBits + "withRSA");
                case RSA_PSS ->
                    SignatureAlgorithm.valueOf("RSA_PSS_SHA" + hashBits).signature();
                // Two numbers of fixed length, one behind the other (RFC 7518, section 3.4).
                case ECDSA -> Signature.getInstance("SHA" + hashBits + "withECDSAinP1363Format");
                case EDWARDS -> Signature.getInstance("Ed25519");
                case HMAC -> throw new IllegalStateException("no signature but a code");
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK signs with " + id, e);
        }
    }
}
