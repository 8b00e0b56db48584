package org.netsonde.engine.relay;

import java.util.List;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.message.Framing;
import org.netsonde.engine.protocol.Inline;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.relay.balance.BackEndRules;
import org.netsonde.engine.relay.balance.BackEndSetting;
import org.netsonde.engine.relay.balance.Balancing;
import org.netsonde.engine.relay.balance.Ejection;
import org.netsonde.engine.relay.balance.HealthCheck;
import org.netsonde.engine.relay.balance.PoolSettings;
import org.netsonde.engine.relay.fault.Fault;
import org.netsonde.engine.relay.fault.FaultSetting;
import org.netsonde.engine.relay.form.Application;
import org.netsonde.engine.relay.intercept.Intercept;
import org.netsonde.engine.relay.intercept.Rewrite;
import org.netsonde.engine.relay.limit.LimitSetting;

/**
 * Settings of a relay.
 *
 * @param host the address to bind
 * @param port the port to bind; 0 for any free one
 * @param transport what it carries
 * @param backEnds the servers behind it
 * @param balancing how it chooses among them
 * @param application what it understands of the streams
 * @param framing where messages end, where it understands no more
 * @param faults how it breaks the wire
 * @param limits how much it lets pass
 * @param rewrites what it writes in place of something
 * @param intercept what it holds back for the user
 * @param health how it finds out whether back ends are well
 * @param ejection when it leaves one alone
 * @param options bounds and socket options
 */
public record RelaySettings(
        @Option(min = 1, max = 255, editor = "address") String host,
        @Option(min = 0, max = 65535) int port,
        Transport transport,
        @Option(live = true, max = 256) List<BackEndSetting> backEnds,
        @Option(live = true) Balancing balancing,
        @Option(group = "faults", live = true, max = 64) List<FaultSetting> faults,
        @Option(group = "rates", live = true, max = 32) List<LimitSetting> limits,
        @Option(group = "messages") Application application,
        @Option(group = "messages") Framing framing,
        @Option(group = "messages", live = true, max = 64) List<Rewrite> rewrites,
        @Option(group = "messages", live = true) Intercept intercept,
        @Option(group = "health", live = true) HealthCheck health,
        @Option(group = "health", live = true) Ejection ejection,
        @Inline RelayOptions options)
        implements Settings {

    public RelaySettings {
        backEnds = List.copyOf(backEnds);
        faults = List.copyOf(faults);
        limits = List.copyOf(limits);
        rewrites = List.copyOf(rewrites);
        for (int i = 0; i < faults.size(); i++) {
            // One that is off may wait for a transport that it suits.
            if (faults.get(i).on()) {
                check(faults.get(i).fault(), i, transport, application, framing);
            }
        }
        if (transport == Transport.UDP && application != Application.NONE) {
            throw new SettingsException("application", Phrase.of("problem.relay.udpApplication"));
        }
        BackEndRules.check(host, port, backEnds);
        if (transport == Transport.UDP) {
            BackEndRules.checkDatagrams(health);
        }
    }

    private static void check(Fault fault, int place, Transport transport, Application application, Framing framing) {
        boolean messages =
                transport == Transport.UDP || application != Application.NONE || !(framing instanceof Framing.Raw);
        if (fault.level() == Fault.Level.MESSAGES && !messages) {
            throw new SettingsException("faults[" + place + "].fault", Phrase.of("problem.relay.needsMessages"));
        }
        if (fault.level() == Fault.Level.STREAM && transport == Transport.UDP) {
            throw new SettingsException("faults[" + place + "].fault", Phrase.of("problem.relay.needsStream"));
        }
    }

    /** A relay of byte streams on port 9900 of the loopback interface that has no back end yet. */
    public RelaySettings() {
        this(
                "127.0.0.1",
                9900,
                Transport.TCP,
                List.of(),
                Balancing.ROUND_ROBIN,
                List.of(),
                List.of(),
                Application.NONE,
                new Framing.Raw(),
                List.of(),
                new Intercept(),
                new HealthCheck.None(),
                new Ejection(),
                new RelayOptions());
    }

    /** What its pool of back ends goes by. */
    public PoolSettings pool() {
        return new PoolSettings(backEnds, balancing, health, ejection, transport == Transport.UDP);
    }
}
