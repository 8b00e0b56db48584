package org.netsonde.engine.probe.tls;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.probe.tls.Finding.Topic;
import org.netsonde.engine.security.CertificateDetails;
import org.netsonde.engine.tls.ServerNames;
import org.netsonde.engine.tls.TrustPath;

/** Looks for all that is wrong with a chain of certificates; a handshake ends at the first. Used once. */
final class ChainReview {

    private static final int LEAST_RSA = 2048;
    private static final int BROKEN_RSA = 1024;
    private static final int LEAST_CURVE = 256;
    private static final Duration SOON = Duration.ofDays(14);

    /** What browsers accept of certificates that are issued now is less; of private authorities it is this. */
    private static final Duration LONGEST = Duration.ofDays(825);

    private static final int MAX_NAMES = 10;
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String ANY = "2.5.29.37.0";

    private final List<X509Certificate> chain;
    private final TrustPath path;
    private final String name;
    private final Instant now;
    private final List<Finding> findings = new ArrayList<>();
    private boolean trusted = true;
    private boolean named = true;

    /**
     * A review.
     *
     * @param chain what the server showed, its own certificate first; not empty
     * @param name what the certificate must be for
     */
    ChainReview(List<X509Certificate> chain, List<X509Certificate> anchors, String name, Instant now) {
        this.chain = chain;
        this.path = TrustPath.of(chain, anchors);
        this.name = name;
        this.now = now;
        trust();
        path.certificates().forEach(this::dates);
        names();
        use();
        path.certificates().forEach(this::strength);
        order();
        validity();
    }

    /** What there is to say. */
    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** Whether an authority that is trusted vouches for the server, now. */
    boolean isTrusted() {
        return trusted;
    }

    /** Whether the certificate is for the name that was asked for. */
    boolean isNamed() {
        return named;
    }

    /** Who vouches for the server's own certificate; null where nobody does that is known. */
    @Nullable
    X509Certificate issuer() {
        return path.certificates().size() > 1 ? path.certificates().get(1) : path.issuer();
    }

    private void add(Severity severity, String name, Object... args) {
        findings.add(Finding.of(Topic.CERTIFICATE, severity, name, args));
    }

    /** In the words in which a handshake would fail. */
    private void refuse(String failure, Object... args) {
        Failure said = Failure.of(Failure.Kind.CERTIFICATE, failure, args);
        findings.add(new Finding(Topic.CERTIFICATE, Severity.BAD, said.what(), said.remedy()));
    }

    private void trust() {
        X509Certificate last = path.certificates().getLast();
        trusted = path.end() == TrustPath.End.TRUSTED;
        switch (path.end()) {
            case TRUSTED -> vouched(last);
            case UNKNOWN_ISSUER -> unknown(last);
            case BAD_SIGNATURE -> refuse("certificateBadSignature", subject(last), issuer(last));
            case NO_AUTHORITY -> refuse("certificateNotAuthority", subject(last), issuer(last));
            case TOO_LONG -> add(Severity.BAD, "chainTooLong", TrustPath.MAX);
        }
    }

    /** All others refuse what breaks the rules of the JDK: lengths of paths, uses of keys, constraints of names. */
    private void vouched(X509Certificate last) {
        X509Certificate authority = path.issuer() == null ? last : path.issuer();
        String objection = objection(authority);
        X509Certificate other = path.certificates().stream()
                .skip(1)
                .filter(certificate -> !certificate.equals(authority) && !isForServers(certificate))
                .findFirst()
                .orElse(null);
        if (objection != null) {
            trusted = false;
            refuse("certificateRefused", subject(chain.getFirst()), objection);
        } else if (other != null) {
            trusted = false;
            refuse("certificateNotForServers", subject(other));
        } else {
            add(Severity.GOOD, "trusted", subject(authority));
        }
    }

