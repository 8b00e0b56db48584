package org.netsonde.engine.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.message.Framing;
import org.netsonde.engine.message.HandlerFactory;
import org.netsonde.engine.message.MessageHandler;
import org.netsonde.engine.message.Peer;
import org.netsonde.engine.message.Responder;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.message.StreamMessageCodec;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.Connections;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.LoneContext;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.transport.EventLoops;
import org.netsonde.engine.transport.SocketWatch;
import org.netsonde.engine.transport.TransportKind;

class StreamServerTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int WRITE_LIMIT = 64 << 10;

    private record NoSettings() implements Settings {}

    @Test
    void messagesForABusyEventLoopDoNotPileUp() throws IOException {
        Connections connections = new Connections(InstantSource.system());
        try (EventLoops loops = new EventLoops(TransportKind.NIO, 1)) {
            Binding<NoSettings, StreamMessage> server =
                    start(loops, connections, config(new Responder.Discard(), SlowReader.DROP));
            try (Socket peer = new Socket()) {
                peer.connect((InetSocketAddress) server.localAddress());
                await().atMost(LIMIT).until(() -> connections.count() == 1);
                SingleThreadEventExecutor loop = (SingleThreadEventExecutor) loops.next();
                // A connection is listed a moment before it is open, and nothing is sent to it until then.
                loop.submit(() -> {}).syncUninterruptibly();
                CountDownLatch busy = new CountDownLatch(1);
                loop.execute(() -> awaitUninterruptibly(busy));

                StreamMessage message = StreamMessage.of(new byte[WRITE_LIMIT / 4]);
                for (int i = 0; i < 1000; i++) {
                    server.send(Target.all(), message);
                }

                int queued = loop.pendingTasks();
                busy.countDown();
                assertThat(queued).isLessThan(10);
                peer.setSoTimeout((int) LIMIT.toMillis());
                assertThat(peer.getInputStream().readNBytes(WRITE_LIMIT)).hasSize(WRITE_LIMIT);
            } finally {
                server.close().toCompletableFuture().join();
            }
        }
    }

    @Test
    void slowPeerReceivesAllThatWasRepliedBeforeItsConnectionIsClosed() throws IOException {
        Connections connections = new Connections(InstantSource.system());
        HandlerFactory muchAndGoodbye = () -> (peer, in, index, length) -> {
            for (int i = 0; i < 16; i++) {
                peer.reply(Unpooled.wrappedBuffer(new byte[1 << 20]));
            }
            peer.close();
        };
        try (EventLoops loops = new EventLoops(TransportKind.NIO, 1)) {
            Binding<NoSettings, StreamMessage> server =
                    start(loops, connections, config(muchAndGoodbye, SlowReader.WAIT));
            try (Socket peer = new Socket()) {
                peer.connect((InetSocketAddress) server.localAddress());
                peer.setSoTimeout((int) LIMIT.toMillis());
                peer.getOutputStream().write('x');
                // For longer than a peer gets to close its side too.
                await().during(Duration.ofMillis(500)).atMost(LIMIT).until(() -> connections.count() == 1);
                assertThat(peer.getInputStream().readAllBytes()).hasSize(16 << 20);
                await().atMost(LIMIT).until(() -> connections.count() == 0);
            } finally {
                server.close().toCompletableFuture().join();
            }
        }
    }

    /** Two connections end on two threads; often enough, since it is chance which thread is where at that moment. */
    @Test
    void nothingIsListedAnyMoreInTheMomentInWhichItHasStopped() throws Exception {
        try (EventLoops loops = new EventLoops(TransportKind.NIO, 1);
                ExecutorService one = Executors.newSingleThreadExecutor();
                ExecutorService other = Executors.newSingleThreadExecutor()) {
            CyclicBarrier together = new CyclicBarrier(2);
            for (int i = 0; i < 4000; i++) {
                Connections connections = new Connections(InstantSource.system());
                StreamServer<?, ?> server = (StreamServer<?, ?>)
                        start(loops, connections, config(() -> new Meeting(together), SlowReader.DROP));
                EmbeddedChannel first = admitted(server, one);
                EmbeddedChannel second = admitted(server, other);
                assertThat(connections.count()).isEqualTo(2);
                CompletableFuture<Integer> left =
                        server.close().thenApply(stopped -> connections.count()).toCompletableFuture();
                one.execute(() -> end(first));
                other.execute(() -> end(second));
                assertThat(left.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
                        .as("stop number %d", i)
                        .isZero();
            }
        }
    }

    private static EmbeddedChannel admitted(StreamServer<?, ?> server, Executor thread) {
        return new EmbeddedChannel(new ChannelInitializer<EmbeddedChannel>() {
            @Override
            protected void initChannel(EmbeddedChannel channel) {
                server.admit(
                        channel,
                        thread,
                        channel,
                        false,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
                        channel::localAddress,
                        () -> 0,
                        SocketWatch.NONE);
            }
        });
    }

    private static void end(EmbeddedChannel channel) {
        channel.close();
        channel.runPendingTasks();
    }

    /** Lets connections leave together. */
    private record Meeting(CyclicBarrier together) implements MessageHandler {
        @Override
        public void received(Peer peer, ByteBuf in, int index, int length) {}

        @Override
        public void left(Peer peer) {
            try {
                together.await();
            } catch (InterruptedException | BrokenBarrierException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static Binding<NoSettings, StreamMessage> start(
            EventLoops loops, Connections connections, StreamServerConfig config) {
        EndpointContext context = LoneContext.of(loops, connections, failure -> {});
        Function<NoSettings, StreamServerConfig> view = settings -> config;
        return StreamServer.start(new NoSettings(), view, new StreamMessageCodec(), context)
                .toCompletableFuture()
                .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static StreamServerConfig config(HandlerFactory responder, SlowReader slowReader) {
        return new StreamServerConfig(
                "127.0.0.1",
                0,
                responder,
                new Framing.Raw(),
                Threading.EVENT_LOOP,
                new StreamServerOptions(
                        10, Duration.ZERO, slowReader, new DataSize(WRITE_LIMIT), 10, new TcpOptions()));
    }
}
