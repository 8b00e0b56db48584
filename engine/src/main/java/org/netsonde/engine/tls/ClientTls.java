package org.netsonde.engine.tls;

import java.time.Duration;
import java.util.List;
import org.netsonde.engine.protocol.Caution;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.security.ClientCertificate;
import org.netsonde.engine.security.ClientTrust;

/**
 * TLS of a client.
 *
 * @param mode whether it is used
 * @param trust which servers it trusts
 * @param certificate what it shows if it is asked
 * @param serverName the name that it asks for and that the server must prove; empty for the host it is aimed at
 * @param versions which versions it offers
 * @param ciphers the cipher suites it offers, best first, by their names in the registry of TLS; empty for those that are good
 * @param alpn the application protocols it offers, best first; empty for none
 * @param resumption whether a later connection may go on with what was agreed before
 * @param provider whose TLS is used
 * @param handshakeTimeout how long a handshake may take
 */
public record ClientTls(
        @Option(group = "tls") TlsMode mode,
        @Option(group = "tls") ClientTrust trust,
        @Option(group = "tls") ClientCertificate certificate,
        @Option(group = "tls", max = 255) String serverName,
        @Option(group = "tls") TlsVersions versions,
        @Option(group = "tls", max = TlsRules.MAX_CIPHERS) List<String> ciphers,
        @Option(group = "tls", max = TlsRules.MAX_ALPN) List<String> alpn,
        @Option(group = "tls") boolean resumption,
        @Option(group = "tls") TlsProvider provider,

        @Option(group = "tls", min = TlsRules.SHORTEST, max = TlsRules.LONGEST)
        Duration handshakeTimeout) {

    public ClientTls {
        ciphers = List.copyOf(ciphers);
        alpn = List.copyOf(alpn);
        new TlsRules(mode, versions, ciphers, alpn)
                .chosen("trust", trust.unchosen())
                .chosen("certificate", certificate.unchosen())
                .check();
    }

    /** On, trusting what the system and Netsonde trust. */
    public ClientTls() {
        this(TlsMode.ON);
    }

    /** The defaults, on or off. */
    public ClientTls(TlsMode mode) {
        this(
                mode,
                new ClientTrust.Full(),
                new ClientCertificate.None(),
                "",
                TlsVersions.TLS12_OR_13,
                List.of(),
                List.of(),
                true,
                TlsProvider.AUTO,
                TlsRules.HANDSHAKE_TIMEOUT);
    }

    /**
     * What its user should know of at any time.
     *
     * @param field where these settings stand among those of the endpoint
     */
    public List<Caution> cautions(String field) {
        return isOn() && trust instanceof ClientTrust.None
                ? List.of(Caution.danger(field + ".trust", "unverified"))
                : List.of();
    }

    /** Whether it is used. */
    public boolean isOn() {
        return mode == TlsMode.ON;
    }
}
