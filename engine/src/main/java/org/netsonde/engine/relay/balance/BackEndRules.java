package org.netsonde.engine.relay.balance;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
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

    /**
     * Whether who connects to one address comes to what is bound to another. That may ask the system for the addresses of its
     * interfaces, though only where the ports are the same.
     *
     * @param to an address that was looked up
     * @param bound the address of an open socket
     */
    static boolean reaches(InetSocketAddress to, InetSocketAddress bound) {
        InetAddress address = to.getAddress();
        InetAddress own = bound.getAddress();
        if (address == null || own == null || to.getPort() != bound.getPort()) {
            return false;
        }
        // Who connects to any address comes to this machine by the loopback interface.
        InetAddress there = address.isAnyLocalAddress()
                ? InetAddress.ofLiteral(address instanceof Inet6Address ? "::1" : "127.0.0.1")
                : address;
        return own.isAnyLocalAddress() ? there.isLoopbackAddress() || isOfThisMachine(there) : own.equals(there);
    }

    private static boolean isOfThisMachine(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            // The interfaces cannot be told: what cannot be known is not refused.
            return false;
        }
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
