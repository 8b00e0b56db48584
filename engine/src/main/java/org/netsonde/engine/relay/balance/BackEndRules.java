package org.netsonde.engine.relay.balance;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.stream.Aim;

/** What the settings of back ends must keep to in relation to those of their relay. */
public final class BackEndRules {

    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "::1");
    private static final Set<String> WIDE = Set.of("0.0.0.0", "::");

    private BackEndRules() {}

    /**
     * That none is the relay itself, as far as can be told by what is written. What is told by names is known where the relay
     * starts.
     *
     * @param host the address that the relay binds
     * @param port the port that it binds; 0 for any free one
     * @throws SettingsException about the first back end that is
     */
    public static void check(String host, int port, List<BackEndSetting> backEnds) {
        for (int i = 0; i < backEnds.size(); i++) {
            Aim aim = backEnds.get(i).aim();
            if (port != 0 && aim.target().isEmpty() && aim.port() == port && reaches(aim.host(), host)) {
                throw new SettingsException("backEnds[" + i + "].port", Phrase.of("problem.relay.ownAddress"));
            }
        }
    }

    /** Whether who connects to one host comes to what is bound to another. */
    private static boolean reaches(String to, String bound) {
        String one = to.toLowerCase(Locale.ROOT);
        String other = bound.toLowerCase(Locale.ROOT);
        boolean here = THIS_MACHINE.contains(one) || WIDE.contains(one);
        return one.equals(other) || (here && WIDE.contains(other)) || (here && sameFamily(one, other));
    }

    private static boolean sameFamily(String one, String other) {
        return THIS_MACHINE.contains(other) && (one.indexOf(':') >= 0) == (other.indexOf(':') >= 0);
    }

    /**
     * That a check can tell something about back ends of datagrams: a connection that sends nothing asks nobody there.
     *
     * @throws SettingsException about the check, if it cannot
     */
    public static void checkDatagrams(HealthCheck health) {
        switch (health) {
            case HealthCheck.None none -> {}
            case HealthCheck.Talk talk -> {
                if (talk.send().isEmpty()) {
                    throw new SettingsException("health.send", Phrase.of("problem.health.datagramSend"));
                }
            }
            case HealthCheck.Connect connect -> throw datagrams();
            case HealthCheck.Http http -> throw datagrams();
        }
    }

    private static SettingsException datagrams() {
        return new SettingsException("health", Phrase.of("problem.health.datagrams"));
    }
}
