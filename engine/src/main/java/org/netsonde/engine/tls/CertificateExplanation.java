package org.netsonde.engine.tls;

import io.netty.util.NetUtil;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.security.CertificateDetails;
import org.netsonde.engine.tls.CertificateRefusedException.Alert;

/**
 * Finds out why a chain of certificates was not accepted. The decision itself is the JDK's, whose messages say little; this
 * goes through the same checks and names the first that fails. Used once.
 */
final class CertificateExplanation {

    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final String ANY = "2.5.29.37.0";

    /** How many names of a certificate are shown. */
    private static final int MAX_NAMES = 10;

    /** What is weaker can be broken, or soon. */
    private static final int LEAST_RSA_BITS = 2048;

    private static final int LEAST_CURVE_BITS = 224;

    private final List<X509Certificate> chain;
    private final @Nullable String host;
    private final boolean ofServer;
    private final Instant now;
    private final CertificateException error;
    private final TrustPath path;

    /**
     * An explanation of a refusal.
     *
     * @param chain what the peer showed
     * @param anchors the authorities that are trusted
     * @param host the name that a server must prove; null for a client
     * @param error what the JDK said
     */
    CertificateExplanation(
            X509Certificate[] chain,
            List<X509Certificate> anchors,
            @Nullable String host,
            Instant now,
            CertificateException error) {
        this.chain = Arrays.stream(chain).limit(TrustPath.MAX).toList();
        this.path = TrustPath.of(this.chain, anchors);
        this.host = host;
        this.ofServer = host != null;
        this.now = now;
        this.error = error;
    }

    /** The refusal, explained. */
    CertificateRefusedException explain() {
        CertificateRefusedException untrusted = trust();
        if (untrusted != null) {
            return untrusted;
        }
        for (X509Certificate certificate : path.certificates()) {
            CertificateRefusedException untimely = dates(certificate);
            if (untimely != null) {
                return untimely;
            }
        }
        X509Certificate weak = weak();
        if (weak != null) {
            CertificateDetails details = CertificateDetails.of(weak);
            return refused(Alert.UNSUPPORTED, "certificateWeak", details.subject(), details.key(), details.signature());
        }
        X509Certificate leaf = path.certificates().getFirst();
        if (!isMeantFor(leaf)) {
            return refused(
                    Alert.UNSUPPORTED,
                    ofServer ? "certificateNotForServers" : "certificateNotForClients",
                    subject(leaf));
        }
        if (host != null && !isFor(leaf, host)) {
            return wrongName(leaf, host);
        }
        return unexplained();
    }

    /**
     * All that is wrong, as far as it shows without the decision of the JDK, the worst first. That a certificate is for nobody
     * in particular, an authority's for example, is nothing wrong where no name is asked for.
     */
    List<Failure> problems() {
        List<Failure> problems = new ArrayList<>();
        add(problems, trust());
        path.certificates().forEach(certificate -> add(problems, dates(certificate)));
        path.certificates().stream()
                .filter(certificate -> isWeak(certificate, certificate.equals(path.issuer())))
                .forEach(certificate -> {
                    CertificateDetails details = CertificateDetails.of(certificate);
                    add(
                            problems,
                            refused(
                                    Alert.UNSUPPORTED,
                                    "certificateWeak",
                                    details.subject(),
                                    details.key(),
                                    details.signature()));
                });
        X509Certificate leaf = path.certificates().getFirst();
        if (host != null && !host.isEmpty()) {
            add(
                    problems,
                    isMeantFor(leaf) ? null : refused(Alert.UNSUPPORTED, "certificateNotForServers", subject(leaf)));
            add(problems, isFor(leaf, host) ? null : wrongName(leaf, host));
        }
        return List.copyOf(problems);
    }

    private static void add(List<Failure> problems, @Nullable CertificateRefusedException refused) {
        if (refused != null) {
            problems.add(refused.failure());
        }
    }

    /** The way to an authority that is trusted, or to where it breaks off. */
    TrustPath path() {
        return path;
    }

    private static boolean isWeak(X509Certificate certificate, boolean trusted) {
        // Nobody looks at the signature of an authority that is trusted for its own sake.
        boolean signature = !trusted && !CertificateDetails.isSelfSigned(certificate);
        return (signature && isOld(certificate))
                || switch (certificate.getPublicKey()) {
                    case RSAKey rsa -> rsa.getModulus().bitLength() < LEAST_RSA_BITS;
                    case ECKey ec -> ec.getParams().getCurve().getField().getFieldSize() < LEAST_CURVE_BITS;
                    case DSAKey dsa -> true;
                    default -> false;
                };
    }

    private CertificateRefusedException wrongName(X509Certificate leaf, String asked) {
        List<String> names = CertificateDetails.names(leaf);
        return names.isEmpty()
                ? refused(Alert.BAD, "certificateWithoutNames", subject(leaf), asked)
                : refused(Alert.BAD, "certificateWrongName", shown(names), asked);
    }

