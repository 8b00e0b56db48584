package org.netsonde.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.prometheus.PrometheusServer;
import org.netsonde.engine.prometheus.ScrapeAddress;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.Curl;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;

/** What Prometheus would see: curl scrapes, and Prometheus' own promtool judges. */
@Timeout(90)
class PrometheusInteropTest {

    private static final String CLIENT = """
            {'target': 'Echo', 'framing': 'lines', 'messages': ['hello'], 'interval': '1ms', 'repeat': 0}""";

    @TempDir
    Path folder;

    private static String scrape(PrometheusServer server, Object... options) {
        Object[] all = new Object[options.length + 1];
        System.arraycopy(options, 0, all, 0, options.length);
        all[options.length] = server.address().url();
        try (PeerProcess curl = Curl.start(all)) {
            return curl.output();
        }
    }

    private static void startTraffic(Bench bench) {
        bench.start("Echo", "tcp-server", "{'port': 0, 'framing': 'lines'}");
        bench.start("Client \"1\"", "tcp-client", CLIENT);
        bench.start("Select", "select-server", "{'port': 0}");
        bench.start("Datagrams", "udp-server", "{'port': 0}");
    }

    private static void awaitMessages(Endpoint endpoint, long more) {
        long before = endpoint.metrics().latest().requests();
        await().atMost(Bench.LIMIT).until(() -> endpoint.metrics().latest().requests() >= before + more);
    }

    private void promtoolFindsNothing(String text) throws IOException, InterruptedException {
        Path file = folder.resolve("metrics.txt");
        Files.writeString(file, text);
        Process promtool = new ProcessBuilder(
                        Peers.require("promtool", "prometheus").toString(), "check", "metrics")
                .redirectInput(file.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(promtool.waitFor(Bench.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(said).as("what promtool says").isEmpty();
        assertThat(promtool.exitValue()).isZero();
    }

    /** The value of the one line of that metric and that endpoint. */
    private static double value(String text, String metric, String endpoint) {
        Matcher line = Pattern.compile(
                        "(?m)^" + metric + "\\{[^\\n]*endpoint=\"" + Pattern.quote(endpoint) + "\"[^\\n]*\\} (\\S+)$")
                .matcher(text);
        assertThat(line.find()).as("%s of %s in\n%s", metric, endpoint, text).isTrue();
        return Double.parseDouble(line.group(1));
    }

    @Test
    void promtoolFindsNothingToSayOfScrapesUnderLoad() throws Exception {
        try (Bench bench = new Bench();
                PrometheusServer server = PrometheusServer.open(bench.engine(), ScrapeAddress.loopback(0), "1.0")) {
            startTraffic(bench);
            Endpoint client = bench.engine().named("Client \"1\"").orElseThrow();
            double requests = 0;
            for (int i = 0; i < 3; i++) {
                awaitMessages(client, 20);
                String text = scrape(server);
                promtoolFindsNothing(text);
                double now = value(text, "netsonde_requests_total", "Client \\\"1\\\"");
                assertThat(now).isGreaterThan(requests);
                requests = now;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/openmetrics-text; version=1.0.0"})
    void figuresAreThoseOfTheMeters(String accept) {
        try (Bench bench = new Bench();
                PrometheusServer server = PrometheusServer.open(bench.engine(), ScrapeAddress.loopback(0), "1.0")) {
            startTraffic(bench);
            Endpoint client = bench.engine().named("Client \"1\"").orElseThrow();
            Endpoint echo = bench.engine().named("Echo").orElseThrow();
            Endpoint datagrams = bench.engine().named("Datagrams").orElseThrow();
            awaitMessages(client, 50);
            await().atMost(Bench.LIMIT).until(() -> datagrams.metrics().latest().uptimeNanos() > 0);
            Bench.await(client.stop());
            Bench.await(echo.stop());
            Sample of = bench.sample(echo);
            Sample ofClient = bench.sample(client);

            String text = scrape(server, "--header", "Accept: " + accept);

            assertThat(value(text, "netsonde_up", "Echo")).isZero();
            assertThat(value(text, "netsonde_up", "Datagrams")).isEqualTo(1);
            assertThat(value(text, "netsonde_uptime_seconds", "Datagrams")).isPositive();
            assertThat(value(text, "netsonde_connections_total", "Echo")).isEqualTo(of.total());
            assertThat(value(text, "netsonde_connections_open", "Echo")).isEqualTo(of.open());
            assertThat(value(text, "netsonde_requests_total", "Echo")).isEqualTo(of.requests());
            assertThat(value(text, "netsonde_received_bytes_total", "Echo")).isEqualTo(of.bytesIn());
            assertThat(value(text, "netsonde_sent_bytes_total", "Echo")).isEqualTo(of.bytesOut());
            assertThat(value(text, "netsonde_messages_received_total", "Echo")).isEqualTo(of.messagesIn());
            assertThat(value(text, "netsonde_messages_sent_total", "Echo")).isEqualTo(of.messagesOut());
            String named = "Client \\\"1\\\"";
            assertThat(value(text, "netsonde_latency_seconds_count", named))
                    .isEqualTo(client.metrics().lifeLatency().count())
                    .isPositive();
            assertThat(value(text, "netsonde_latency_seconds_sum", named)
                            / value(text, "netsonde_latency_seconds_count", named))
                    .isCloseTo(
                            client.metrics().lifeLatency().mean() / 1e9,
                            org.assertj.core.data.Percentage.withPercentage(1));
            assertThat(value(text, "netsonde_sent_bytes_total", named)).isEqualTo(ofClient.bytesOut());
            assertThat(value(text, "netsonde_traffic_records_stored", "Echo"))
                    .isEqualTo(echo.traffic().stats().stored());
            assertThat(text).contains("netsonde_select_rounds_total{").contains("netsonde_kernel_drops_total{");
        }
    }

    @Test
    void failuresAreCountedByKind() {
        try (Bench bench = new Bench();
                PrometheusServer server = PrometheusServer.open(bench.engine(), ScrapeAddress.loopback(0), "1.0")) {
            Endpoint echo =
                    bench.start("Echo", "tcp-server", "{'port': 0, 'framing': {'type': 'lines', 'maxLength': '1KiB'}}");
            try (Talk talk = new Talk()) {
                talk.connect("a", echo);
                talk.send("a", "x".repeat(2000).getBytes(StandardCharsets.US_ASCII));
                talk.rest("a");
            }
            await().atMost(Bench.LIMIT)
                    .untilAsserted(() -> assertThat(scrape(server))
                            .containsPattern(
                                    "netsonde_errors_total\\{endpoint=\"Echo\",kind=\"frame_too_large\".*} 1.0"));
        }
    }
}
