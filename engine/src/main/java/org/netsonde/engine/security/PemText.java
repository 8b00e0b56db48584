package org.netsonde.engine.security;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/** Certificates and keys as PEM text. Stateless. */
final class PemText {

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    private PemText() {}

    /** A certificate. */
    static String of(X509Certificate certificate) {
        try {
            return block("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a certificate that cannot be written", e);
        }
    }

    /** Certificates one after another. */
    static byte[] of(List<X509Certificate> chain) {
        StringBuilder out = new StringBuilder();
        chain.forEach(certificate -> out.append(of(certificate)));
        return out.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** A private key as PKCS#8, in clear. */
    static byte[] of(PrivateKey key) {
        return block("PRIVATE KEY", key.getEncoded()).getBytes(StandardCharsets.US_ASCII);
    }

    /** A public key as SubjectPublicKeyInfo. */
    static String of(PublicKey key) {
        return block("PUBLIC KEY", key.getEncoded());
    }

    private static String block(String type, byte[] content) {
        return "-----BEGIN " + type + "-----\n" + LINES.encodeToString(content) + "\n-----END " + type + "-----\n";
    }
}
