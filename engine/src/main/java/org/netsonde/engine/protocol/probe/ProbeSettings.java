package org.netsonde.engine.protocol.probe;

import java.time.Duration;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.probe.dns.DnsServer;
import org.netsonde.engine.protocol.Inline;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.security.ClientTrust;
import org.netsonde.engine.stream.Aim;

/**
 * Settings of repeated probes.
 *
 * @param aim what is probed
 * @param probe how far each probe goes
 * @param path what is asked for over HTTP, from a slash on
 * @param interval from the beginning of one probe to the beginning of the next
 * @param probes how many there are; 0 for no end
 * @param connectTimeout how long looking the host up, and connecting, may take each
 * @param replyTimeout how long the TLS handshake, and the reply, may take each
 * @param trust whose certificates are trusted
 * @param dns the name server that is asked anew each time; empty for the resolver of the system, which remembers
 */
public record ProbeSettings(
        @Inline Aim aim,
        @Option ProbeKind probe,
        @Option(max = 2000) String path,

        @Option(min = 10_000_000, max = 86_400_000_000_000L, live = true)
        Duration interval,

        @Option(min = 0, max = 1_000_000_000) int probes,

        @Option(group = "limits", min = 10_000_000, max = 60_000_000_000L)
        Duration connectTimeout,

        @Option(group = "limits", min = 10_000_000, max = 60_000_000_000L)
        Duration replyTimeout,

        @Option(group = "advanced") ClientTrust trust,
        @Option(group = "advanced", max = 64) String dns)
        implements Settings {

    public ProbeSettings {
        if (!path.startsWith("/") || path.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
            throw new SettingsException("path", Phrase.of("problem.health.path"));
        }
        if (trust.unchosen().isPresent()) {
            throw new SettingsException("trust.file", Phrase.of("problem.probeTrust"));
        }
        if (!dns.isEmpty()) {
            try {
                DnsServer.parse(dns);
            } catch (FailureException e) {
                throw new SettingsException("dns", e.failure().what());
            }
        }
    }

    /** A connection to port 8888 of the loopback interface every second. */
    public ProbeSettings() {
        this(
                new Aim(8888),
                ProbeKind.CONNECT,
                "/",
                Duration.ofSeconds(1),
                0,
                Duration.ofSeconds(3),
                Duration.ofSeconds(5),
                new ClientTrust.Full(),
                "");
    }
}
