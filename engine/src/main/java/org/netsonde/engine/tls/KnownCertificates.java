package org.netsonde.engine.tls;

import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.netsonde.engine.security.CertificateDetails;

/**
 * The details of the certificates that an endpoint and its peers show, which are mostly the same on all connections. Safe
 * for threads.
 */
final class KnownCertificates {

    /** How many are kept. */
    static final int MAX = 100;

    private final Map<X509Certificate, CertificateDetails> known = new LinkedHashMap<>();

    /** The details of a certificate. */
    synchronized CertificateDetails details(X509Certificate certificate) {
        CertificateDetails details = known.remove(certificate);
        if (details == null) {
            details = CertificateDetails.of(certificate);
        }
        // The one seen last is the last to go.
        known.put(certificate, details);
        if (known.size() > MAX) {
            known.remove(known.keySet().iterator().next());
        }
        return details;
    }
}
