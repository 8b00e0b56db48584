package org.netsonde.engine.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.Engine;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import tools.jackson.databind.node.JsonNodeFactory;

@Timeout(30)
class PrometheusServerTest {

    private final Engine engine = new Engine(EngineOptions.standard());
    private PrometheusServer server;

    @BeforeEach
    void open() {
        server = PrometheusServer.open(engine, ScrapeAddress.loopback(0), "1.2.3");
        engine.add(null, "Echo \"1\"", "tcp-server", JsonNodeFactory.instance.objectNode());
    }

    @AfterEach
    void close() {
        server.close();
        engine.close();
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), server.address().port());
    }

    /** What is answered, head and body, to the end of the connection. */
    private byte[] answer(String request) throws IOException {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return socket.getInputStream().readAllBytes();
        }
    }

    private String get(String path, String... fields) throws IOException {
        return text(answer(request("GET", path, fields)));
    }

    private static String request(String method, String path, String... fields) {
        boolean host = List.of(fields).stream().anyMatch(field -> field.startsWith("Host"));
        String more = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
        return method + " " + path + " HTTP/1.1\r\n" + (host ? "" : "Host: localhost\r\n") + more + "\r\n";
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String status(String answer) {
        return answer.lines().findFirst().orElse("").replaceFirst("HTTP/1.1 ", "");
    }

    @Test
    void figuresAreInPrometheusOwnTextUnlessAskedOtherwise() throws Exception {
        String answer = get("/metrics");
        assertThat(status(answer)).isEqualTo("200 OK");
        assertThat(answer)
                .containsIgnoringCase("content-type: text/plain; version=0.0.4")
                .contains("# TYPE netsonde_connections_total counter")
                .contains("netsonde_up{endpoint=\"Echo \\\"1\\\"\",protocol=\"tcp-server\",role=\"server\"} 0")
                .contains("role=\"server\",netsonde_state=\"idle\"} 1")
                .contains("netsonde_latency_seconds_bucket{")
                .contains("le=\"1.0E-5\"")
                .contains("version=\"1.2.3\"");
    }

    @Test
    void openMetricsIsGivenToThoseWhoAskForIt() throws Exception {
        assertThat(get("/metrics", "Accept: application/openmetrics-text; version=1.0.0"))
                .containsIgnoringCase("content-type: application/openmetrics-text; version=1.0.0")
                .contains("# UNIT netsonde_received_bytes bytes")
                .endsWith("# EOF\n");
    }

    @Test
    void theAnswerIsPackedWhereThatIsTaken() throws Exception {
        byte[] answer = answer(request("GET", "/metrics", "Accept-Encoding: gzip", "Connection: close"));
        String head = new String(answer, StandardCharsets.ISO_8859_1);
        int end = head.indexOf("\r\n\r\n") + 4;
        assertThat(head.substring(0, end)).containsIgnoringCase("content-encoding: gzip");
        if (head.substring(0, end).toLowerCase(java.util.Locale.ROOT).contains("chunked")) {
            end = head.indexOf("\r\n", end) + 2;
        }
        try (InputStream in = new GZIPInputStream(new java.io.ByteArrayInputStream(answer, end, answer.length - end))) {
            assertThat(text(in.readNBytes(200))).startsWith("# HELP");
        }
    }

    @Test
    void headHasTheLengthAndNoBody() throws Exception {
        String answer = text(answer(request("HEAD", "/metrics")));
        assertThat(status(answer)).isEqualTo("200 OK");
        assertThat(answer).containsIgnoringCase("content-length: ").endsWith("\r\n\r\n");
    }

    @Test
    void thePageAtTheRootLeadsToThem() throws Exception {
        assertThat(get("/")).contains("<a href=\"/metrics\">").containsIgnoringCase("default-src 'none'");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /metrics, 405 Method Not Allowed",
        "DELETE, /, 405 Method Not Allowed",
        "GET, /favicon.ico, 404 Not Found",
        "GET, http://localhost/metrics, 404 Not Found",
        "GET, /metrics?x=1, 200 OK",
    })
    void nothingElseIsThere(String method, String path, String status) throws Exception {
        assertThat(status(text(answer(request(method, path))))).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: evil.example:9464",
                "Host: localhost.evil.example",
                "Host: 192.0.2.1",
                "Host: [2001:db8::1]:9464",
                "Host: 127.0.0.1.evil.example",
                "Host: [::1",
                "Host:",
            })
    void requestsThatNameAnotherHostAreRefused(String host) throws Exception {
        String answer = get("/metrics", host);
        assertThat(status(answer)).isEqualTo("403 Forbidden");
        assertThat(answer).doesNotContain("netsonde_up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host: LOCALHOST", "Host: 127.0.0.1:9464", "Host: [::1]:9464", "Host: 127.1.2.3"})
    void requestsThatNameThisMachineAreFollowed(String host) throws Exception {
        assertThat(status(get("/metrics", host))).isEqualTo("200 OK");
    }

    @Test
    void aServerForOthersTakesAnyName() throws Exception {
        server.close();
        server = PrometheusServer.open(engine, new ScrapeAddress("0.0.0.0", 0), "1");
        assertThat(status(get("/metrics", "Host: bench.example"))).isEqualTo("200 OK");
    }

    @Test
    void aRequestNeedsOneHost() throws Exception {
        assertThat(status(get("/metrics", "Host: localhost", "Host: 127.0.0.1")))
                .isEqualTo("400 Bad Request");
        assertThat(status(text(answer("GET /metrics HTTP/1.1\r\n\r\n")))).isEqualTo("400 Bad Request");
    }

    @Test
    void whatIsNoHttpOrTooLongIsSaidSo() throws Exception {
        assertThat(status(text(answer("\u0016\u0003\u0001 nonsense\r\n\r\n")))).startsWith("400");
        assertThat(status(get("/" + "x".repeat(5000)))).startsWith("414");
        assertThat(status(get("/metrics", "X-Long: " + "x".repeat(20_000)))).startsWith("431");
    }

    @Test
    void whoDoesNotFinishIsHungUpOn() throws Exception {
        server.close();
        server = PrometheusServer.open(engine, ScrapeAddress.loopback(0), "1", Duration.ofSeconds(1));
        try (Socket silent = connect();
                Socket slow = connect()) {
            slow.getOutputStream().write("GET /met".getBytes(StandardCharsets.US_ASCII));
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
            assertThat(slow.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void moreConnectionsThanAFewAreClosedAndPlacesAreGivenBack() throws Exception {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < PrometheusServer.MOST_CONNECTIONS; i++) {
                open.add(connect());
            }
            try (Socket oneMore = connect()) {
                assertThat(oneMore.getInputStream().read()).isEqualTo(-1);
            }
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
        // One that is closed as it comes, with a request that nobody reads, is reset.
        org.awaitility.Awaitility.await()
                .ignoreExceptionsInstanceOf(IOException.class)
                .untilAsserted(() -> assertThat(status(get("/metrics"))).isEqualTo("200 OK"));
    }

    @Test
    void onlySoManyScrapesAreMadeAtATime() throws Exception {
        CountDownLatch begun = new CountDownLatch(Scraping.MOST_SCRAPES);
        CountDownLatch go = new CountDownLatch(1);
        Scraping scraping = new Scraping(
                () -> {
                    begun.countDown();
                    try {
                        assertThat(go.await(20, TimeUnit.SECONDS)).isTrue();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return new MetricSnapshots();
                },
                false);
        LinkedBlockingQueue<Page> pages = new LinkedBlockingQueue<>();
        for (int i = 0; i < Scraping.MOST_SCRAPES; i++) {
            assertThat(scraping.scrape(null, (page, error) -> pages.add(page))).isTrue();
        }
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(scraping.scrape(null, (page, error) -> pages.add(page))).isFalse();
        go.countDown();
        for (int i = 0; i < Scraping.MOST_SCRAPES; i++) {
            assertThat(pages.poll(20, TimeUnit.SECONDS)).isNotNull();
        }
        assertThat(scraping.scrape(null, (page, error) -> pages.add(page))).isTrue();
    }

    @Test
    void aScrapeThatFailsGivesItsPlaceBack() throws Exception {
        Scraping scraping = new Scraping(
                () -> {
                    throw new IllegalStateException("no figures");
                },
                false);
        LinkedBlockingQueue<Throwable> errors = new LinkedBlockingQueue<>();
        for (int i = 0; i < Scraping.MOST_SCRAPES + 1; i++) {
            assertThat(scraping.scrape(null, (page, error) -> errors.add(error)))
                    .isTrue();
            assertThat(errors.poll(20, TimeUnit.SECONDS)).hasMessage("no figures");
        }
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(FailureException.class)
                    .isThrownBy(() -> PrometheusServer.open(engine, ScrapeAddress.loopback(taken.getLocalPort()), "1"))
                    .satisfies(e -> assertThat(e.failure().kind()).isEqualTo(Failure.Kind.ADDRESS_IN_USE))
                    .withMessageContaining(Integer.toString(taken.getLocalPort()));
        }
    }

    @Test
    void aPortIsFreeAgainOnceItIsClosed() throws Exception {
        int port = server.address().port();
        server.close();
        server = PrometheusServer.open(engine, ScrapeAddress.loopback(port), "1");
        assertThat(status(get("/metrics"))).isEqualTo("200 OK");
    }

    @Test
    void noHelpSpeaksOfTheUnitOfExports() throws Exception {
        engine.add(null, "Select", "select-server", JsonNodeFactory.instance.objectNode());
        engine.add(null, "TLS", "tls-client", JsonNodeFactory.instance.objectNode());
        engine.add(null, "WebSocket", "websocket-client", JsonNodeFactory.instance.objectNode());
        String text = get("/metrics");
        assertThat(text)
                .contains("netsonde_select_time_seconds_total{")
                .contains("netsonde_tls_handshake_seconds_total{")
                .contains("netsonde_tls_handshakes_total{")
                .doesNotContain("nanosecond");
    }

    @Test
    void everyEndpointOfEveryProtocolIsWritten() throws Exception {
        engine.protocols().ids().forEach(id -> engine.add(null, id, id, JsonNodeFactory.instance.objectNode()));
        for (String accept : List.of("text/plain", "application/openmetrics-text")) {
            Page page = Page.of(new EngineCollector(engine, "1"), ExpositionFormats.init(), accept);
            engine.protocols().ids().forEach(id -> assertThat(text(page.body())).contains("endpoint=\"" + id + "\""));
        }
    }
}
