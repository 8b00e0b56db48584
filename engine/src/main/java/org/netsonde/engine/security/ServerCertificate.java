package org.netsonde.engine.security;

/** Where a server's certificate comes from. A server has one in any case. */
public sealed interface ServerCertificate extends CertificateSource
        permits CertificateSource.Generated, CertificateSource.Pem, CertificateSource.Pkcs12 {}
