package org.netsonde.engine.datagram;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.netsonde.engine.metrics.MeterWriter;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.transport.EventLoops;
import org.netsonde.engine.transport.TransportKind;

class DatagramPortTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    static Stream<TransportKind> transports() {
        return TransportKind.usable().stream();
    }

    @ParameterizedTest
    @MethodSource("transports")
    void whatCannotBeSentIsToldOnceWithItsAddressAndTheRestLeaves(TransportKind kind) throws Exception {
        try (EventLoops loops = new EventLoops(kind, 1);
                DatagramSocket peer = new DatagramSocket(0, LOOPBACK)) {
            peer.setSoTimeout(20_000);
            EventLoop loop = loops.next();
            Told told = new Told();
            DatagramPort port = new DatagramPort(loops, loop, MeterWriter.NONE, told);
            PortOptions options = new PortOptions(
                    new InetSocketAddress(LOOPBACK, 0), null, false, false, new DataSize(0), 4, null, null);
            port.open(options).toCompletableFuture().get(20, TimeUnit.SECONDS);
            // Nobody can be sent to at port 0, which a forged datagram may claim to be from.
            InetSocketAddress nowhere = new InetSocketAddress(LOOPBACK, 0);

            loop.submit(() -> {
                        port.send(text("lost"), nowhere);
                        port.send(text("arrives"), (InetSocketAddress) peer.getLocalSocketAddress());
                        port.flush();
                    })
                    .sync();

            DatagramPacket packet = new DatagramPacket(new byte[16], 16);
            peer.receive(packet);
            assertThat(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII))
                    .isEqualTo("arrives");
            port.close().toCompletableFuture().get(20, TimeUnit.SECONDS);
            told.closed.get(20, TimeUnit.SECONDS);
            assertThat(told.unsent).containsExactly(nowhere);
            assertThat(told.failures).isEmpty();
        }
    }

    private static ByteBuf text(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }

    private static final class Told implements DatagramSink {
        private final List<InetSocketAddress> unsent = new CopyOnWriteArrayList<>();
        private final List<Throwable> failures = new CopyOnWriteArrayList<>();
        private final CompletableFuture<Void> closed = new CompletableFuture<>();

        @Override
        public void received(ByteBuf in, InetSocketAddress from) {}

        @Override
        public void readComplete() {}

        @Override
        public void writable() {}

        @Override
        public void unsent(InetSocketAddress to, Throwable cause) {
            unsent.add(to);
        }

        @Override
        public void failed(Throwable cause) {
            failures.add(cause);
        }

        @Override
        public void closed() {
            closed.complete(null);
        }
    }
}
