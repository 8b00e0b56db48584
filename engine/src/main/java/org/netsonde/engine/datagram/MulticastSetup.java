package org.netsonde.engine.datagram;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DatagramChannel;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What a bound socket is told about multicast groups. */
final class MulticastSetup {

    private MulticastSetup() {}

    /** Sets how groups are sent to and joins one, as the options say; completes exceptionally with what the system said. */
    static CompletionStage<Void> apply(Channel channel, SocketAccess access, PortOptions options) {
        CompletableFuture<Void> joined = new CompletableFuture<>();
        try {
            PortOptions.Route route = options.route();
            if (route != null) {
                boolean ipv6 = options.local().getAddress() instanceof Inet6Address;
                access.multicast(ipv6, route.ttl(), route.loopback());
                if (route.via() != null) {
                    channel.config().setOption(ChannelOption.IP_MULTICAST_IF, route.via());
                }
            }
            PortOptions.Membership membership = options.membership();
            if (membership == null) {
                joined.complete(null);
            } else {
                InetSocketAddress group = new InetSocketAddress(
                        membership.group(), options.local().getPort());
                ((DatagramChannel) channel).joinGroup(group, membership.via()).addListener(future -> {
                    if (future.isSuccess()) {
                        joined.complete(null);
                    } else {
                        joined.completeExceptionally(future.cause());
                    }
                });
            }
        } catch (IOException | ChannelException | IllegalArgumentException e) {
            joined.completeExceptionally(e);
        }
        return joined;
    }
}
