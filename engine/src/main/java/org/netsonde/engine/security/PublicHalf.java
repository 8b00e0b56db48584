package org.netsonde.engine.security;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Works out the public key of a private one, which the JDK does not do. Stateless. */
final class PublicHalf {

    /** What stands before the 32 bytes of a public Ed25519 key in a SubjectPublicKeyInfo (RFC 8410). */
    private static final byte[] ED25519_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    private PublicHalf() {}

    /**
     * The public key.
     *
     * @throws GeneralSecurityException if the key is of a kind that cannot sign here, or is no proper key
     */
    static PublicKey of(PrivateKey key) throws GeneralSecurityException {
        return switch (key) {
            case RSAPrivateCrtKey rsa -> {
                // What is for RSA-PSS only stays so.
                RSAPublicKeySpec spec =
                        new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent(), rsa.getParams());
                yield KeyFactory.getInstance(rsa.getAlgorithm()).generatePublic(spec);
            }
            case ECPrivateKey ec -> ofCurve(ec);
            case EdECPrivateKey edwards
            when edwards.getParams().getName().equals(NamedParameterSpec.ED25519.getName()) -> ofEdwards(edwards);
            default -> throw new InvalidKeySpecException("no key for signatures: " + key.getAlgorithm());
        };
    }

    private static PublicKey ofCurve(ECPrivateKey key) throws GeneralSecurityException {
        int bits = key.getParams().getCurve().getField().getFieldSize();
        X9ECParameters curve = ECNamedCurveTable.getByName("P-" + bits);
        BigInteger secret = key.getS();
        if (curve == null || !curve.getN().equals(key.getParams().getOrder())) {
            throw new InvalidKeySpecException("a curve that is not known");
        }
        if (secret.signum() <= 0 || secret.compareTo(curve.getN()) >= 0) {
            throw new InvalidKeySpecException("not a key of its curve");
        }
        org.bouncycastle.math.ec.ECPoint point = curve.getG().multiply(secret).normalize();
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(
                        new ECPoint(
                                point.getAffineXCoord().toBigInteger(),
                                point.getAffineYCoord().toBigInteger()),
                        key.getParams()));
    }

    /** Whether a key is a point of its curve of NIST, which the JDK asks only when it is used. */
    static boolean isOnCurve(ECPublicKey key) {
        X9ECParameters curve = ECNamedCurveTable.getByName(
                "P-" + key.getParams().getCurve().getField().getFieldSize());
        try {
            // The point at infinity has no coordinates.
            return curve != null
                    && !key.getW().equals(ECPoint.POINT_INFINITY)
                    && curve.getCurve()
                            .createPoint(key.getW().getAffineX(), key.getW().getAffineY())
                            .isValid();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static PublicKey ofEdwards(EdECPrivateKey key) throws GeneralSecurityException {
        byte[] secret = key.getBytes().orElseThrow(() -> new InvalidKeySpecException("a key that is kept elsewhere"));
        byte[] point = new byte[Ed25519.PUBLIC_KEY_SIZE];
        try {
            Ed25519.generatePublicKey(secret, 0, point, 0);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
        return edwards(point);
    }

    /** The Ed25519 key of the 32 bytes that encode it (RFC 8032). */
    static PublicKey edwards(byte[] point) throws GeneralSecurityException {
        byte[] encoded = Arrays.copyOf(ED25519_HEAD, ED25519_HEAD.length + point.length);
        System.arraycopy(point, 0, encoded, ED25519_HEAD.length, point.length);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }

    /** The key of an RSAPublicKey (RFC 8017, A.1.1), as it stands in {@code RSA PUBLIC KEY}. */
    static PublicKey rsa(byte[] der) throws GeneralSecurityException {
        try {
            org.bouncycastle.asn1.pkcs.RSAPublicKey key = org.bouncycastle.asn1.pkcs.RSAPublicKey.getInstance(
                    org.bouncycastle.asn1.ASN1Primitive.fromByteArray(der));
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidKeySpecException("not an RSA key", e);
        }
    }
}
