package org.netsonde.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.protocol.BackEnd;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;
import org.netsonde.fixtures.Sockets;

/** A relay before Python's servers, each of which says who it is. */
class BalancingInteropTest {

    private final Bench bench = new Bench();
    private final List<PeerProcess> servers = new ArrayList<>();
    private final List<Socket> kept = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        bench.close();
        servers.forEach(PeerProcess::close);
        for (Socket socket : kept) {
            socket.close();
        }
    }

    /** A port that nobody else takes while its server is away. */
    private int keptPort() throws IOException {
        Socket socket = Sockets.keepPort();
        kept.add(socket);
        return socket.getLocalPort();
    }

    /** Starts a server that answers with its letter; at any port for 0. */
    private int server(String letter, int port) {
        PeerProcess server = Peers.python("threaded_server.py", "prefix:" + letter, "lines", port);
        servers.add(server);
        return server.port();
    }

    private Endpoint relay(String settings, int... ports) {
        StringBuilder backEnds = new StringBuilder();
        for (int i = 0; i < ports.length; i++) {
            backEnds.append(i == 0 ? "" : ", ").append("{'port': " + ports[i] + ", 'weight': " + (i + 1) + "}");
        }
        return bench.start("relay", "relay", Bench.json("{'port': 0, 'backEnds': [" + backEnds + "]}", settings));
    }

    /** Who answers a new client; empty for nobody. */
    private static String answer(Endpoint relay) throws IOException {
        try (Socket client = Sockets.connect(relay)) {
            Sockets.send(client, "x\n");
            String reply = Sockets.receive(client, 3);
            return reply.isEmpty() ? "" : reply.substring(0, 1);
        } catch (java.net.SocketException e) {
            // Reset: there was nobody.
            return "";
        }
    }

    private static Map<String, Integer> answers(Endpoint relay, int clients) throws IOException {
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < clients; i++) {
            counts.merge(answer(relay), 1, Integer::sum);
        }
        return counts;
    }

    private static BackEnd backEnd(Endpoint relay, int place) {
        return relay.backEnds().list().get(place);
    }

    @Test
    void sharesFollowTheWeights() throws IOException {
        Endpoint relay = relay("{'balancing': 'weighted'}", server("A", 0), server("B", 0), server("C", 0));

        assertThat(answers(relay, 24)).containsOnly(Map.entry("A", 4), Map.entry("B", 8), Map.entry("C", 12));
        assertThat(relay.backEnds().list()).extracting(BackEnd::total).containsExactly(4L, 8L, 12L);
        assertThat(backEnd(relay, 2).ideal()).isEqualTo(0.5);
        assertThat(backEnd(relay, 2).bytesTo()).isEqualTo(24);
        await().atMost(Bench.LIMIT).until(() -> backEnd(relay, 2).open() == 0);
    }

    @Test
    void aServerThatIsKilledIsEjectedAndBackOnceItIsStartedAgain() throws IOException {
        int port = server("B", keptPort());
        Endpoint relay = relay(
                "{'ejection': {'failures': 3, 'pause': '1s', 'maxPause': '1s'}}", server("A", 0), port, server("C", 0));
        assertThat(answers(relay, 9)).containsOnly(Map.entry("A", 3), Map.entry("B", 3), Map.entry("C", 3));

        servers.getFirst().close();
        long begun = System.nanoTime();
        Map<String, Integer> without = answers(relay, 30);
        long pauses = (System.nanoTime() - begun) / 1_000_000_000L;

        // Nobody was turned away: who was refused by it came to another one.
        assertThat(without).containsOnlyKeys("A", "C");
        BackEnd killed = backEnd(relay, 1);
        assertThat(killed.state()).isEqualTo(BackEnd.State.EJECTED);
        assertThat(killed.failures()).isBetween(3L, 3 + pauses);
        assertThat(relay.lastFailure())
                .hasValueSatisfying(failure -> assertThat(failure.toString()).contains("127.0.0.1:" + port));
        assertThat(bench.figure(relay, "ejections")).isPositive();

        server("B", port);
        await().atMost(Bench.LIMIT).until(() -> {
            answer(relay);
            return killed.state() == BackEnd.State.UP;
        });
        assertThat(answers(relay, 9)).containsOnly(Map.entry("A", 3), Map.entry("B", 3), Map.entry("C", 3));
    }

    @Test
    void whereAllAreKilledClientsAreToldAndTheFirstThatComesBackServes() throws IOException {
        int port = server("A", keptPort());
        Endpoint relay = relay("{}", port, server("B", keptPort()));
        servers.forEach(PeerProcess::close);

        assertThat(answers(relay, 10)).containsOnlyKeys("");
        assertThat(bench.figure(relay, "no_back_end")).isEqualTo(10);
        assertThat(relay.lastFailure())
                .hasValueSatisfying(failure ->
                        assertThat(failure.toString()).contains("None of the 2 back ends of relay can be reached"));

        server("A", port);
        // No pause is waited for where there is nobody else.
        assertThat(answer(relay)).isEqualTo("A");
        assertThat(backEnd(relay, 0).state()).isEqualTo(BackEnd.State.UP);
    }

    @Test
    void backEndsComeAndGoWhileItRuns() throws IOException {
        int first = server("A", 0);
        int second = server("B", 0);
        Endpoint relay = relay("{}", first);
        try (Socket old = Sockets.connect(relay)) {
            Sockets.send(old, "1\n");
            assertThat(Sockets.receive(old, 3)).isEqualTo("A1\n");

            relay.configure(Bench.json(
                    "{'port': 0, 'backEnds': [{'port': " + first + ", 'draining': true}, {'port': " + second + "}]}"));
            assertThat(answers(relay, 4)).containsOnlyKeys("B");
            assertThat(backEnd(relay, 0).state()).isEqualTo(BackEnd.State.DRAINING);

            relay.configure(Bench.json("{'port': 0, 'backEnds': [{'port': " + second + "}]}"));
            assertThat(answers(relay, 4)).containsOnlyKeys("B");
            assertThat(backEnd(relay, 0).total()).isEqualTo(8);
            // The one that is gone still serves whom it had.
            Sockets.send(old, "2\n");
            assertThat(Sockets.receive(old, 3)).isEqualTo("A2\n");
        }
    }

    @Test
    void aRelayWithoutBackEndsSaysSo() throws IOException {
        Endpoint relay = relay("{}");

        assertThat(answer(relay)).isEmpty();
        await().atMost(Bench.LIMIT).until(() -> relay.lastFailure().isPresent());
        assertThat(relay.lastFailure().orElseThrow().toString()).contains("relay has no back end");
    }

    @Test
    void aRelayBeforeItselfDoesNotStart() {
        Endpoint relay = bench.add("loop", "relay", "{'port': 0, 'backEnds': [{'target': 'loop'}]}");

        assertThatThrownBy(() -> Bench.await(relay.start()))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("loop has itself as a back end");
        assertThat(relay.state()).isInstanceOf(EndpointState.Failed.class);
    }
}
