package org.netsonde.engine.security;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.jspecify.annotations.Nullable;

/**
 * What a certificate says beside its {@link CertificateDetails}, for those who look closely (RFC 5280, section 4.2). What
 * cannot be read is left out; what somebody else wrote into it is escaped.
 *
 * @param version the version of its format, mostly 3
 * @param sha1 its SHA-1 digest, in hex with colons
 * @param keyUsage what its key may do, in the words of RFC 5280; empty for anything
 * @param purposes what it is for, in those words or as object identifiers; empty for anything
 * @param pathLength how many authorities in between may stand below it; negative where it is no authority, and
 *     {@link Integer#MAX_VALUE} for any number
 * @param subjectKey the mark of its key, in hex with colons; empty where it has none
 * @param issuerKey the mark of the key that signed it, likewise
 * @param ocsp where to ask whether it has been revoked
 * @param revocationLists where to find lists of revoked ones
 * @param issuers where to find the certificate of whoever issued it
 */
public record CertificateExtras(
        int version,
        String sha1,
        List<String> keyUsage,
        List<String> purposes,
        int pathLength,
        String subjectKey,
        String issuerKey,
        List<String> ocsp,
        List<String> revocationLists,
        List<String> issuers) {

    /** How many of each sort are shown. */
    private static final int MAX = 20;

    private static final HexFormat HEX = HexFormat.ofDelimiter(":").withUpperCase();

    private static final List<String> USAGES = List.of(
            "digitalSignature",
            "nonRepudiation",
            "keyEncipherment",
            "dataEncipherment",
            "keyAgreement",
            "keyCertSign",
            "cRLSign",
            "encipherOnly",
            "decipherOnly");

    private static final Map<String, String> PURPOSES = Map.of(
            "1.3.6.1.5.5.7.3.1", "serverAuth",
            "1.3.6.1.5.5.7.3.2", "clientAuth",
            "1.3.6.1.5.5.7.3.3", "codeSigning",
            "1.3.6.1.5.5.7.3.4", "emailProtection",
            "1.3.6.1.5.5.7.3.8", "timeStamping",
            "1.3.6.1.5.5.7.3.9", "OCSPSigning",
            "2.5.29.37.0", "anyExtendedKeyUsage");

    public CertificateExtras {
        keyUsage = List.copyOf(keyUsage);
        purposes = List.copyOf(purposes);
        ocsp = List.copyOf(ocsp);
        revocationLists = List.copyOf(revocationLists);
        issuers = List.copyOf(issuers);
    }

    /** Those of a certificate. */
    public static CertificateExtras of(X509Certificate certificate) {
        try {
            Extensions extensions = new JcaX509CertificateHolder(certificate).getExtensions();
            return new CertificateExtras(
                    certificate.getVersion(),
                    HEX.formatHex(MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded())),
                    keyUsage(certificate),
                    purposes(certificate),
                    certificate.getBasicConstraints(),
                    mark(extensions, e -> {
                        SubjectKeyIdentifier own = SubjectKeyIdentifier.fromExtensions(e);
                        return own == null ? null : own.getKeyIdentifier();
                    }),
                    mark(extensions, e -> {
                        AuthorityKeyIdentifier by = AuthorityKeyIdentifier.fromExtensions(e);
                        return by == null ? null : by.getKeyIdentifierOctets();
                    }),
                    list(extensions, e -> access(e, AccessDescription.id_ad_ocsp)),
                    list(extensions, CertificateExtras::revocationLists),
                    list(extensions, e -> access(e, AccessDescription.id_ad_caIssuers)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a certificate that cannot be written", e);
        }
    }

    private static List<String> keyUsage(X509Certificate certificate) {
        boolean[] bits = certificate.getKeyUsage();
        return bits == null
                ? List.of()
                : IntStream.range(0, Math.min(bits.length, USAGES.size()))
                        .filter(i -> bits[i])
                        .mapToObj(USAGES::get)
                        .toList();
    }

    private static List<String> purposes(X509Certificate certificate) {
        try {
            List<String> purposes = certificate.getExtendedKeyUsage();
            return purposes == null
                    ? List.of()
                    : purposes.stream()
                            .limit(MAX)
                            .map(oid -> PURPOSES.getOrDefault(oid, oid))
                            .toList();
        } catch (GeneralSecurityException e) {
            return List.of();
        }
    }

    private static String mark(@Nullable Extensions extensions, Function<Extensions, byte @Nullable []> mark) {
        try {
            byte[] found = extensions == null ? null : mark.apply(extensions);
            return found == null ? "" : HEX.formatHex(found, 0, Math.min(found.length, 64));
        } catch (IllegalArgumentException | IllegalStateException e) {
            return "";
        }
    }

    private static List<String> list(@Nullable Extensions extensions, Function<Extensions, Stream<GeneralName>> names) {
        try {
            return extensions == null
                    ? List.of()
                    : names.apply(extensions)
                            .filter(name -> name.getTagNo() == GeneralName.uniformResourceIdentifier)
                            .limit(MAX)
                            .map(name -> CertificateDetails.shown(name.getName().toString()))
                            .toList();
        } catch (IllegalArgumentException | IllegalStateException e) {
            return List.of();
        }
    }

    private static Stream<GeneralName> access(Extensions extensions, ASN1ObjectIdentifier method) {
        AuthorityInformationAccess access = AuthorityInformationAccess.fromExtensions(extensions);
        return access == null
                ? Stream.empty()
                : Arrays.stream(access.getAccessDescriptions())
                        .filter(description -> description.getAccessMethod().equals(method))
                        .map(AccessDescription::getAccessLocation);
    }

    private static Stream<GeneralName> revocationLists(Extensions extensions) {
        ASN1Encodable value = extensions.getExtensionParsedValue(Extension.cRLDistributionPoints);
        List<GeneralName> names = new ArrayList<>();
        if (value != null) {
            for (DistributionPoint point : CRLDistPoint.getInstance(value).getDistributionPoints()) {
                DistributionPointName name = point.getDistributionPoint();
                if (name != null && name.getType() == DistributionPointName.FULL_NAME) {
                    names.addAll(
                            List.of(GeneralNames.getInstance(name.getName()).getNames()));
                }
            }
        }
        return names.stream();
    }
}
