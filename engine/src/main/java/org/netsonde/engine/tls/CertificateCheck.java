package org.netsonde.engine.tls;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.security.CertificateDetails;

/**
 * What is wrong with a chain of certificates, without a connection that it would be needed for. Immutable.
 *
 * @param problems all that is wrong, the worst first; empty for nothing
 * @param checks what is right, one sentence each
 * @param path the certificates on the way to an authority, as far as it goes
 */
public record CertificateCheck(List<Failure> problems, List<Phrase> checks, List<X509Certificate> path) {

    public CertificateCheck {
        problems = List.copyOf(problems);
        checks = List.copyOf(checks);
        path = List.copyOf(path);
    }

    /**
     * Looks at a chain. Takes some milliseconds.
     *
     * @param chain the certificate that it is about first
     * @param anchors the authorities that are trusted
     * @param host the name or address that it must be for; empty for any
     */
    public static CertificateCheck of(
            List<X509Certificate> chain, List<X509Certificate> anchors, String host, Instant now) {
        X509Certificate[] shown = chain.toArray(new X509Certificate[0]);
        CertificateExplanation explanation =
                new CertificateExplanation(shown, anchors, host, now, new CertificateException("not asked"));
        List<Failure> problems = new ArrayList<>(explanation.problems());
        X509Certificate first = chain.getFirst();
        if (problems.isEmpty() && !host.isEmpty()) {
            try {
                // The JDK knows rules that are not gone through here: constraints of names and lengths, and those of
                // this machine.
                PeerTrust.decider(anchors).checkServerTrusted(shown, "UNKNOWN");
            } catch (CertificateException e) {
                problems.add(new CertificateExplanation(shown, anchors, host, now, e)
                        .explain()
                        .failure());
            }
        }
        List<Phrase> checks = new ArrayList<>();
        TrustPath path = explanation.path();
        if (path.end() == TrustPath.End.TRUSTED && path.issuer() != null) {
            checks.add(Phrase.of(
                    "check.authority", CertificateDetails.shown(path.issuer().getSubjectX500Principal())));
        }
        if (!now.isBefore(first.getNotBefore().toInstant())
                && !now.isAfter(first.getNotAfter().toInstant())) {
            checks.add(Phrase.of("check.until", first.getNotAfter().toInstant()));
        }
        if (!host.isEmpty() && CertificateExplanation.isFor(first, host)) {
            checks.add(Phrase.of("check.name", host));
        }
        return new CertificateCheck(problems, checks, path.certificates());
    }
}
