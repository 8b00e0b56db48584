package org.netsonde.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.protocol.BackEnd;
import org.netsonde.engine.protocol.Connection;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.transport.TransportKind;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.RawServer;
import org.netsonde.fixtures.Sockets;
import tools.jackson.databind.node.ObjectNode;

/** What passes a relay of streams passes as it is, its ends included. */
class RelayStreamTest extends OnEveryTransport {

    private static final int LARGE = 64 << 20;

    private static String ports(int... ports) {
        List<String> backEnds = new ArrayList<>();
        for (int port : ports) {
            backEnds.add("{'port': " + port + "}");
        }
        return "{'port': 0, 'backEnds': " + backEnds + "}";
    }

    private Endpoint relay(int... backEnds) {
        return bench.start("relay", "relay", ports(backEnds));
    }

    private Endpoint echo(String name) {
        return bench.start(name, "tcp-server", "{'port': 0, 'responder': {'type': 'echo', 'prefix': '" + name + ":'}}");
    }

    @Test
    void bytesPassBothWaysAndAreCountedOnBothSides() throws IOException {
        Endpoint server = echo("a");
        Endpoint relay = bench.start("relay", "relay", "{'port': 0, 'backEnds': [{'target': 'a'}]}");
        try (Socket client = Sockets.connect(relay)) {
            Sockets.send(client, "Hello");
            assertThat(Sockets.receive(client, 7)).isEqualTo("a:Hello");
            assertThat(relay.connections().list(9))
                    .extracting(Connection::remote)
                    .contains(Bench.address(server));
        }
        // Of both sides, of which either may be the first to be closed.
        await().untilAsserted(() -> assertThat(relay.connections().count()).isZero());
        Sample sample = bench.sample(relay);
        assertThat(sample.open()).isZero();
        assertThat(sample.total()).isEqualTo(1);
        assertThat(sample.bytesIn()).isEqualTo(5);
        assertThat(sample.bytesOut()).isEqualTo(7);
        assertThat(sample.errors()).isZero();
        assertThat(bench.figure(relay, "back_bytes_out")).isEqualTo(5);
        assertThat(bench.figure(relay, "back_bytes_in")).isEqualTo(7);
        assertThat(bench.figure(relay, "back_open")).isZero();
        BackEnd backEnd = relay.backEnds().list().getFirst();
        assertThat(backEnd.name()).isEqualTo("a");
        assertThat(backEnd.total()).isEqualTo(1);
        assertThat(backEnd.open()).isZero();
        assertThat(backEnd.bytesTo()).isEqualTo(5);
        assertThat(backEnd.bytesFrom()).isEqualTo(7);
    }

    @Test
    void serverMaySpeakFirst() throws IOException {
        try (RawServer server = new RawServer(client -> {
                    client.getOutputStream().write("welcome".getBytes(UTF_8));
                    RawServer.waitForEnd(client);
                });
                Socket client = Sockets.connect(relay(server.port()))) {
            assertThat(Sockets.receive(client, 7)).isEqualTo("welcome");
        }
    }

    @Test
    void halfCloseOfTheClientPassesAndTheReplyComesBack() throws IOException {
        try (RawServer server = new RawServer(client -> {
                    byte[] all = client.getInputStream().readAllBytes();
                    client.getOutputStream().write(("got " + all.length).getBytes(UTF_8));
                });
                Socket client = Sockets.connect(relay(server.port()))) {
            client.getOutputStream().write(new byte[100_000]);
            client.shutdownOutput();
            assertThat(new String(client.getInputStream().readAllBytes(), UTF_8))
                    .isEqualTo("got 100000");
        }
    }

