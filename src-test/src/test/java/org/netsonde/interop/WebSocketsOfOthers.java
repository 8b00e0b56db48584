package org.netsonde.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Failure;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.PeerProcess;

/** Our WebSocket server and client against Python's module websockets and Node's module ws, in the clear and over TLS. */
@ParameterizedClass
@CsvSource({"py, ws", "js, ws", "py, wss", "js, wss"})
abstract class WebSocketsOfOthers extends WithAuthority {

    static final String TEXT = "héllo \"你好\" 😀";

    /** As the peers print it: escaped as in JSON. */
    static final String PRINTED = "héllo \\\"你好\\\" 😀";

    @Parameter(0)
    String language;

    @Parameter(1)
    String scheme;

    @Override
    Map<String, String> secrets() {
        return Map.of("NETSONDE_SECRET_TOKEN", "opensesame");
    }

    boolean isSecure() {
        return scheme.equals("wss");
    }

    static void send(Endpoint endpoint, String message) {
        Bench.await(endpoint.send(Target.all(), Bench.json(message)));
    }

    /** What closed the connections of an endpoint that are gone. */
    static List<String> closings(Endpoint endpoint) {
        return Crossed.of(endpoint, Direction.CLOSED);
    }

    static void closed(Endpoint endpoint, String reason) {
        await().atMost(Bench.LIMIT)
                .untilAsserted(() -> assertThat(closings(endpoint)).containsExactly(reason));
    }

    void noErrors(Endpoint endpoint) {
        assertThat(bench.sample(endpoint).errors()).isZero();
        assertThat(endpoint.lastFailure()).isEmpty();
    }

    static void opened(PeerProcess peer, String subprotocol, String extensions) {
        assertThat(peer.line("open")).isEqualTo(subprotocol);
        assertThat(peer.line("extensions")).isEqualTo(extensions);
    }

    static String sentence(Failure failure) {
        return failure.what().text(Locale.ENGLISH).replaceAll("127\\.0\\.0\\.1:\\d+", "PEER");
    }
}
