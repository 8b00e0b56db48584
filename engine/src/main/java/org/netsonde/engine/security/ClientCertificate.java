package org.netsonde.engine.security;

/** Where a client's certificate comes from, if it has one. */
public sealed interface ClientCertificate extends CertificateSource
        permits ClientCertificate.None, CertificateSource.Generated, CertificateSource.Pem, CertificateSource.Pkcs12 {

    /** It has none. */
    record None() implements ClientCertificate {}
}
