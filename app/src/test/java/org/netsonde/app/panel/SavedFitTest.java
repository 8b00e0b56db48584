package org.netsonde.app.panel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.protocol.Protocol;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.workspace.SavedMessage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SavedFitTest {

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }

    private static Protocol<?, ?> protocol(String id) {
        return ProtocolRegistry.builtin().find(id).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "tcp-client       | 'Hello'                                  | true",
                "websocket-client | 'Hello'                                  | true",
                "frame-client     | 'Hello'                                  | true",
                "udp-server       | {'format': 'hex', 'data': '01 FF'}       | true",
                "tls-client       | {'format': 'hex', 'data': '01 FF'}       | true",
                "websocket-client | {'format': 'hex', 'data': '48 69'}       | true",
                "websocket-client | {'format': 'hex', 'data': '01 FF'}       | false",
                "websocket-client | {'kind': 'ping', 'data': ''}             | true",
                "tcp-client       | {'kind': 'ping', 'data': ''}             | false",
                "frame-client     | {'type': 'echo', 'payload': {'text': ''}}| true",
                "tcp-client       | {'type': 'echo', 'payload': {'text': ''}}| false",
                "tcp-client       | {'format': 'hex', 'data': 'zz'}          | false",
            })
    void isOfferedWhereTheRecordTakesEveryField(String id, String message, boolean fits) {
        assertThat(Protocols.taken(protocol(id), json(message)).isPresent()).isEqualTo(fits);
    }

    @Test
    void comesBackWithEveryField() {
        assertThat(Protocols.taken(protocol("websocket-client"), json("'Hi'")).orElseThrow())
                .isEqualTo(json("{'kind': 'text', 'format': 'text', 'data': 'Hi', 'code': 1000}"));
    }

    @Test
    void whatAFieldForTextWouldDropIsWrittenWithEscapes() {
        assertThat(Protocols.taken(protocol("tcp-client"), json("'two\\r\\nlines'"))
                        .orElseThrow())
                .isEqualTo(json("{'format': 'escaped', 'data': 'two\\\\r\\\\nlines'}"));
        assertThat(Protocols.taken(protocol("tcp-client"), json("'two\\nlines'"))
                        .orElseThrow())
                .isEqualTo(json("{'format': 'text', 'data': 'two\\nlines'}"));
    }

    @Test
    void whatGoesWithoutSayingIsNotKept() {
        ObjectNode plain = (ObjectNode) json("{'kind': 'text', 'format': 'text', 'data': '', 'code': 1000}");
        assertThat(Protocols.compact(protocol("websocket-client"), plain)).isEqualTo(json("{'data': ''}"));
        ObjectNode ping = (ObjectNode) json("{'kind': 'ping', 'format': 'hex', 'data': '01', 'code': 1000}");
        assertThat(Protocols.compact(protocol("websocket-client"), ping))
                .isEqualTo(json("{'kind': 'ping', 'format': 'hex', 'data': '01'}"));
        assertThat(ping.size()).isEqualTo(4);
    }

    @Test
    void isShownByItsPayloadOnOneLine() {
        assertThat(SavedText.of(new SavedMessage("a", json("{'format': 'text', 'data': 'two\\nlines'}"))))
                .isEqualTo("two\\nlines");
        assertThat(SavedText.of(new SavedMessage("a", json("{'format': 'escaped', 'data': 'a\\\\r'}"))))
                .isEqualTo("a\\r");
        assertThat(SavedText.of(new SavedMessage("a", json("'" + "x".repeat(100) + "'"))))
                .hasSize(61)
                .endsWith("…");
        assertThat(SavedText.of(new SavedMessage("a", json("{'payload': {'text': 'x'}}"))))
                .isEqualTo("{\"text\":\"x\"}");
    }
}
