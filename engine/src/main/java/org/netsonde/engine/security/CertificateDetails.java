package org.netsonde.engine.security;

import io.netty.util.NetUtil;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.message.Escapes;

/**
 * What a certificate says, for showing. What somebody else wrote into it is escaped.
 *
 * @param subject whose it is
 * @param issuer who vouches for it
 * @param names the host names, addresses, URIs and e-mail addresses that it is for
 * @param from when it begins to be valid
 * @param until when it ends
 * @param key what its key is, such as {@code ECDSA P-256}
 * @param signature the algorithm that it is signed with
 * @param fingerprint its SHA-256 digest, in hex with colons
 * @param serial its serial number, in hex with colons
 * @param isAuthority whether it may vouch for others
 * @param selfSigned whether it vouches for itself
 */
public record CertificateDetails(
        String subject,
        String issuer,
        List<String> names,
        Instant from,
        Instant until,
        String key,
        String signature,
        String fingerprint,
        String serial,
        boolean isAuthority,
        boolean selfSigned) {

    private static final HexFormat HEX = HexFormat.ofDelimiter(":").withUpperCase();

    public CertificateDetails {
        names = List.copyOf(names);
    }

    /** The details of a certificate. */
    public static CertificateDetails of(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return new CertificateDetails(
                    shown(certificate.getSubjectX500Principal()),
                    shown(certificate.getIssuerX500Principal()),
                    names(certificate),
                    certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant(),
                    KeyAlgorithms.describe(certificate.getPublicKey()),
                    certificate.getSigAlgName(),
                    HEX.formatHex(digest),
                    HEX.formatHex(certificate.getSerialNumber().toByteArray()),
                    certificate.getBasicConstraints() >= 0,
                    isSelfSigned(certificate));
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a certificate that cannot be written", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** A distinguished name such as {@code CN=localhost}, escaped. */
    public static String shown(X500Principal name) {
        return shown(name.getName(X500Principal.RFC2253));
    }

    static String shown(String text) {
        // Names are escaped already, by backslashes: only what cannot be seen is left to do.
        return Escapes.encode(text.getBytes(StandardCharsets.UTF_8)).replace("\\\\", "\\");
    }

    /** The names that a certificate is for; none where they cannot be read. */
    public static List<String> names(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> name.get(1) instanceof String)
                            .map(name -> name((Integer) name.get(0), (String) name.get(1)))
                            .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    private static String name(@Nullable Integer type, String text) {
        // 7 is an address, which the JDK writes with all its zeros.
        byte[] address = type != null && type == 7 ? NetUtil.createByteArrayFromIpAddressString(text) : null;
        return address == null ? shown(text) : NetUtil.bytesToIpAddress(address);
    }

    /** Whether a certificate vouches for itself. */
    public static boolean isSelfSigned(X509Certificate certificate) {
        if (!certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            return false;
        }
        try {
            certificate.verify(certificate.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
