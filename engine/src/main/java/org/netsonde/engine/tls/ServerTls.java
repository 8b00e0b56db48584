package org.netsonde.engine.tls;

import java.util.List;
import java.util.Optional;
import org.netsonde.engine.protocol.Inline;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.security.CertificateSource;
import org.netsonde.engine.security.ServerCertificate;
import org.netsonde.engine.security.ServerTrust;

/**
 * TLS of a server.
 *
 * @param mode whether it is used
 * @param clientAuth whether clients are asked for a certificate
 * @param certificate what it shows
 * @param trust which clients it trusts, if it asks them
 * @param terms what it offers
 */
public record ServerTls(
        @Option(group = "tls") TlsMode mode,
        @Option(group = "tls") ClientAuth clientAuth,
        @Option(group = "tls") ServerCertificate certificate,
        @Option(group = "tls") ServerTrust trust,
        @Inline TlsTerms terms) {

    public ServerTls {
        new TlsRules(mode, terms)
                .chosen("certificate", certificate.unchosen())
                .chosen("trust", clientAuth == ClientAuth.NONE ? Optional.empty() : trust.unchosen())
                .check();
    }

    /** On, with a certificate made at the start, and clients are not asked for one. */
    public ServerTls() {
        this(TlsMode.ON);
    }

    /** The defaults, on or off. */
    public ServerTls(TlsMode mode) {
        this(mode, ClientAuth.NONE, new CertificateSource.Generated(), new ServerTrust.Own(), new TlsTerms());
    }

    /** The same with other application protocols. */
    public ServerTls withAlpn(List<String> alpn) {
        return new ServerTls(mode, clientAuth, certificate, trust, terms.withAlpn(alpn));
    }

    /** Whether it is used. */
    public boolean isOn() {
        return mode == TlsMode.ON;
    }
}
