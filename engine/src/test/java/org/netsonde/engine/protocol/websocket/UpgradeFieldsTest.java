package org.netsonde.engine.protocol.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpgradeFieldsTest {

    private final HttpHeaders headers = new DefaultHttpHeaders();

    @Test
    void acceptIsThatOfTheExampleOfTheRfc() {
        assertThat(UpgradeFields.accept("dGhlIHNhbXBsZSBub25jZQ==")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }

    @Test
    void everyKeyIsAnotherOne() {
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            keys.add(UpgradeFields.newKey());
        }
        assertThat(keys).hasSize(1000).allMatch(UpgradeFields::isKey);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AAAA",
                "dGhlIHNhbXBsZSBub25jZQ=",
                "dGhlIHNhbXBsZSBub25jZSE=",
                "dGhlIHNhbXBsZSBub25jZQ==x",
                "dGhlIHNhbXBsZSBub25jZQ== ",
                "dGhl_HNhbXBsZSBub25jZQ==",
                "\u0100"
            })
    void keyMustBeSixteenBytesInBase64(String key) {
        assertThat(UpgradeFields.isKey(key)).isFalse();
        assertThat(UpgradeFields.isKey("dGhlIHNhbXBsZSBub25jZQ==")).isTrue();
    }

    @Test
    void headAsksForWebSocketInAnyCaseAndAmongOthers() {
        headers.add("upgrade", "h2c, WebSocket");
        assertThat(UpgradeFields.isUpgrade(headers)).isFalse();
        headers.add("connection", "keep-alive");
        assertThat(UpgradeFields.isUpgrade(headers)).isFalse();
        headers.add("Connection", "keep-alive, UPGRADE");
        assertThat(UpgradeFields.isUpgrade(headers)).isTrue();
        headers.set("Upgrade", "websockets");
        assertThat(UpgradeFields.isUpgrade(headers)).isFalse();
    }

    @Test
    void whatIsAddedToAskIsUnderstood() {
        UpgradeFields.upgrade(headers);
        assertThat(UpgradeFields.isUpgrade(headers)).isTrue();
    }

    @Test
    void listMayStandOnSeveralLines() {
        headers.add("Sec-WebSocket-Protocol", "chat ,superchat,,x");
        headers.add("sec-websocket-protocol", "v2.chat");
        assertThat(UpgradeFields.list(headers, UpgradeFields.PROTOCOL))
                .containsExactly("chat", "superchat", "x", "v2.chat");
        assertThat(UpgradeFields.list(headers, "other")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Upgrade", "CONNECTION", "sec-websocket-key", "Sec-WebSocket-Extensions", "Content-Length"})
    void handshakeSetsItsOwnFields(String name) {
        assertThat(UpgradeFields.isOwn(name)).isTrue();
        assertThat(UpgradeFields.isOwn("X-" + name)).isFalse();
        assertThat(Settings.client("{'headers': [{'name': 'Origin'}, {'name': '" + name + "', 'value': 'x'}]}")
                        .problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.field()).isEqualTo("headers[1].name");
                    assertThat(problem.text().toString()).contains(name);
                });
    }
}
