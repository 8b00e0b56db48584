package org.netsonde.engine.datagram;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.protocol.DataSize;

/**
 * How a datagram socket is opened.
 *
 * @param local where it is bound; its address says whether the socket speaks IPv4 or IPv6
 * @param remote the only peer, of which the system then also reports that its port is closed; null for any
 * @param reuseAddress whether other sockets may be bound to the same port
 * @param broadcast whether it may send to broadcast addresses
 * @param receiveBuffer the system's receive buffer; 0 leaves it to the system
 * @param batch how many datagrams are read at once where the system can do that; each takes 64 KiB of address space
 * @param membership the multicast group that it joins; null for none
 * @param route how it sends to multicast groups; null leaves that to the system
 */
public record PortOptions(
        InetSocketAddress local,
        @Nullable InetSocketAddress remote,
        boolean reuseAddress,
        boolean broadcast,
        DataSize receiveBuffer,
        int batch,
        @Nullable Membership membership,
        @Nullable Route route) {

    /**
     * A group to join.
     *
     * @param group its address
     * @param via the interface on which it is heard
     */
    public record Membership(InetAddress group, NetworkInterface via) {}

    /**
     * How multicasts are sent.
     *
     * @param via the interface; null for the system's choice
     * @param ttl how many routers they may pass, plus one
     * @param loopback whether members on this machine hear them too
     */
    public record Route(@Nullable NetworkInterface via, int ttl, boolean loopback) {}
}
