package org.netsonde.app.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Engine;
import org.netsonde.engine.EngineOptions;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class RelayingTest {

    private final Engine engine = new Engine(EngineOptions.standard());
    private final Workbench workbench = new Workbench(engine, Runnable::run);
    private final Relaying relaying = new Relaying(workbench);

    @AfterEach
    void close() {
        engine.close();
    }

    private Endpoint add(String protocol, String settings) {
        return workbench.add(
                protocol, protocol, (ObjectNode) JsonMapper.shared().readTree(settings.replace('\'', '"')));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            tcp-server       | {'framing': {'type': 'lines'}} | framing     | {"type":"lines"} | tcp-client
            udp-server       | {}                             | transport   | "udp"            | udp-client
            websocket-server | {}                             | application | "websocket"      | websocket-client
            http-server      | {}                             | application | "http"           | http-client
            http-server      | {'tls': {'mode': 'on'}}        | application |                  | http-client
            xmlrpc-server    | {}                             | application | "http"           | xmlrpc-client
            tls-server       | {'framing': {'type': 'lines'}} | framing     |                  | tls-client
            """)
    void aRelayUnderstandsWhatItsServerSpeaks(
            String protocol, String settings, String option, String expected, String client) {
        Endpoint server = add(protocol, settings.replace("'", "\""));

        Endpoint relay = relaying.addRelay(server, "Relay");

        assertThat(relay.settings().get("backEnds").toString()).isEqualTo("[{\"target\":\"" + protocol + "\"}]");
        assertThat(
                        relay.settings().get(option) == null
                                ? null
                                : relay.settings().get(option).toString())
                .isEqualTo(expected);
        assertThat(relay.check().problems()).isEmpty();
        Endpoint made = new Pairing(workbench).addClient(relay, "Client", JsonNodeFactory.instance.objectNode());
        assertThat(made.protocol().id()).isEqualTo(client);
        assertThat(made.settings().get("target").asString()).isEqualTo("Relay");
    }

    @Test
    void aRelayTellsMessagesApartAsItsServerDoesByDefault() {
        Endpoint frames = relaying.addRelay(add("frame-server", "{}"), "Frames");
        assertThat(frames.settings().path("framing").path("type").asString()).isEqualTo("lines");
        assertThat(frames.check().problems()).isEmpty();

        Endpoint bytes = relaying.addRelay(add("tcp-server", "{}"), "Bytes");
        assertThat(bytes.settings().has("framing")).as("raw as it is anyway").isFalse();
    }

    @Test
    void aClientFitsWhatIsBehindTwoRelays() {
        Endpoint server = add("websocket-server", "{}");
        Endpoint outer = relaying.addRelay(relaying.addRelay(server, "Inner"), "Outer");

        assertThat(outer.settings().get("application").asString()).isEqualTo("websocket");
        assertThat(relaying.counterpart(outer)).isEqualTo("websocket-client");
        assertThat(outer.settings().get("port").asInt())
                .as("the usual one is the inner's")
                .isZero();
    }

    @Test
    void relaysInACircleHaveTheClientOfTheirTransport() {
        Endpoint one = workbench.add("One", "relay", backEnd("Two"));
        workbench.add("Two", "relay", backEnd("One"));

        assertThat(relaying.counterpart(one)).isEqualTo("tcp-client");
    }

    private static ObjectNode backEnd(String target) {
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        settings.putArray("backEnds").addObject().put("target", target);
        return settings;
    }

    @Test
    void clientsHaveNoRelayBeforeThem() {
        assertThat(relaying.offers(add("tcp-client", "{}"))).isFalse();
        assertThat(relaying.offers(add("tcp-server", "{}"))).isTrue();
    }
}
