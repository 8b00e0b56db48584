package org.netsonde.engine.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.Failure;
import org.netsonde.engine.message.Framing;
import org.netsonde.engine.message.Responder;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.message.StreamMessageCodec;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.Connections;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.LoneContext;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.transport.EventLoops;
import org.netsonde.engine.transport.TransportKind;

class ThreadAcceptorTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int MOST = 3;

    private final EventLoops loops = new EventLoops(TransportKind.NIO, 1);
    private final Connections connections = new Connections(InstantSource.system());
    private final List<Failure> failures = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    private record NoSettings() implements Settings {}

    @AfterEach
    void close() {
        loops.close();
    }

    private StreamServer<NoSettings, StreamMessage> server(Threading threading) {
        StreamServerConfig config = new StreamServerConfig(
                "127.0.0.1",
                0,
                new Responder.Echo(),
                new Framing.Raw(),
                threading,
                new StreamServerOptions(
                        MOST, Duration.ZERO, SlowReader.WAIT, new DataSize(64 << 10), 10, new TcpOptions()));
        Binding<NoSettings, StreamMessage> started = StreamServer.<NoSettings, StreamMessage>start(
                        new NoSettings(),
                        settings -> config,
                        new StreamMessageCodec(),
                        LoneContext.of(loops, connections, failures::add))
                .toCompletableFuture()
                .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
                .join();
        return (StreamServer<NoSettings, StreamMessage>) started;
    }

    private Acceptor bind(StreamServer<?, ?> server, ThreadMaker maker) {
        return ThreadAcceptor.bind(
                        server, loops, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), (name, task) -> {
                            Thread made = maker.unstarted(name, task);
                            threads.add(made);
                            return made;
                        })
                .toCompletableFuture()
                .join();
    }

    private Socket connect(Acceptor acceptor) throws IOException {
        InetSocketAddress address = (InetSocketAddress) acceptor.local();
        Socket peer = new Socket(address.getAddress(), address.getPort());
        peer.setSoTimeout((int) LIMIT.toMillis());
        return peer;
    }

    private static void echoes(Socket peer) throws IOException {
        peer.getOutputStream().write('x');
        assertThat(peer.getInputStream().read()).isEqualTo('x');
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyConnectionThatIsAdmittedHasTwoNamedThreadsWhichDoNotHoldTheProgram(boolean virtual) throws IOException {
        StreamServer<?, ?> server = server(Threading.EVENT_LOOP);
        Acceptor acceptor = bind(server, virtual ? ThreadMaker.VIRTUAL : ThreadMaker.PLATFORM);
        try (Socket first = connect(acceptor);
                Socket second = connect(acceptor);
                Socket third = connect(acceptor)) {
            for (Socket peer : List.of(first, second, third)) {
                echoes(peer);
            }
            for (int i = 0; i < 20; i++) {
                try (Socket refused = connect(acceptor)) {
                    assertThat(refused.getInputStream().read()).isEqualTo(-1);
                }
            }
            assertThat(threads.stream().filter(thread -> thread.getState() != Thread.State.NEW))
                    .hasSize(1 + 2 * MOST)
                    .allSatisfy(thread -> {
                        assertThat(thread.isVirtual()).isEqualTo(virtual);
                        assertThat(thread.isDaemon()).isTrue();
                        assertThat(thread.getName()).startsWith("netsonde-");
                    });
        }
        acceptor.close().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
        server.close().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
        await().atMost(LIMIT).until(() -> threads.stream().noneMatch(Thread::isAlive));
    }

    @ParameterizedTest
    @ValueSource(strings = {"netsonde-connection", "netsonde-writer"})
    void whereTheSystemHasNoThreadAConnectionIsRefusedAndTheNextIsServed(String scarce) throws IOException {
        StreamServer<?, ?> server = server(Threading.EVENT_LOOP);
        AtomicBoolean exhausted = new AtomicBoolean(true);
        Acceptor acceptor = bind(server, (name, task) -> new Thread(task, name) {
            @Override
            public void start() {
                if (name.equals(scarce) && exhausted.get()) {
                    throw new OutOfMemoryError("unable to create native thread");
                }
                super.start();
            }
        });
        try (Socket refused = connect(acceptor)) {
            assertThat(refused.getInputStream().read()).isEqualTo(-1);
        }
        await().atMost(LIMIT).until(() -> connections.count() == 0);
        assertThat(failures).extracting(Failure::kind).containsExactly(Failure.Kind.TOO_MANY_CONNECTIONS);
        exhausted.set(false);
        try (Socket served = connect(acceptor)) {
            echoes(served);
        }
        acceptor.close().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
        server.close().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    @ParameterizedTest
    @ValueSource(strings = {"THREAD_PER_CONNECTION", "PLATFORM_THREAD_PER_CONNECTION"})
    void settingSaysWhichThreadsServe(String threading) throws IOException {
        AtomicBoolean virtual = new AtomicBoolean();
        StreamServer<NoSettings, StreamMessage> server = server(Threading.valueOf(threading));
        var heard = server.listen(
                Target.all(),
                (connection, message) -> virtual.set(Thread.currentThread().isVirtual()));
        InetSocketAddress address = (InetSocketAddress) server.localAddress();
        try (Socket peer = new Socket(address.getAddress(), address.getPort())) {
            peer.setSoTimeout((int) LIMIT.toMillis());
            echoes(peer);
        }
        heard.close();
        server.close().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
        assertThat(virtual.get()).isEqualTo(threading.equals("THREAD_PER_CONNECTION"));
    }

    @Test
    void doesNotStartWhereTheSystemHasNoThreadToAcceptWith() {
        StreamServer<?, ?> server = server(Threading.EVENT_LOOP);
        InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        assertThat(ThreadAcceptor.bind(server, loops, free, (name, task) -> new Thread(task, name) {
                    @Override
                    public void start() {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                }))
                .isCompletedExceptionally();
        server.close().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
