package org.netsonde.engine.security;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Writes and signs certificates. Stateless. */
final class CertificateBuilder {

    private static final SecureRandom RANDOM = new SecureRandom();

    private CertificateBuilder() {}

    /** A certificate that vouches for itself. */
    static X509Certificate selfSigned(CertificatePlan plan, PublicKey subject, PrivateKey key) {
        return build(plan, subject, name(plan), keyIdentifier(subject), key);
    }

    /** A certificate that somebody else vouches for. */
    static X509Certificate signed(CertificatePlan plan, PublicKey subject, Identity issuer) {
        X509Certificate by = issuer.certificate();
        // Byte for byte as it stands there, or the two would not be found to belong together.
        X500Name name = X500Name.getInstance(by.getSubjectX500Principal().getEncoded());
        return build(plan, subject, name, keyIdentifier(by), issuer.key());
    }

    private static X509Certificate build(
            CertificatePlan plan,
            PublicKey subject,
            X500Name issuer,
            SubjectKeyIdentifier issuerKey,
            PrivateKey signingKey) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer, serial(), Date.from(plan.from()), Date.from(plan.until()), name(plan), subject);
            addUses(builder, plan, subject);
            addNames(builder, plan);
            builder.addExtension(Extension.subjectKeyIdentifier, false, keyIdentifier(subject));
            builder.addExtension(
                    Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(issuerKey.getKeyIdentifier()));
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder(KeyAlgorithms.signature(signingKey, plan.hash()))
                                    .build(signingKey)));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException("a certificate could not be made", e);
        }
    }

    private static void addUses(JcaX509v3CertificateBuilder builder, CertificatePlan plan, PublicKey subject)
            throws CertIOException {
        boolean authority = plan.purpose() == Purpose.AUTHORITY;
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        if (authority) {
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return;
        }
        // Key exchange by RSA is a thing of the past, but old peers look for it.
        int encipherment = subject.getAlgorithm().equals("RSA") ? KeyUsage.keyEncipherment : 0;
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | encipherment));
        builder.addExtension(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(
                        plan.purpose() == Purpose.SERVER
                                ? KeyPurposeId.id_kp_serverAuth
                                : KeyPurposeId.id_kp_clientAuth));
    }

    private static void addNames(JcaX509v3CertificateBuilder builder, CertificatePlan plan) throws CertIOException {
        List<GeneralName> names = new ArrayList<>();
        for (String name : plan.names()) {
            AlternativeName.of(name).ifPresent(known -> names.add(known.toGeneralName()));
        }
        if (!names.isEmpty()) {
            builder.addExtension(
                    Extension.subjectAlternativeName, false, new GeneralNames(names.toArray(new GeneralName[0])));
        }
    }

    private static X500Name name(CertificatePlan plan) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, plan.name())
                .build();
    }

    /** 128 random bits; never 0. */
    private static BigInteger serial() {
        return new BigInteger(128, RANDOM).max(BigInteger.ONE);
    }

    private static SubjectKeyIdentifier keyIdentifier(X509Certificate certificate) {
        try {
            Extensions extensions = new JcaX509CertificateHolder(certificate).getExtensions();
            SubjectKeyIdentifier own = extensions == null ? null : SubjectKeyIdentifier.fromExtensions(extensions);
            return own == null ? keyIdentifier(certificate.getPublicKey()) : own;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate cannot be encoded", e);
        }
    }

    private static SubjectKeyIdentifier keyIdentifier(PublicKey key) {
        try {
            return new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
