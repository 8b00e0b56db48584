package org.netsonde.app.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.Engine;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.probe.tls.TlsTarget;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class TlsServerTest {

    private final Engine engine = new Engine(EngineOptions.standard());

    @AfterEach
    void close() {
        engine.close();
    }

    private Endpoint server(String protocol, String mode) {
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        settings.put("host", "127.0.0.1").put("port", 0);
        settings.putObject("tls").put("mode", mode);
        return engine.add(null, protocol, protocol, settings);
    }

    private static int start(Endpoint endpoint) {
        endpoint.start().toCompletableFuture().join();
        return ((InetSocketAddress) ((EndpointState.Running) endpoint.state()).address()).getPort();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http-server", "websocket-server", "tls-server", "xmlrpc-server"})
    void serversThatSpeakTlsCanBeInspectedWhileTheyRun(String protocol) {
        Endpoint endpoint = server(protocol, "on");
        assertThat(TlsServer.target(endpoint)).as("it does not run").isEmpty();

        TlsTarget target = new TlsTarget("127.0.0.1", start(endpoint));

        assertThat(TlsServer.target(endpoint)).contains(target);
        assertThat(TlsServer.running(List.of(endpoint))).containsExactly(new TlsServer(protocol, target));
    }

    @Test
    void oneWithoutEncryptionCannot() {
        Endpoint endpoint = server("http-server", "off");
        start(endpoint);

        assertThat(TlsServer.target(endpoint)).isEmpty();
    }
}
