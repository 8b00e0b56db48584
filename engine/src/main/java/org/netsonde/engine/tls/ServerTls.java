package org.netsonde.engine.tls;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
 * @param versions which versions it offers
 * @param ciphers the cipher suites it offers, best first, by their names in the registry of TLS; empty for those that are good
 * @param alpn the application protocols it offers, best first; empty for none
 * @param resumption whether clients that come back may go on with what was agreed before
 * @param provider whose TLS is used
 * @param handshakeTimeout how long a handshake may take
 */
public record ServerTls(
        @Option(group = "tls") TlsMode mode,
        @Option(group = "tls") ClientAuth clientAuth,
        @Option(group = "tls") ServerCertificate certificate,
        @Option(group = "tls") ServerTrust trust,
        @Option(group = "tls") TlsVersions versions,
        @Option(group = "tls", max = TlsRules.MAX_CIPHERS) List<String> ciphers,
        @Option(group = "tls", max = TlsRules.MAX_ALPN) List<String> alpn,
        @Option(group = "tls") boolean resumption,
        @Option(group = "tls") TlsProvider provider,

        @Option(group = "tls", min = TlsRules.SHORTEST, max = TlsRules.LONGEST)
        Duration handshakeTimeout) {

    public ServerTls {
        ciphers = List.copyOf(ciphers);
        alpn = List.copyOf(alpn);
        new TlsRules(mode, versions, ciphers, alpn)
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
        this(
                mode,
                ClientAuth.NONE,
                new CertificateSource.Generated(),
                new ServerTrust.Own(),
                TlsVersions.TLS12_OR_13,
                List.of(),
                List.of(),
                true,
                TlsProvider.AUTO,
                TlsRules.HANDSHAKE_TIMEOUT);
    }

    /** Whether it is used. */
    public boolean isOn() {
        return mode == TlsMode.ON;
    }
}
