package org.netsonde.engine.security;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What was read where certificates were looked for.
 *
 * @param certificates those that were found, in their order
 * @param others what stood beside them, one for each; what it says is not kept
 * @param leftOut how many more certificates there are than are looked at
 * @param locked whether a password is needed to see anything
 */
public record CertificatesRead(List<X509Certificate> certificates, List<Other> others, int leftOut, boolean locked) {

    /** Nothing. */
    public static final CertificatesRead NONE = new CertificatesRead(List.of(), List.of(), 0, false);

    /** What is no certificate, but often stands beside one. */
    public enum Other {
        PRIVATE_KEY,
        ENCRYPTED_KEY,
        PUBLIC_KEY,
        REQUEST,
        REVOCATION_LIST,
        UNKNOWN
    }

    public CertificatesRead {
        certificates = List.copyOf(certificates);
        others = List.copyOf(others);
    }
}
