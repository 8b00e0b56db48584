package org.netsonde.engine.datagram;

import io.netty.channel.Channel;
import io.netty.channel.nio.AbstractNioChannel;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.OperatingSystem;

/**
 * What Netty's channels cannot do, or do wrongly, done on the socket below them: empty datagrams are passed over by most of
 * its transports, and the options for multicast differ in meaning between them.
 */
final class SocketAccess {

    private static final int IPPROTO_IP = 0;
    private static final int IPPROTO_IPV6 = 41;

    private final @Nullable Socket socket;
    private final @Nullable DatagramChannel plain;
    private final ByteBuffer nothing = ByteBuffer.allocateDirect(0);

    SocketAccess(Channel channel) {
        socket = channel instanceof UnixChannel unix && unix.fd() instanceof Socket found ? found : null;
        plain = channel.unsafe() instanceof AbstractNioChannel.NioUnsafe nio
                        && nio.ch() instanceof DatagramChannel found
                ? found
                : null;
    }

    /** The number of the file descriptor; -1 where it is not known. */
    int descriptor() {
        return socket == null ? -1 : socket.intValue();
    }

    /**
     * Sends a datagram without content at once.
     *
     * @throws FailureException if Java cannot
     */
    void sendEmpty(InetSocketAddress to) throws IOException {
        if (socket != null) {
            socket.sendTo(nothing, 0, 0, to.getAddress(), to.getPort());
        } else if (plain != null) {
            // A connected channel of Java's takes an empty buffer for nothing to send, and to connect it anew would
            // throw
            // away what arrived in between.
            if (plain.isConnected()) {
                throw new FailureException(Failure.of(Failure.Kind.IO, "emptyDatagram"));
            }
            plain.send(nothing.clear(), to);
        }
    }

    /** How far multicasts reach, and whether they are heard on this machine. */
    void multicast(boolean ipv6, int ttl, boolean loopback) throws IOException {
        if (plain != null) {
            plain.setOption(StandardSocketOptions.IP_MULTICAST_TTL, ttl);
            plain.setOption(StandardSocketOptions.IP_MULTICAST_LOOP, loopback);
        } else if (socket != null) {
            // The numbers of IP_MULTICAST_TTL and _LOOP and of IPV6_MULTICAST_HOPS and _LOOP.
            boolean linux = OperatingSystem.here() == OperatingSystem.LINUX;
            int ttlOption = linux ? (ipv6 ? 18 : 33) : 10;
            int level = ipv6 ? IPPROTO_IPV6 : IPPROTO_IP;
            socket.setIntOpt(level, ttlOption, ttl);
            socket.setIntOpt(level, ttlOption + 1, loopback ? 1 : 0);
        }
    }
}
