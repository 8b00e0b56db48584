package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.ui.ProbeWindow.SOON;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.fixtures.OpenSsl;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;
import org.netsonde.fixtures.RawServer;
import org.netsonde.fixtures.Sockets;
import org.netsonde.fixtures.TestCertificate;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** A host is probed by pointing and clicking, or by keys alone, and what was found taken away. */
@ExtendWith(ApplicationExtension.class)
class ProbePageTest {

    @TempDir
    Path folder;

    private ProbeWindow bench;

    @Start
    void start(Stage stage) throws IOException {
        bench = new ProbeWindow(stage, folder, UnaryOperator.identity());
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aWebServerOfPythonIsProbedByItsNameAndTheResultTakenAway() throws IOException {
        Peers.requirePythonModule("dnslib", "python3-dnslib");
        bench.open();
        assertThat(bench.shows("#probe-empty")).isTrue();
        bench.shot("probe-empty");
        try (PeerProcess names = Peers.python("dns_server.py");
                PeerProcess web = Peers.python("http_server.py")) {
            bench.fill("#probe-dns", "127.0.0.1:" + names.line());
            bench.begin("http://web.test:" + web.line() + "/", 8, "50ms");
            assertThat(bench.over()).startsWith("Done in ");

            assertThat(bench.column("#probe-dns-answers", 1)).containsExactly("CNAME", "A", "CNAME", "AAAA");
            assertThat(bench.labels("#probe-dns-queries")).contains("127.0.0.1", "0:0:0:0:0:0:0:1");
            List<String> figures = bench.labels("#probe-connect-figures");
            assertThat(figures).contains("IPv4", "IPv6", "Median", "8");
            assertThat(bench.labels("#probe-phases")).contains("Connecting", "First byte");
            assertThat(bench.labels("#probe-facts")).anyMatch(text -> text.startsWith("HTTP/1.1, status 200"));
            assertThat(bench.said("#probe-race-sentence")).isNotEmpty().doesNotContain("probe.");
            bench.shot("probe-done");
            bench.scroll(1);
            bench.shot("probe-done-below");
        }

        Path json = folder.resolve("probe.json");
        bench.picker.answer(json);
        bench.choose("#probe-export", "probe-export-json");
        await().atMost(SOON).until(() -> Files.exists(json));
        assertThat(json).content().contains("web.test");
        assertThat(bench.picker.proposed()).isEqualTo("probe-web.test.json");
        Path text = folder.resolve("probe.txt");
        bench.picker.answer(text);
        bench.choose("#probe-export", "probe-export-text");
        await().atMost(SOON).until(() -> Files.exists(text));
        assertThat(text).content().startsWith("Probe of http://web.test:");
    }

    @Test
    void aCertificateThatNobodyTrustsFailsItsPartAndNoOther() {
        TestCertificate certificate = TestCertificate.create(folder, "stranger");
        bench.open();
        try (PeerProcess server = OpenSsl.server(certificate)) {
            int port = OpenSsl.port(server);
            bench.begin("tls://127.0.0.1:" + port, 3, "20ms");
            bench.over();

            assertThat(bench.said("#probe-phases-failure")).isNotEmpty();
            assertThat(bench.labels("#probe-phases")).contains("Connecting");
            assertThat(bench.labels("#probe-connect-figures")).contains("3");
            assertThat(bench.said("#probe-race-sentence")).contains("IPv4");
            bench.shot("probe-untrusted");
            bench.press("#probe-inspect");
            await().atMost(SOON).until(() -> bench.shows("#inspection"));
            assertThat(bench.shows("#inspection-grade")).isTrue();
        }
    }

    @Test
    void anEndpointIsProbedOverTlsFromItsMenuAndRepeatedAsAnEndpoint() {
        Endpoint web = bench.endpoint("Web");
        web.start().toCompletableFuture().join();
        bench.robot.clickOn("Web");
        await().atMost(SOON).until(() -> bench.shows("#more"));
        bench.choose("#more", "probe-endpoint");
        await().atMost(SOON).until(() -> bench.shows("#probe-result"));
        assertThat(bench.over()).startsWith("Done in ");
        assertThat(bench.labels("#probe-facts")).anyMatch(text -> text.startsWith("TLSv1.3"));
        bench.shot("probe-endpoint");
        assertThat(bench.offers("#probe-targets")).anyMatch(text -> text.startsWith("Web (https://127.0.0.1:"));

        bench.press("#probe-repeat");
        await().atMost(SOON).until(() -> bench.engine.endpoints().size() == 3);
        Endpoint repeated = bench.engine.endpoints().getLast();
        assertThat(repeated.protocol().id()).isEqualTo("probe");
        assertThat(repeated.settings().path("probe").asString()).isEqualTo("https");
        assertThat(repeated.check().value()).isNotNull();
        await().atMost(SOON).until(() -> bench.shows("#more"));
        repeated.start().toCompletableFuture().join();
        await().atMost(SOON).until(() -> repeated.state() instanceof EndpointState.Running);
        bench.shot("probe-repeated");
    }

    @Test
    void whatIsUnderWayIsCancelledAndWhatWasFoundStays() throws IOException {
        bench.open();
        try (RawServer silent = new RawServer(RawServer::waitForEnd)) {
            bench.begin("127.0.0.1:" + silent.port(), 1000, "100ms");
            await().atMost(SOON).until(() -> bench.shows("#probe-connect-figures"));
            await().atMost(SOON).until(() -> bench.said("#probe-step").startsWith("Connections"));
            bench.shot("probe-running");
            bench.robot.interact(
                    () -> bench.robot.lookup("#probe-cancel").query().requestFocus());
            bench.robot.type(KeyCode.ESCAPE);
            assertThat(bench.over()).startsWith("Cancelled after ");
            assertThat(bench.shows("#probe-connect-figures")).isTrue();
            assertThat(bench.shows("#probe-race-card")).isFalse();
        }
    }

    @Test
    void aProbeGoesOnInAnotherLanguageAndWhileSomethingElseShows() throws IOException {
        bench.open();
        try (RawServer silent = new RawServer(RawServer::waitForEnd)) {
            bench.begin("127.0.0.1:" + silent.port(), 1000, "100ms");
            await().atMost(SOON).until(() -> bench.shows("#probe-connect-figures"));
            bench.toggle("#theme");
            bench.toggle("#language");
            await().atMost(SOON).until(() -> bench.shows("#probe-cancel"));
            assertThat(bench.said("#probe-state")).isEqualTo("正在运行；结果随到随显。");
            bench.shot("probe-running-zh-dark");
            Steps.menuBar(bench.robot, "menu-sessions");
            await().atMost(SOON).until(() -> !bench.shows("#probe"));
            Steps.menuBar(bench.robot, "menu-probes");
            await().atMost(SOON).until(() -> bench.shows("#probe-cancel"));
            bench.press("#probe-cancel");
            assertThat(bench.over()).contains("后已取消");
            bench.begin("127.0.0.1:" + silent.port(), 6, "20ms");
            assertThat(bench.over()).startsWith("完成，用时 ");
            bench.shot("probe-done-zh-dark");
            bench.scroll(1);
            bench.shot("probe-done-zh-dark-below");
            bench.toggle("#theme");
            bench.shot("probe-done-zh-below");
            bench.openPorts();
            bench.shot("ports-zh");
            bench.toggle("#theme");
            bench.shot("ports-zh-dark");
        }
    }

    @Test
    void aPortThatNobodyListensOnIsRefusedNotLost() throws IOException {
        int port = Sockets.freePort();
        bench.open();
        bench.begin("127.0.0.1:" + port, 4, "20ms");
        assertThat(bench.over()).contains("was not reached");
        List<String> figures = bench.labels("#probe-connect-figures");
        // Address, sent, times, refused, loss.
        assertThat(figures).contains("127.0.0.1:" + port, "4", "–", "0%");
        assertThat(bench.said("#probe-connect-failure")).isNotEmpty();
        assertThat(bench.labels(".probe-legend")).contains("Refused").doesNotContain("Lost");
        bench.shot("probe-refused");
    }

    @Test
    void whatIsWrongIsSaidAtItsField() {
        bench.open();
        bench.begin("what is this", 3, "20ms");
        assertThat(bench.said("#probe-target-problem")).contains("no host, address or URL");
        bench.begin("127.0.0.1:9", 0, "20ms");
        assertThat(bench.said("#probe-target-problem")).isEmpty();
        assertThat(bench.said("#probe-count-problem")).contains("1000");
        bench.begin("127.0.0.1:9", 3, "soon");
        assertThat(bench.said("#probe-interval-problem")).startsWith("\"soon\" is no time.");
        bench.shot("probe-wrong");
        assertThat(bench.shows("#probe-empty")).isTrue();
    }

    @Test
    void keysAreEnough() throws IOException {
        bench.endpoint("Echo");
        try (ServerSocket server = new ServerSocket(0)) {
            bench.robot
                    .press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P)
                    .release(KeyCode.P, KeyCode.SHIFT, KeyCode.CONTROL);
            await().atMost(SOON).until(() -> bench.shows("#probe-target"));
            await().atMost(SOON)
                    .until(() -> Steps.onFx(
                            () -> bench.robot.lookup("#probe-target").query().isFocused()));
            bench.robot.write("127.0.0.1:" + server.getLocalPort()).type(KeyCode.ENTER);
            assertThat(bench.over()).startsWith("Done in ");
            await().atMost(SOON)
                    .until(() -> Steps.onFx(
                            () -> bench.robot.lookup("#probe-target").query().isFocused()));
        }
    }
}
