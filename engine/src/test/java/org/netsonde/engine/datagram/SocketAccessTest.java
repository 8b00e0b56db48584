package org.netsonde.engine.datagram;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.nio.AbstractNioChannel;
import io.netty.channel.socket.DatagramChannelConfig;
import io.netty.channel.socket.SocketProtocolFamily;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.netsonde.engine.transport.EventLoops;
import org.netsonde.engine.transport.TransportKind;

/** What loopback cannot show: the options that decide how far multicasts go. */
class SocketAccessTest {

    static Stream<TransportKind> transports() {
        return TransportKind.usable().stream();
    }

    @ParameterizedTest
    @MethodSource("transports")
    void loopbackIsSwitchedOffWhenToldAndOnWhenTold(TransportKind kind) throws Exception {
        try (EventLoops loops = new EventLoops(kind, 1)) {
            Channel channel = loops.datagrams(loops.next(), SocketProtocolFamily.INET)
                    .handler(new ChannelInboundHandlerAdapter())
                    .bind(new InetSocketAddress("127.0.0.1", 0))
                    .sync()
                    .channel();
            for (boolean loopback : new boolean[] {false, true}) {
                new SocketAccess(channel).multicast(false, 7, loopback);
                assertThat(isHeardHere(channel)).isEqualTo(loopback);
            }
            channel.close().sync();
        }
    }

    private static boolean isHeardHere(Channel channel) throws Exception {
        if (channel.unsafe() instanceof AbstractNioChannel.NioUnsafe nio) {
            DatagramChannel plain = (DatagramChannel) nio.ch();
            assertThat(plain.getOption(StandardSocketOptions.IP_MULTICAST_TTL)).isEqualTo(7);
            return plain.getOption(StandardSocketOptions.IP_MULTICAST_LOOP);
        }
        return !((DatagramChannelConfig) channel.config()).isLoopbackModeDisabled();
    }
}
