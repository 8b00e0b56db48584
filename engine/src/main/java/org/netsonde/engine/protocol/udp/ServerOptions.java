package org.netsonde.engine.protocol.udp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.OperatingSystem;
import org.netsonde.engine.datagram.Interfaces;
import org.netsonde.engine.datagram.PortOptions;

/** How a server's socket is opened, from its settings. Asks the system for interfaces, so not for event loops. */
final class ServerOptions {

    /** How many datagrams are read with one call. */
    private static final int BATCH = 64;

    private ServerOptions() {}

    /**
     * The options.
     *
     * @param host the address of the settings' host
     * @throws org.netsonde.engine.FailureException if there is no such interface
     */
    static PortOptions of(UdpServerSettings settings, InetSocketAddress host) {
        return switch (settings.multicast()) {
            case Multicast.Off off -> options(settings, host, null);
            case Multicast.Group group -> {
                NetworkInterface via = group.networkInterface().isEmpty()
                        ? Interfaces.forGroup(host.getAddress())
                        : Interfaces.named(group.networkInterface());
                InetAddress address = scoped(group.inet(), via);
                InetAddress bound =
                        host.getAddress().isAnyLocalAddress() || !bindsGroups() ? Interfaces.any(address) : address;
                yield options(
                        settings,
                        new InetSocketAddress(bound, host.getPort()),
                        new PortOptions.Membership(address, via));
            }
        };
    }

    private static PortOptions options(
            UdpServerSettings settings, InetSocketAddress bound, PortOptions.@Nullable Membership membership) {
        return new PortOptions(
                bound, null, settings.reuseAddress(), false, settings.receiveBuffer(), BATCH, membership, null);
    }

    /** A socket bound to the group hears nothing else; Windows binds own addresses only. */
    private static boolean bindsGroups() {
        return OperatingSystem.here() != OperatingSystem.WINDOWS;
    }

    /** Groups of one link are only complete with their link. */
    private static InetAddress scoped(InetAddress group, NetworkInterface via) {
        if (group instanceof Inet6Address && (group.isMCLinkLocal() || group.isMCNodeLocal())) {
            try {
                return Inet6Address.getByAddress(null, group.getAddress(), via.getIndex());
            } catch (UnknownHostException e) {
                throw new CompletionException(e);
            }
        }
        return group;
    }
}
