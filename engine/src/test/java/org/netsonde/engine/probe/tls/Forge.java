package org.netsonde.engine.probe.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.security.KeyKind;

/** Makes certificates that break rules, as no authority of ours would issue them. */
final class Forge {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private long serial;

    /** A certificate with its key. */
    record Made(X509Certificate certificate, KeyPair keys) {}

    /** An extension; all of them are critical, as those of authorities should be. */
    record Extra(ASN1ObjectIdentifier name, ASN1Encodable value) {

        static Extra of(ASN1ObjectIdentifier name, ASN1Encodable value) {
            return new Extra(name, value);
        }
    }

    static ContentSigner signer(KeyPair keys) {
        try {
            return new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
        } catch (OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }

    /** Signed by itself without an issuer; valid for a day around the time of the tests. */
    Made make(String name, Made issuer, Extra... extras) {
        return make(name, issuer, NOW.plus(Duration.ofDays(100)), extras);
    }

    Made root(String name, Extra... extras) {
        return make(name, null, NOW.plus(Duration.ofDays(100)), extras);
    }

    Made make(String name, @Nullable Made issuer, Instant until, Extra... extras) {
        KeyPair keys = KeyKind.ECDSA_P256.generate();
        X500Name subject = new X500Name("CN=" + name);
        X500Name by = issuer == null
                ? subject
                : X500Name.getInstance(
                        issuer.certificate().getSubjectX500Principal().getEncoded());
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                by,
                BigInteger.valueOf(++serial),
                Date.from(NOW.minus(Duration.ofDays(100))),
                Date.from(until),
                subject,
                keys.getPublic());
        try {
            for (Extra extra : extras) {
                // What a name is for need not be understood by everybody.
                builder.addExtension(
                        extra.name(), !extra.name().equals(Extension.subjectAlternativeName), extra.value());
            }
            return new Made(
                    new JcaX509CertificateConverter()
                            .getCertificate(builder.build(signer(issuer == null ? keys : issuer.keys()))),
                    keys);
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