    @Test
    void halfCloseOfTheServerPassesAndItGoesOnReading() throws IOException {
        BlockingQueue<Integer> heard = new ArrayBlockingQueue<>(1);
        try (RawServer server = new RawServer(client -> {
                    client.shutdownOutput();
                    heard.add(client.getInputStream().readAllBytes().length);
                });
                Socket client = Sockets.connect(relay(server.port()))) {
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            client.getOutputStream().write(new byte[50_000]);
            client.shutdownOutput();
            assertThat(heard.poll(Bench.LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(50_000);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void resetOfTheServerReachesTheClient() throws IOException {
        try (RawServer server = new RawServer(client -> {
            client.getInputStream().read();
            client.setSoLinger(true, 0);
        })) {
            Endpoint relay = relay(server.port());
            try (Socket client = Sockets.connect(relay)) {
                client.getOutputStream().write(1);
                assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
            }
            await().untilAsserted(() -> {
                assertThat(relay.backEnds().list().getFirst().failures()).isEqualTo(1);
                assertThat(relay.metrics().errorsByKind()).containsOnlyKeys(Failure.Kind.CONNECTION_RESET);
            });
        }
    }

    @Test
    void resetOfTheServerIsOneFailureHoweverMuchWaitsForIt() throws IOException {
        BlockingQueue<Boolean> goOn = new ArrayBlockingQueue<>(1);
        try (RawServer server = new RawServer(client -> {
            take(goOn);
            client.setSoLinger(true, 0);
        })) {
            Endpoint relay = bench.start(
                    "relay",
                    "relay",
                    Bench.json(ports(server.port()), "{'tcp': {'sendBuffer': '16KiB', 'receiveBuffer': '16KiB'}}"));
            try (Socket client = Sockets.connect(relay)) {
                Thread sender = Thread.ofVirtual().start(() -> {
                    try {
                        for (int i = 0; i < LARGE / 1000; i++) {
                            client.getOutputStream().write(new byte[1000]);
                        }
                    } catch (IOException e) {
                        // Reset.
                    }
                });
                await().until(() -> relay.connections().list(2).stream().anyMatch(c -> c.queued() > 100_000));
                goOn.add(true);
                join(sender);
            }
            await().untilAsserted(() -> assertThat(relay.connections().count()).isZero());
            BackEnd backEnd = relay.backEnds().list().getFirst();
            // By io_uring a reset may look like an end where something waits to be written.
            int least = transport == TransportKind.IO_URING ? 0 : 1;
            assertThat(backEnd.failures()).isBetween((long) least, 1L);
            assertThat(backEnd.state()).isEqualTo(BackEnd.State.UP);
            assertThat(bench.figure(relay, "back_failures")).isEqualTo(backEnd.failures());
        }
    }

    @Test
    void whatAServerSaidBeforeItBrokeOffStillArrives() throws IOException {
        try (RawServer server = new RawServer(client -> {
            client.getOutputStream().write("bye".getBytes(UTF_8));
            client.shutdownOutput();
            client.getInputStream().read();
            client.setSoLinger(true, 0);
        })) {
            Endpoint relay = bench.start(
                    "relay",
                    "relay",
                    Bench.json(
                            ports(server.port()),
                            "{'faults': [{'fault': {'type': 'latency', 'delay': '300ms'}, 'direction': 'to-client'}]}"));
            try (Socket client = Sockets.connect(relay)) {
                client.getOutputStream().write(1);
                assertThat(new String(client.getInputStream().readAllBytes(), UTF_8))
                        .isEqualTo("bye");
            }
            assertThat(relay.backEnds().list().getFirst().failures()).isZero();
        }
    }

    @Test
    void clientThatIsClosedGetsAllThatWasWrittenHoweverSlowlyItReads() throws IOException {
        int limit = 900 << 10;
        try (RawServer server = new RawServer(client -> {
                    client.getOutputStream().write(new byte[4 << 20]);
                    RawServer.waitForEnd(client);
                });
                Socket client = new Socket()) {
            Endpoint relay = bench.start(
                    "relay",
                    "relay",
                    Bench.json(
                            ports(server.port()),
                            "{'tcp': {'sendBuffer': '16KiB'}, 'faults': [{'fault': {'type': 'limit-data', 'afterBytes': '900KiB'},"
                                    + " 'direction': 'to-client'}]}"));
            client.setReceiveBufferSize(16 << 10);
            client.setSoTimeout((int) Bench.LIMIT.toMillis());
            client.connect(Bench.address(relay));
            await().until(() -> bench.figure(relay, "fault_hits") > 0);
            // For longer than those who do not read are waited for where nothing is left for them.
            await().during(java.time.Duration.ofMillis(600))
                    .until(() -> relay.connections().count() > 0);
            assertThat(client.getInputStream().readAllBytes()).hasSize(limit);
        }
    }

    @Test
    void clientOfHttpThatIsNotAdmittedIsToldSo() throws IOException {
        Endpoint server = bench.start("server", "http-server", "{'port': 0}");
        Endpoint relay = bench.start(
                "relay",
                "relay",
                Bench.json(
                        ports(Bench.address(server).getPort()),
                        "{'application': 'http', 'limits': [{'limit': {'type': 'fixed-window', 'permits': 1, 'window': '1h'},"
                                + " 'of': 'connections', 'excess': 'reject'}]}"));
        try (Socket first = Sockets.connect(relay)) {
            Sockets.send(first, "GET /status/204 HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(Sockets.receive(first, 12)).isEqualTo("HTTP/1.1 204");
            try (Socket second = Sockets.connect(relay)) {
                Sockets.send(second, "GET /status/204 HTTP/1.1\r\nHost: a\r\n\r\n");
                assertThat(new String(second.getInputStream().readAllBytes(), UTF_8))
                        .startsWith("HTTP/1.1 429 ")
                        .contains("Retry-After: ");
            }
        }
    }

    @Test
    void resetOfTheClientReachesTheServer() throws IOException {
        BlockingQueue<String> ends = new ArrayBlockingQueue<>(1);
        try (RawServer server = new RawServer(client -> {
            client.getInputStream().read();
            try {
                client.getOutputStream().write(1);
                ends.add("end " + client.getInputStream().read());
            } catch (SocketException e) {
                ends.add("reset");
            }
        })) {
            Endpoint relay = relay(server.port());
            try (Socket client = Sockets.connect(relay)) {
                client.getOutputStream().write(1);
                client.getInputStream().read();
                client.setSoLinger(true, 0);
            }
            assertThat(take(ends)).isEqualTo("reset");
            assertThat(relay.backEnds().list().getFirst().failures()).isZero();
        }
    }

    private static <T> T take(BlockingQueue<T> queue) {
        try {
            T taken = queue.poll(Bench.LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(taken).isNotNull();
            return taken;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void largeStreamsArriveAsTheyAreInBothDirectionsAtOnce() throws IOException {
        CompletableFuture<String> atServer = new CompletableFuture<>();
        try (RawServer server = new RawServer(client -> {
                    Thread sender = Thread.ofVirtual().start(() -> send(client, 2));
                    atServer.complete(digest(client.getInputStream()));
                    join(sender);
                });
                Socket client = Sockets.connect(relay(server.port()))) {
            Thread sender = Thread.ofVirtual().start(() -> send(client, 1));
            assertThat(digest(client.getInputStream())).isEqualTo(digestOf(2));
            join(sender);
            assertThat(Bench.await(atServer)).isEqualTo(digestOf(1));
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] block(long seed) {
        byte[] block = new byte[1 << 20];
        new SplittableRandom(seed).nextBytes(block);
        return block;
    }

    private static void send(Socket to, long seed) {
        try {
            OutputStream out = to.getOutputStream();
            byte[] block = block(seed);
            for (int sent = 0; sent < LARGE; sent += block.length) {
                block[0]++;
                out.write(block);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String digestOf(long seed) {
        MessageDigest digest = sha256();
        byte[] block = block(seed);
        for (int sent = 0; sent < LARGE; sent += block.length) {
            block[0]++;
            digest.update(block);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String digest(InputStream in) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[1 << 16];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            digest.update(buffer, 0, read);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @Test
    void serverThatHasEndedStillGetsAllThatComesBehind() throws IOException {
        CompletableFuture<String> atServer = new CompletableFuture<>();
        try (RawServer server = new RawServer(client -> {
                    client.shutdownOutput();
                    atServer.complete(digest(client.getInputStream()));
                });
                Socket client = Sockets.connect(relay(server.port()))) {
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            send(client, 1);
            assertThat(Bench.await(atServer)).isEqualTo(digestOf(1));
        }
    }

    @Test
    void serverThatDoesNotReadHoldsTheClientUp() throws IOException {
        BlockingQueue<Boolean> goOn = new ArrayBlockingQueue<>(1);
        AtomicLong got = new AtomicLong();
        try (RawServer server = new RawServer(client -> {
            take(goOn);
            byte[] buffer = new byte[1 << 16];
            for (int read = client.getInputStream().read(buffer);
                    read >= 0;
                    read = client.getInputStream().read(buffer)) {
                got.addAndGet(read);
            }
        })) {
            Endpoint relay = bench.start(
                    "relay",
                    "relay",
                    Bench.json(ports(server.port()), "{'buffer': '64KiB', 'tcp': {'receiveBuffer': '64KiB'}}"));
            AtomicLong sent = new AtomicLong();
            try (Socket client = Sockets.connect(relay)) {
                Thread sender = Thread.ofVirtual().start(() -> {
                    try {
                        byte[] block = new byte[1 << 16];
                        for (int i = 0; i < LARGE / block.length; i++) {
                            client.getOutputStream().write(block);
                            sent.addAndGet(block.length);
                        }
                        client.shutdownOutput();
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                });
                // What the client could get rid of does not grow any more, long before it is done.
                await().during(java.time.Duration.ofMillis(300)).until(sent::get, new Unchanged());
                assertThat(sent.get()).isLessThan(LARGE / 2);
                assertThat(bench.sample(relay).bytesIn()).isLessThan(LARGE / 2);
                goOn.add(true);
                join(sender);
                assertThat(client.getInputStream().read()).isEqualTo(-1);
            }
            assertThat(got.get()).isEqualTo(LARGE);
        }
    }

    /** Matches a number that is as it was when it was looked at before. */
    private static final class Unchanged extends org.hamcrest.BaseMatcher<Long> {
        private Object before = -1L;

        @Override
        public boolean matches(Object actual) {
            boolean same = actual.equals(before) && !actual.equals(0L);
            before = actual;
            return same;
        }

        @Override
        public void describeTo(org.hamcrest.Description description) {
            description.appendText("what it was before");
        }
    }

    @Test
    void backEndThatRefusesGivesWayToTheNext() throws IOException {
        Endpoint server = echo("a");
        try (Socket nobody = Sockets.keepPort()) {
            Endpoint relay = relay(nobody.getLocalPort(), Bench.address(server).getPort());
            for (int i = 0; i < 4; i++) {
                try (Socket client = Sockets.connect(relay)) {
                    Sockets.send(client, "x");
                    assertThat(Sockets.receive(client, 3)).isEqualTo("a:x");
                }
            }
            assertThat(relay.metrics().errorsByKind()).containsOnlyKeys(Failure.Kind.CONNECTION_REFUSED);
            assertThat(relay.backEnds().list().get(0).failures()).isPositive();
            assertThat(relay.backEnds().list().get(1).failures()).isZero();
        }
    }

    @Test
    void backEndThatDoesNotTakeConnectionsGivesWayInTime() throws IOException {
        Endpoint server = echo("a");
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket first = new Socket(InetAddress.getLoopbackAddress(), full.getLocalPort());
                Socket second = new Socket(InetAddress.getLoopbackAddress(), full.getLocalPort())) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();
            Endpoint relay = bench.start(
                    "relay",
                    "relay",
                    Bench.json(
                            ports(full.getLocalPort(), Bench.address(server).getPort()),
                            "{'connectTimeout': '200ms'}"));
            try (Socket client = Sockets.connect(relay)) {
                Sockets.send(client, "x");
                assertThat(Sockets.receive(client, 3)).isEqualTo("a:x");
            }
            assertThat(relay.metrics().errorsByKind()).containsOnlyKeys(Failure.Kind.CONNECT_TIMEOUT);
        }
    }

    /** A client is reset, be it that connecting itself already tells of it. */
    private static void assertResets(InetSocketAddress relay) {
        assertThatThrownBy(() -> {
                    try (Socket client = Sockets.connect(relay)) {
                        client.getInputStream().read();
                    }
                })
                .isInstanceOf(SocketException.class);
    }

    @Test
    void clientIsResetAndToldWhyWhenNoBackEndIsLeft() throws IOException {
        try (Socket nobody = Sockets.keepPort();
                Socket nobodyElse = Sockets.keepPort()) {
            Endpoint relay = relay(nobody.getLocalPort(), nobodyElse.getLocalPort());
            assertResets(Bench.address(relay));
            await().untilAsserted(() -> assertThat(bench.sample(relay).open()).isZero());
            assertThat(bench.figure(relay, "no_back_end")).isEqualTo(1);
            assertThat(relay.lastFailure().orElseThrow().what().toString()).contains("relay", "2");
        }
    }

    @Test
    void relayThatIsBoundWideDoesNotCallItself() throws IOException {
        int port = Sockets.freePort();
        Endpoint relay = bench.start(
                "relay",
                "relay",
                "{'host': '0.0.0.0', 'port': " + port + ", 'backEnds': [{'host': '127.0.0.2', 'port': " + port + "}]}");
        assertResets(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        assertThat(bench.sample(relay).total()).isEqualTo(1);
    }

    @Test
    void relayWithoutBackEndsSaysSo() throws IOException {
        Endpoint relay = relay();
        assertResets(Bench.address(relay));
        await().untilAsserted(() -> assertThat(relay.lastFailure()).isPresent());
        assertThat(relay.lastFailure().orElseThrow().remedy().toString()).isNotEmpty();
    }

    @Test
    void serverThatClosesQuicklyIsNoFailure() throws IOException {
        try (RawServer server = new RawServer(client -> {})) {
            Endpoint relay = relay(server.port());
            for (int i = 0; i < 5; i++) {
                try (Socket client = Sockets.connect(relay)) {
                    assertThat(client.getInputStream().read()).isEqualTo(-1);
                }
            }
            await().untilAsserted(() -> assertThat(bench.sample(relay).open()).isZero());
            assertThat(relay.backEnds().list().getFirst().failures()).isZero();
            assertThat(bench.sample(relay).errors()).isZero();
        }
    }

    @Test
    void backEndsComeAndGoWhileItRuns() throws IOException {
        Endpoint first = echo("a");
        Endpoint second = echo("b");
        Endpoint relay = relay(Bench.address(first).getPort());
        try (Socket old = Sockets.connect(relay)) {
            assertThat(said(old, "1")).isEqualTo("a:1");

            ObjectNode changed = Bench.json(ports(Bench.address(second).getPort()));
            relay.configure(changed);

            try (Socket fresh = Sockets.connect(relay)) {
                assertThat(said(fresh, "2")).isEqualTo("b:2");
            }
            // What stands goes on.
            assertThat(said(old, "3")).isEqualTo("a:3");
            assertThat(relay.backEnds().list()).hasSize(1);
        }
    }

    private static String said(Socket client, String text) throws IOException {
        Sockets.send(client, text);
        return Sockets.receive(client, text.length() + 2);
    }

    @Test
    void disconnectingEitherSideEndsBoth() throws IOException {
        Endpoint server = echo("a");
        Endpoint relay = relay(Bench.address(server).getPort());
        for (int i = 0; i < 2; i++) {
            try (Socket client = Sockets.connect(relay)) {
                assertThat(said(client, "1")).isEqualTo("a:1");
                long id = relay.connections().list(2).get(i).id();
                Bench.await(relay.disconnect(Target.one(id)));
                assertThat(client.getInputStream().read()).isEqualTo(-1);
            }
            await().untilAsserted(() -> assertThat(relay.connections().count()).isZero());
            await().untilAsserted(() -> assertThat(bench.sample(server).open()).isZero());
        }
    }

    @Test
    void stoppingEndsBothSidesAndFreesThePort() throws IOException {
        Endpoint server = echo("a");
        Endpoint relay = relay(Bench.address(server).getPort());
        int port = Bench.address(relay).getPort();
        try (Socket client = Sockets.connect(relay)) {
            assertThat(said(client, "1")).isEqualTo("a:1");
            Bench.await(relay.stop());
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(relay.connections().count()).isZero();
        assertThat(relay.backEnds().list()).isEmpty();
        await().untilAsserted(() -> assertThat(bench.sample(server).open()).isZero());
        try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(free.getLocalPort()).isEqualTo(port);
        }
    }

    @Test
    void portInUseFailsAndNamesThePort() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Endpoint relay = bench.add("relay", "relay", "{'port': " + other.getLocalPort() + "}");
            FailureException thrown = catchThrowableOfType(FailureException.class, () -> Bench.await(relay.start()));
            assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.ADDRESS_IN_USE);
            assertThat(thrown.failure().what().toString()).contains(Integer.toString(other.getLocalPort()));
        }
    }
}
