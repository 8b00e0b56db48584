package org.netsonde.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.protocol.Protocol;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.protocol.SettingsDescriber;

class AssignmentsTest {

    private final Assignments server = of("tcp-server");
    private final Assignments client = of("tcp-client");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            port=0                   | {"port":0}
            host=127.0.0.1           | {"host":"127.0.0.1"}
            host=10                  | {"host":"10"}
            host="a b"               | {"host":"a b"}
            idleTimeout=30s          | {"idleTimeout":"30s"}
            framing=lines            | {"framing":"lines"}
            framing.type=lines       | {"framing":{"type":"lines"}}
            responder.prefix=a=b     | {"responder":{"prefix":"a=b"}}
            responder.prefix=007     | {"responder":{"prefix":"007"}}
            responder.prefix=1e5     | {"responder":{"prefix":"1e5"}}
            responder.prefix=        | {"responder":{"prefix":""}}
            tcp.noDelay=false        | {"tcp":{"noDelay":false}}
            framing={"type":"lines"} | {"framing":{"type":"lines"}}
            """)
    void valuesAreJsonOrText(String argument, String expected) {
        assertThat(server.settings(List.of(argument)).toString()).isEqualTo(expected);
    }

    @Test
    void dottedNamesAddToWhatWasGivenBefore() {
        assertThat(server.settings(List.of("framing=lines", "framing.maxLength=64KiB"))
                        .toString())
                .isEqualTo("{\"framing\":{\"type\":\"lines\",\"maxLength\":\"64KiB\"}}");
    }

    @Test
    void listsAreGivenAsJson() {
        assertThat(client.settings(List.of("messages=[\"a\",\"b\"]")).toString())
                .isEqualTo("{\"messages\":[\"a\",\"b\"]}");
    }

    @Test
    void aNameThatIsNearlyRightIsCorrected() {
        assertThatThrownBy(() -> server.settings(List.of("prot=1"))).hasMessageContaining("Did you mean port?");
        assertThatThrownBy(() -> server.settings(List.of("framing.maxlenght=1")))
                .hasMessageContaining("framing.maxLength");
    }

    @Test
    void aNameThatIsFarOffIsAnsweredWithAllNames() {
        assertThatThrownBy(() -> server.settings(List.of("colour=red")))
                .hasMessageContaining("colour")
                .hasMessageContaining("host, port");
        assertThatThrownBy(() -> server.settings(List.of("port.inner=1"))).hasMessageContaining("no settings inside");
    }

    @Test
    void argumentsWithoutEqualsAreRefused() {
        assertThatThrownBy(() -> server.settings(List.of("port"))).hasMessageContaining("name=value");
        assertThatThrownBy(() -> server.settings(List.of("=1"))).hasMessageContaining("name=value");
    }

    private static Assignments of(String id) {
        Protocol<?, ?> protocol = ProtocolRegistry.builtin().find(id).orElseThrow();
        return new Assignments(SettingsDescriber.describe(protocol.settingsType(), protocol.defaults()));
    }
}
