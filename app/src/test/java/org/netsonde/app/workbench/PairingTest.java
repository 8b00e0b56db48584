package org.netsonde.app.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.Engine;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.transport.TransportKind;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class PairingTest {

    private final Engine engine = new Engine(EngineOptions.on(TransportKind.NIO));
    private final Workbench workbench = new Workbench(engine, Runnable::run);
    private final Pairing pairing = new Pairing(workbench);

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void clientIsAimedAtTheServerByNameWithItsFraming() {
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        settings.putObject("framing").put("type", "lines");
        Endpoint server = workbench.add("Echo", "tcp-server", settings);

        Endpoint client = pairing.addClient(server, "Probe", JsonNodeFactory.instance.objectNode());

        assertThat(client.protocol().id()).isEqualTo("tcp-client");
        assertThat(client.settings().get("target").asString()).isEqualTo("Echo");
        assertThat(client.settings().get("framing")).isEqualTo(settings.get("framing"));
        assertThat(client.check().problems()).isEmpty();
    }

    @Test
    void onlyServersAreOfferedAClient() {
        assertThat(pairing.offers(workbench.add("Echo", "tcp-server"))).isTrue();
        assertThat(pairing.offers(workbench.add("Probe", "tcp-client"))).isFalse();
    }

    @Test
    void startingThePairStartsTheServerFirst() throws Exception {
        Endpoint server = workbench.add(
                "Echo", "tcp-server", JsonNodeFactory.instance.objectNode().put("port", 0));
        Endpoint client = pairing.addClient(server, "Probe", JsonNodeFactory.instance.objectNode());

        pairing.start(server, client).toCompletableFuture().get(10, TimeUnit.SECONDS);

        assertThat(server.state()).isInstanceOf(EndpointState.Running.class);
        assertThat(client.state()).isInstanceOf(EndpointState.Running.class);
    }

    @Test
    void quickStartMakesTrafficOnWhateverPortIsFree() throws Exception {
        QuickStart quickStart = new QuickStart(workbench, pairing);
        // The second pair finds the port taken by the first, or by somebody else.
        QuickStart.Pair first = quickStart.run("Echo", "Client", List.of("one", "two"));
        first.started().toCompletableFuture().get(10, TimeUnit.SECONDS);
        QuickStart.Pair second = quickStart.run("Echo", "Client", List.of("one", "two"));
        second.started().toCompletableFuture().get(10, TimeUnit.SECONDS);

        assertThat(second.server().state()).isInstanceOf(EndpointState.Running.class);
        assertThat(second.server().name()).isEqualTo("Echo 2");
        await().until(() -> second.client().metrics().latest().messagesIn() >= 2);
    }

    @Test
    void allStartInSpiteOfOneThatFails() throws Exception {
        ObjectNode nowhere = JsonNodeFactory.instance.objectNode().put("target", "Nobody");
        Endpoint lost = workbench.add("Lost", "tcp-client", nowhere);
        Endpoint server = workbench.add(
                "Echo", "tcp-server", JsonNodeFactory.instance.objectNode().put("port", 0));
        Endpoint client = pairing.addClient(server, "Probe", JsonNodeFactory.instance.objectNode());

        StartOrder.startAll(List.of(lost, client, server)).toCompletableFuture().get(10, TimeUnit.SECONDS);

        assertThat(lost.state()).isInstanceOf(EndpointState.Failed.class);
        assertThat(client.state()).isInstanceOf(EndpointState.Running.class);
    }
}
