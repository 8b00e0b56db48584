package org.netsonde.engine.security;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.util.Locale;

/** What keys are called, what they sign with, and which belong together. Stateless. */
final class KeyAlgorithms {

    private KeyAlgorithms() {}

    /** What a key is, for showing, such as {@code ECDSA P-256} or {@code RSA 2048}. */
    static String describe(Key key) {
        return switch (key) {
            case RSAKey rsa -> "RSA " + rsa.getModulus().bitLength();
            case ECKey ec -> curve(ec);
            case EdECKey edwards -> capitalised(edwards.getParams().getName());
            default -> key.getAlgorithm();
        };
    }

    private static String curve(ECKey key) {
        int bits = key.getParams().getCurve().getField().getFieldSize();
        // The JDK knows the three curves of NIST only, but others may have made the certificate.
        return bits == 256 || bits == 384 || bits == 521 ? "ECDSA P-" + bits : "ECDSA " + bits;
    }

    private static String capitalised(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    /** The signature algorithm that suits a key. */
    static String signature(Key key) {
        return switch (key) {
            case ECKey ec -> {
                int bits = ec.getParams().getCurve().getField().getFieldSize();
                yield (bits <= 256 ? "SHA256" : bits <= 384 ? "SHA384" : "SHA512") + "withECDSA";
            }
            case EdECKey edwards -> edwards.getParams().getName();
            default -> "SHA256with" + key.getAlgorithm();
        };
    }

    /** The signature algorithm of a key and that digest. */
    static String signature(Key key, SignatureHash hash) {
        if (hash == SignatureHash.SUITABLE || key instanceof EdECKey) {
            return signature(key);
        }
        return key instanceof ECKey ? "SHA1withECDSA" : "SHA1with" + key.getAlgorithm();
    }

    /** Whether a private key is the one of a public key; false also for keys that cannot sign. */
    static boolean belong(PublicKey certified, PrivateKey key) {
        byte[] probe = {1, 2, 3};
        try {
            Signature signer = Signature.getInstance(signature(key));
            signer.initSign(key);
            signer.update(probe);
            byte[] signed = signer.sign();
            Signature verifier = Signature.getInstance(signature(key));
            verifier.initVerify(certified);
            verifier.update(probe);
            return verifier.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
