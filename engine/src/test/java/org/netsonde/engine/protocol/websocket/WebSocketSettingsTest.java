package org.netsonde.engine.protocol.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.protocol.Bound;
import org.netsonde.engine.protocol.Problem;
import org.netsonde.engine.protocol.SettingsDescriber;

class WebSocketSettingsTest {

    private static List<String> fields(Bound<?> bound) {
        return bound.problems().stream().map(Problem::field).toList();
    }

    @Test
    void defaultsOfBothSidesGoTogether() {
        assertThat(new WebSocketClientSettings().aim().port())
                .isEqualTo(new WebSocketServerSettings().port())
                .isEqualTo(8765);
        assertThat(new WebSocketServerSettings().path()).as("any").isEmpty();
        assertThat(new WebSocketClientSettings().path()).isEqualTo("/");
    }

    @Test
    void defaultsBindToThemselves() {
        String json = SettingsDescriber.toJson(new WebSocketServerSettings()).toString();
        assertThat(Settings.server(json).orThrow()).isEqualTo(new WebSocketServerSettings());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/chat", "/a/b;c=1", "/%E4%BD%A0", "/~x"})
    void pathsThatBothSidesTake(String path) {
        assertThat(fields(Settings.client("{'path': '" + path + "'}"))).isEmpty();
        assertThat(fields(Settings.server("{'path': '" + path + "'}"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat", "/a b", "/a#b", "/你", "/a\\r\\nX: y", "/\\u007f", "http://x/"})
    void pathsThatCannotStandInARequestAreRefused(String path) {
        assertThat(fields(Settings.client("{'path': '" + path + "'}"))).containsExactly("path");
        assertThat(fields(Settings.server("{'path': '" + path + "'}"))).containsExactly("path");
    }

    @Test
    void queryIsForClients() {
        assertThat(fields(Settings.client("{'path': '/chat?room=1'}"))).isEmpty();
        assertThat(fields(Settings.server("{'path': '/chat?room=1'}"))).containsExactly("path");
        assertThat(fields(Settings.client("{'path': ''}"))).containsExactly("path");
    }

    @Test
    void everyBadFieldIsNamed() {
        assertThat(fields(Settings.server("{'subprotocols': ['chat', 'a b', ''], 'headers': []}")))
                .containsExactly("subprotocols[1]");
        assertThat(fields(Settings.client("{'headers': [{'name': 'a b'}, {'name': 'X', 'value': 'a\\r\\nb'}]}")))
                .containsExactly("headers[0].name", "headers[1].value");
        assertThat(fields(Settings.server("{'compression': {'type': 'deflate', 'window': 8, 'level': 0}}")))
                .containsExactly("compression.level", "compression.window");
        assertThat(fields(Settings.server("{'maxMessage': 0, 'pongTimeout': 0, 'handshakeTimeout': 0}")))
                .containsExactly("maxMessage", "pongTimeout", "handshakeTimeout");
    }
}
