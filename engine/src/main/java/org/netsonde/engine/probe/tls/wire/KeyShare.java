package org.netsonde.engine.probe.tls.wire;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.XECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * A client's half of a key exchange, as TLS 1.3 sends it at once (RFC 8446, section 4.2.8).
 *
 * @param group the number of the group
 * @param key the public key
 */
public record KeyShare(int group, byte[] key) {

    private static final int X25519 = 0x1d;
    private static final int P256 = 0x17;
    private static final int SIZE = 32;

    /** Public keys of X25519 and P-256, good for one inspection: nothing is ever agreed upon with them. */
    public static List<KeyShare> make() {
        try {
            KeyPairGenerator montgomery = KeyPairGenerator.getInstance("X25519");
            montgomery.initialize(NamedParameterSpec.X25519);
            XECPublicKey x25519 = (XECPublicKey) montgomery.generateKeyPair().getPublic();
            KeyPairGenerator nist = KeyPairGenerator.getInstance("EC");
            nist.initialize(new ECGenParameterSpec("secp256r1"));
            ECPublicKey p256 = (ECPublicKey) nist.generateKeyPair().getPublic();
            List<KeyShare> shares = new ArrayList<>();
            shares.add(new KeyShare(X25519, reversed(fixed(x25519.getU()))));
            shares.add(new KeyShare(
                    P256,
                    Writer.of(out -> out.u8(4)
                            .bytes(fixed(p256.getW().getAffineX()))
                            .bytes(fixed(p256.getW().getAffineY())))));
            return List.copyOf(shares);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK knows these groups", e);
        }
    }

    private static byte[] fixed(BigInteger number) {
        byte[] all = new byte[SIZE];
        byte[] some = number.toByteArray();
        int length = Math.min(some.length, SIZE);
        System.arraycopy(some, some.length - length, all, SIZE - length, length);
        return all;
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] result = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            result[i] = bytes[bytes.length - 1 - i];
        }
        return result;
    }
}
