package org.netsonde.engine.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SocketWatchTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @ChannelHandler.Sharable
    private static final class Nothing extends ChannelInboundHandlerAdapter {}

    private static Channel connect(EventLoops loops, ServerSocket listener) {
        return loops.client(loops.next())
                .handler(new Nothing())
                .connect(new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()))
                .syncUninterruptibly()
                .channel();
    }

    private static ServerSocket listener() throws Exception {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    private static SocketFacts seen(SocketWatch watch) {
        watch.ask();
        return await().atMost(LIMIT).until(watch::latest, facts -> facts != null);
    }

    @ParameterizedTest
    @MethodSource("org.netsonde.engine.transport.TransportKind#usable")
    void everyTransportTellsItsBuffersAndThoseOfLinuxHowTcpFares(TransportKind kind) throws Exception {
        try (EventLoops loops = new EventLoops(kind, 1);
                ServerSocket listener = listener()) {
            Channel channel = connect(loops, listener);
            try (Socket peer = listener.accept()) {
                SocketFacts facts = seen(SocketWatch.of(channel));
                assertThat(peer.isConnected()).isTrue();
                assertThat(facts.sendBuffer()).isPositive();
                assertThat(facts.receiveBuffer()).isPositive();
                if (kind == TransportKind.EPOLL || kind == TransportKind.IO_URING) {
                    assertThat(facts.untold()).isNull();
                    TcpInfo tcp = facts.tcp();
                    assertThat(tcp).isNotNull();
                    assertThat(tcp.rttNanos()).isBetween(1L, LIMIT.toNanos());
                    assertThat(tcp.congestionWindow()).isPositive();
                    assertThat(tcp.sendMss()).isBetween(536L, 65_535L);
                } else {
                    assertThat(facts.tcp()).isNull();
                    assertThat(facts.untold())
                            .hasToString(
                                    kind == TransportKind.KQUEUE
                                            ? "The transport kqueue does not tell more; epoll and io_uring do, on Linux"
                                            : "Java NIO does not tell more; epoll and io_uring do, on Linux");
                }
            }
        }
    }

    /** Often enough that closing meets a look that has been asked for, is under way, or comes too late. */
    @ParameterizedTest
    @MethodSource("org.netsonde.engine.transport.TransportKind#usable")
    void closingWhileItIsAskedIsSafeAndWhatWasSeenStays(TransportKind kind) throws Exception {
        try (EventLoops loops = new EventLoops(kind, 1);
                ServerSocket listener = listener()) {
            for (int i = 0; i < 100; i++) {
                Channel channel = connect(loops, listener);
                try (Socket peer = listener.accept()) {
                    SocketWatch watch = SocketWatch.of(channel);
                    SocketFacts first = seen(watch);
                    Thread asking = Thread.ofVirtual().start(() -> {
                        while (channel.isOpen()) {
                            watch.ask();
                        }
                        watch.ask();
                    });
                    channel.close().syncUninterruptibly();
                    asking.join();
                    SocketFacts last = watch.latest();
                    assertThat(last).isNotNull();
                    assertThat(last.sendBuffer()).isEqualTo(first.sendBuffer());
                    assertThat(peer.isConnected()).isTrue();
                }
            }
        }
    }

    @Test
    void askingAfterTheLoopHasEndedIsSafe() throws Exception {
        try (EventLoops loops = new EventLoops(TransportKind.NIO, 1);
                ServerSocket listener = listener()) {
            SocketWatch watch = SocketWatch.of(connect(loops, listener));
            loops.close();
            watch.ask();
            assertThat(watch.latest()).isNull();
        }
    }

    @Test
    void blockingSocketsTellTheirBuffersAndWhyNoMore() throws Exception {
        try (ServerSocket listener = listener();
                Socket made = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
            SocketWatch watch = SocketWatch.of(made);
            SocketFacts facts = seen(watch);
            assertThat(facts.sendBuffer()).isEqualTo(made.getSendBufferSize());
            assertThat(facts.receiveBuffer()).isEqualTo(made.getReceiveBufferSize());
            assertThat(facts.tcp()).isNull();
            assertThat(facts.untold())
                    .hasToString(
                            "Blocking sockets of Java do not tell more; event loops on epoll or io_uring do, on Linux");
            made.close();
            watch.ask();
            assertThat(watch.latest()).isEqualTo(facts);
        }
    }

    @Test
    void whatHasNoSocketTellsNothing() {
        SocketWatch.NONE.ask();
        assertThat(SocketWatch.NONE.latest()).isNull();
        assertThat(SocketWatch.NONE.takeRetransmits()).isZero();
    }
}
