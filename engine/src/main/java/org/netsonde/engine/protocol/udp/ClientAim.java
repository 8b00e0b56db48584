package org.netsonde.engine.protocol.udp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.datagram.Interfaces;
import org.netsonde.engine.datagram.PortOptions;

/**
 * What a client is aimed at, and how its socket is opened for it. Towards one peer the socket is connected, so that the
 * system tells when nothing listens there; where several may reply it is not.
 *
 * @param address where messages go
 * @param options of the socket
 */
record ClientAim(InetSocketAddress address, PortOptions options) {

    /** How many datagrams are read with one call. */
    private static final int BATCH = 4;

    /**
     * The aim at an address. Asks the system for interfaces, so not for event loops.
     *
     * @param local the address of the settings' own host; null for any
     * @throws org.netsonde.engine.FailureException if there is no such interface
     */
    static ClientAim at(InetSocketAddress address, @Nullable InetAddress local, UdpClientSettings settings) {
        boolean toGroup = address.getAddress().isMulticastAddress();
        boolean onePeer = !toGroup && !settings.broadcast();
        InetAddress bound = local == null ? Interfaces.any(address.getAddress()) : local;
        PortOptions options = new PortOptions(
                new InetSocketAddress(bound, settings.local().port()),
                onePeer ? address : null,
                false,
                settings.broadcast(),
                settings.receiveBuffer(),
                BATCH,
                null,
                toGroup ? route(settings.multicast()) : null);
        return new ClientAim(address, options);
    }

    private static PortOptions.Route route(MulticastSending sending) {
        NetworkInterface via =
                sending.networkInterface().isEmpty() ? null : Interfaces.named(sending.networkInterface());
        return new PortOptions.Route(via, sending.ttl(), sending.loopback());
    }

    /** Whether only one peer can reply. */
    boolean isOnePeer() {
        return options.remote() != null;
    }
}
