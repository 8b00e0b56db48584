package org.netsonde.autobahn;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.Protocol;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.SettingsBinder;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.transport.EventLoops;
import org.netsonde.engine.transport.TransportKind;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.TestCertificate;
import org.netsonde.fixtures.TlsTunnel;
import tools.jackson.databind.node.ObjectNode;

/** All cases of the Autobahn suite, with no failure, for our server and our client, in the clear and over TLS. */
class AutobahnTest {

    private static final long CASE_SECONDS = 120;

    @TempDir
    Path folder;

    @Test
    void server() {
        try (Bench bench = new Bench()) {
            int port = server(bench, "{}");
            check(Autobahn.testServer("server", URI.create("ws://127.0.0.1:" + port)));
        }
    }

    @Test
    void tlsServer() {
        TestCertificate certificate = TestCertificate.create(folder, "server");
        try (Bench bench = new Bench()) {
            int port = server(
                    bench,
                    "{'tls': {'mode': 'on', 'certificate': {'type': 'pem', 'chain': '" + certificate.certificate()
                            + "', 'key': '" + certificate.key() + "'}}}");
            try (TlsTunnel tunnel = TlsTunnel.toTls(port, certificate.certificate())) {
                check(Autobahn.testServer("server-tls", URI.create("ws://127.0.0.1:" + tunnel.port())));
            }
        }
    }

    private static int server(Bench bench, String tls) {
        return Bench.address(
                        bench.start("server", "websocket-server", Bench.json("{'port': 0, 'responder': 'echo'}", tls)))
                .getPort();
    }

    @Test
    void client() {
        try (EventLoops loops = oneLoop()) {
            check(Autobahn.testClient("client", uri -> echo(loops, uri, "{}")));
        }
    }

    @Test
    void tlsClient() {
        TestCertificate certificate = TestCertificate.create(folder, "server");
        String tls =
                "{'tls': {'mode': 'on', 'trust': {'type': 'custom', 'file': '" + certificate.certificate() + "'}}}";
        try (EventLoops loops = oneLoop()) {
            check(Autobahn.testTlsClient("client-tls", certificate, uri -> echo(loops, uri, tls)));
        }
    }

    private static EventLoops oneLoop() {
        return new EventLoops(TransportKind.usable().getFirst(), 1);
    }

    /** Sends back what comes until the connection ends. */
    private static void echo(EventLoops loops, URI uri, String tls) {
        ObjectNode json = Bench.json("{}", tls)
                .put("host", uri.getHost())
                .put("port", uri.getPort())
                .put("path", uri.getPath() + "?" + uri.getQuery());
        run(ProtocolRegistry.builtin().find("websocket-client").orElseThrow(), json, loops);
    }

    private static <S extends Record & Settings, M extends Record> void run(
            Protocol<S, M> protocol, ObjectNode json, EventLoops loops) {
        S settings = SettingsBinder.bind(protocol.settingsType(), protocol.defaults(), json)
                .orThrow();
        EndpointContext context = Bench.lone(loops, failure -> {});
        // On its event loop, of which there is only one: so before anything can have come.
        Binding<S, M> binding = Bench.await(CompletableFuture.supplyAsync(
                        () -> protocol.start(settings, context).thenApply(AutobahnTest::echoing), loops.next())
                .thenCompose(started -> started));
        try {
            binding.ended().toCompletableFuture().get(CASE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            // Many cases break the rules, which is a failure of the connection. What it should have been the suite
            // knows.
            assertThat(e).hasCauseInstanceOf(FailureException.class);
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        } finally {
            Bench.await(binding.close());
        }
    }

    private static <S extends Record & Settings, M extends Record> Binding<S, M> echoing(Binding<S, M> started) {
        started.listen(Target.all(), (connection, message) -> started.send(Target.one(connection), message));
        return started;
    }

    private static void check(AutobahnReport report) {
        assertThat(report.bad()).as(report.summary()).isEmpty();
        assertThat(report.cases()).hasSize(AutobahnReport.CASES);
    }
}