    private CertificateRefusedException unexplained() {
        return refused(Alert.BAD, "certificateRefused", subject(chain.getFirst()), String.valueOf(error.getMessage()));
    }

    /** Says where the way to an authority that is trusted breaks off. */
    private @Nullable CertificateRefusedException trust() {
        X509Certificate last = path.certificates().getLast();
        return switch (path.end()) {
            case TRUSTED -> null;
            case UNKNOWN_ISSUER -> untrusted(last);
            case BAD_SIGNATURE ->
                refused(
                        Alert.BAD,
                        "certificateBadSignature",
                        subject(last),
                        CertificateDetails.shown(last.getIssuerX500Principal()));
            case NO_AUTHORITY ->
                refused(
                        Alert.BAD,
                        "certificateNotAuthority",
                        subject(last),
                        CertificateDetails.shown(last.getIssuerX500Principal()));
            case TOO_LONG -> unexplained();
        };
    }

    private CertificateRefusedException untrusted(X509Certificate last) {
        String issuer = CertificateDetails.shown(last.getIssuerX500Principal());
        boolean leaf = path.certificates().size() == 1;
        if (CertificateDetails.isSelfSigned(last)) {
            return leaf
                    ? refused(Alert.UNKNOWN_AUTHORITY, "certificateSelfSigned", subject(last))
                    : refused(
                            Alert.UNKNOWN_AUTHORITY, "certificateUnknownAuthority", subject(chain.getFirst()), issuer);
        }
        return refused(Alert.UNKNOWN_AUTHORITY, "certificateUnknownAuthority", subject(last), issuer);
    }

    private @Nullable CertificateRefusedException dates(X509Certificate certificate) {
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        if (now.isAfter(until)) {
            return refused(Alert.EXPIRED, "certificateExpired", subject(certificate), until);
        } else if (now.isBefore(from)) {
            return refused(Alert.BAD, "certificateNotYetValid", subject(certificate), from);
        }
        return null;
    }

    /** The certificate of whose algorithms the JDK complained; null where it did not. */
    private @Nullable X509Certificate weak() {
        boolean complaint = false;
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            // There are also constraints of names and of how long a chain may be.
            complaint |=
                    String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains("algorithm constraints");
            if (cause instanceof CertPathValidatorException invalid) {
                complaint |= invalid.getReason() == BasicReason.ALGORITHM_CONSTRAINED;
                if (complaint && culprit(invalid) instanceof X509Certificate culprit) {
                    return culprit;
                }
            }
        }
        if (!complaint) {
            return null;
        }
        return path.certificates().stream()
                .filter(CertificateExplanation::isOld)
                .findFirst()
                .orElse(path.certificates().getFirst());
    }

    private static @Nullable Certificate culprit(CertPathValidatorException invalid) {
        return invalid.getCertPath() == null || invalid.getIndex() < 0
                ? null
                : invalid.getCertPath().getCertificates().get(invalid.getIndex());
    }

    private static boolean isOld(X509Certificate certificate) {
        String signature = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        return signature.contains("MD2") || signature.contains("MD5") || signature.contains("SHA1");
    }

    private boolean isMeantFor(X509Certificate leaf) {
        try {
            List<String> uses = leaf.getExtendedKeyUsage();
            return uses == null || uses.contains(ofServer ? SERVER_AUTH : CLIENT_AUTH) || uses.contains(ANY);
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    /** Whether a certificate is for a host name or an address. */
    static boolean isFor(X509Certificate certificate, String host) {
        byte[] address = NetUtil.createByteArrayFromIpAddressString(host);
        return CertificateDetails.names(certificate).stream().anyMatch(name -> {
            if (address != null) {
                return Arrays.equals(address, NetUtil.createByteArrayFromIpAddressString(name));
            }
            // A wildcard stands for one label.
            int dot = host.indexOf('.');
            return name.equalsIgnoreCase(host)
                    || (dot > 0 && name.startsWith("*.") && name.substring(1).equalsIgnoreCase(host.substring(dot)));
        });
    }

    private static String shown(List<String> names) {
        String some = names.stream().limit(MAX_NAMES).collect(Collectors.joining(", "));
        return names.size() > MAX_NAMES ? some + ", …" : some;
    }

    private static String subject(X509Certificate certificate) {
        String subject = CertificateDetails.shown(certificate.getSubjectX500Principal());
        return subject.isEmpty() ? shown(CertificateDetails.names(certificate)) : subject;
    }

    private CertificateRefusedException refused(Alert alert, String name, Object... args) {
        return new CertificateRefusedException(Failure.of(Failure.Kind.CERTIFICATE, name, args), alert, error);
    }
}