    /** What the JDK has against the way to an authority, but for dates, which are told elsewhere; null for nothing. */
    private @Nullable String objection(X509Certificate authority) {
        List<X509Certificate> way = path.certificates().stream()
                .filter(certificate -> !certificate.equals(authority))
                .toList();
        if (way.isEmpty()) {
            return null;
        }
        try {
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(now));
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(way), parameters);
            return null;
        } catch (CertPathValidatorException e) {
            boolean dates = e.getReason() == BasicReason.EXPIRED || e.getReason() == BasicReason.NOT_YET_VALID;
            return dates ? null : String.valueOf(e.getMessage());
        } catch (GeneralSecurityException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private void unknown(X509Certificate last) {
        boolean alone = path.certificates().size() == 1;
        if (!CertificateDetails.isSelfSigned(last)) {
            if (alone && chain.size() == 1) {
                add(Severity.BAD, "intermediateMissing", issuer(last));
            } else {
                refuse("certificateUnknownAuthority", subject(last), issuer(last));
            }
        } else if (alone) {
            refuse("certificateSelfSigned", subject(last));
        } else {
            refuse("certificateUnknownAuthority", subject(chain.getFirst()), issuer(last));
        }
    }

    private void dates(X509Certificate certificate) {
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        if (now.isAfter(until)) {
            trusted = false;
            refuse("certificateExpired", subject(certificate), until);
        } else if (now.isBefore(from)) {
            trusted = false;
            refuse("certificateNotYetValid", subject(certificate), from);
        } else if (now.plus(SOON).isAfter(until)) {
            add(Severity.WEAK, "endsSoon", subject(certificate), until);
        }
    }

    private void names() {
        X509Certificate leaf = chain.getFirst();
        named = ServerNames.isProven(leaf, name);
        List<String> names = CertificateDetails.names(leaf);
        if (named) {
            add(Severity.GOOD, "named", name);
        } else if (names.isEmpty()) {
            refuse("certificateWithoutNames", subject(leaf), name);
        } else {
            String some = names.stream().limit(MAX_NAMES).collect(Collectors.joining(", "));
            refuse("certificateWrongName", names.size() > MAX_NAMES ? some + ", …" : some, name);
        }
    }

    private void use() {
        X509Certificate leaf = chain.getFirst();
        if (!isForServers(leaf)) {
            trusted = false;
            refuse("certificateNotForServers", subject(leaf));
        }
        // One that signed itself is told of already.
        if (leaf.getBasicConstraints() >= 0 && !CertificateDetails.isSelfSigned(leaf)) {
            add(Severity.WEAK, "authorityAsServer", subject(leaf));
        }
    }

    /** Also of an authority in between: what it may not do itself, it may not let others do. */
    private static boolean isForServers(X509Certificate certificate) {
        try {
            List<String> uses = certificate.getExtendedKeyUsage();
            return uses == null || uses.contains(SERVER_AUTH) || uses.contains(ANY);
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    private void strength(X509Certificate certificate) {
        CertificateDetails details = CertificateDetails.of(certificate);
        Severity key = key(certificate.getPublicKey());
        if (key != Severity.GOOD) {
            add(key, "weakKey", subject(certificate), details.key());
        } else if (certificate.equals(chain.getFirst())) {
            add(Severity.GOOD, "strongKey", details.key(), details.signature());
        }
        // Nobody looks at how an authority signed itself.
        if (!details.selfSigned() || chain.size() == 1) {
            if (isBroken(certificate)) {
                trusted = false;
                add(Severity.BAD, "weakSignature", subject(certificate), details.signature());
            } else if (isOld(certificate)) {
                add(Severity.WEAK, "weakSignature", subject(certificate), details.signature());
            }
        }
    }

    private static Severity key(PublicKey key) {
        return switch (key) {
            case RSAKey rsa -> {
                int bits = rsa.getModulus().bitLength();
                yield bits >= LEAST_RSA ? Severity.GOOD : bits >= BROKEN_RSA ? Severity.WEAK : Severity.BAD;
            }
            case ECKey curve ->
                curve.getParams().getCurve().getField().getFieldSize() >= LEAST_CURVE ? Severity.GOOD : Severity.WEAK;
            case EdECKey edwards -> Severity.GOOD;
            case DSAKey dsa -> Severity.WEAK;
            default -> Severity.NOTE;
        };
    }

    /** How many bits a key of RSA has; for others what it would take to be as strong, as SSL Labs counts. */
    int keyBits() {
        return switch (chain.getFirst().getPublicKey()) {
            case RSAKey rsa -> rsa.getModulus().bitLength();
            case ECKey curve -> asRsa(curve.getParams().getCurve().getField().getFieldSize());
            case DSAKey dsa ->
                dsa.getParams() == null ? 0 : dsa.getParams().getP().bitLength();
            default -> asRsa(LEAST_CURVE);
        };
    }

    private static int asRsa(int field) {
        return field >= 384 ? 7680 : field >= LEAST_CURVE ? 3072 : field >= 224 ? 2048 : 1024;
    }

    private static String algorithm(X509Certificate certificate) {
        return certificate.getSigAlgName().toUpperCase(Locale.ROOT).replace("-", "");
    }

    private static boolean isBroken(X509Certificate certificate) {
        return algorithm(certificate).contains("MD5") || algorithm(certificate).contains("MD2");
    }

    private static boolean isOld(X509Certificate certificate) {
        return algorithm(certificate).contains("SHA1");
    }

    /** Each should vouch for the one before (RFC 5246, section 7.4.2). */
    private void order() {
        boolean inOrder = true;
        for (int i = 1; i < chain.size(); i++) {
            inOrder &= chain.get(i - 1)
                    .getIssuerX500Principal()
                    .equals(chain.get(i).getSubjectX500Principal());
        }
        if (!inOrder) {
            add(Severity.WEAK, "chainOrder");
        }
        X509Certificate last = chain.getLast();
        if (inOrder && chain.size() > 1 && CertificateDetails.isSelfSigned(last)) {
            add(Severity.NOTE, "authoritySent", subject(last));
        }
    }

    private void validity() {
        X509Certificate leaf = chain.getFirst();
        Duration valid = Duration.between(
                leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant());
        if (valid.compareTo(LONGEST) > 0) {
            add(Severity.NOTE, "validLong", subject(leaf), valid.toDays(), LONGEST.toDays());
        }
    }

    private static String issuer(X509Certificate certificate) {
        return CertificateDetails.shown(certificate.getIssuerX500Principal());
    }

    private static String subject(X509Certificate certificate) {
        String subject = CertificateDetails.shown(certificate.getSubjectX500Principal());
        return subject.isEmpty() ? String.join(", ", CertificateDetails.names(certificate)) : subject;
    }
}
