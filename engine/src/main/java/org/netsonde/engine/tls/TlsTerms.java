package org.netsonde.engine.tls;

import java.time.Duration;
import java.util.List;
import org.netsonde.engine.protocol.Option;

/**
 * What servers and clients alike offer in a handshake. {@link TlsRules} says what can be offered.
 *
 * @param versions which versions
 * @param ciphers the cipher suites, best first, by their names in the registry of TLS; empty for those that are good
 * @param alpn the application protocols, best first; empty for none
 * @param resumption whether a later connection may go on with what was agreed before
 * @param provider whose TLS is used
 * @param handshakeTimeout how long a handshake may take
 */
public record TlsTerms(
        @Option(group = "tls") TlsVersions versions,
        @Option(group = "tls", max = TlsRules.MAX_CIPHERS) List<String> ciphers,
        @Option(group = "tls", max = TlsRules.MAX_ALPN) List<String> alpn,
        @Option(group = "tls") boolean resumption,
        @Option(group = "tls") TlsProvider provider,

        @Option(group = "tls", min = TlsRules.SHORTEST, max = TlsRules.LONGEST)
        Duration handshakeTimeout) {

    public TlsTerms {
        ciphers = List.copyOf(ciphers);
        alpn = List.copyOf(alpn);
    }

    /** Both versions with good suites, resumption, and ten seconds for a handshake. */
    public TlsTerms() {
        this(TlsVersions.TLS12_OR_13, List.of(), List.of(), true, TlsProvider.AUTO, Duration.ofSeconds(10));
    }

    /** The same with other application protocols. */
    TlsTerms withAlpn(List<String> other) {
        return new TlsTerms(versions, ciphers, other, resumption, provider, handshakeTimeout);
    }
}
