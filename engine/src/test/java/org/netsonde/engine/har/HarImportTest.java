package org.netsonde.engine.har;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.export.Progress;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.session.Annotation;
import org.netsonde.engine.session.Retention;
import org.netsonde.engine.session.Session;
import org.netsonde.engine.session.SessionEndpoint;
import org.netsonde.engine.session.SessionImports;
import org.netsonde.engine.session.SessionInfo;
import org.netsonde.engine.session.SessionStore;
import org.netsonde.engine.session.TimeRange;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficEvent;

class HarImportTest {

    @TempDir
    Path folder;

    private SessionStore store() {
        return new SessionStore(folder.resolve("sessions"), ProtocolRegistry.builtin());
    }

    private Path resource(String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream(name))) {
            Files.copy(in, file);
        }
        return file;
    }

    private Session imported(String name) throws IOException {
        SessionStore store = store();
        return store.open(SessionImports.builtin(ProtocolRegistry.builtin(), "1.2.3")
                .read(resource(name), store, Progress.NONE)
                .id());
    }

    private Session importedText(String json) throws IOException {
        SessionStore store = store();
        Path file = Files.writeString(folder.resolve("text.har"), json);
        return store.open(
                new HarImport("1.2.3").read(file, store, Progress.NONE).id());
    }

    private static SessionEndpoint named(Session session, String name) {
        return session.endpoints().stream()
                .filter(endpoint -> endpoint.info().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<TrafficEvent> events(SessionEndpoint endpoint) {
        List<TrafficEvent> events = new ArrayList<>();
        endpoint.traffic().cursor(true).poll(1000, events::add);
        return events;
    }

    private static List<String> texts(SessionEndpoint endpoint, Direction direction) {
        return events(endpoint).stream()
                .filter(event -> event.direction() == direction)
                .map(event -> new String(event.bytes(), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void eachOriginIsAnEndpointOfAnImportedSession() throws IOException {
        try (Session session = imported("chrome.har")) {
            assertThat(session.info().state()).isEqualTo(SessionInfo.State.IMPORTED);
            assertThat(session.info().origin()).isEqualTo("chrome.har");
            assertThat(session.info().version()).isEqualTo("1.2.3");
            assertThat(session.info().started()).isEqualTo(Instant.parse("2026-01-15T09:30:00.123Z"));
            assertThat(session.endpoints())
                    .extracting(endpoint -> endpoint.info().name())
                    .containsExactly("https://shop.example", "http://127.0.0.1:8123");
            assertThat(session.endpoints()).allSatisfy(endpoint -> {
                assertThat(endpoint.info().protocol()).isEqualTo("http-client");
                assertThat(endpoint.info().role()).isEqualTo(Role.CLIENT);
            });
            assertThat(session.endpoints().getFirst().info().address()).isEqualTo("shop.example:443");
        }
    }

    @Test
    void isNamedAfterItsFileAndKeptHoweverOldItsTrafficIs() throws IOException {
        SessionStore store = store();
        SessionInfo info = new HarImport("1.2.3").read(resource("chrome.har"), store, Progress.NONE);
        assertThat(info.name()).isEqualTo("chrome.har");
        store.prune(
                Retention.STANDARD, info.ended().plus(Retention.STANDARD.age()).plusSeconds(1), "");
        assertThat(store.list()).extracting(summary -> summary.info().name()).containsExactly("chrome.har");
    }

    @Test
    void requestsAndAnswersAreReconstructedWithoutSecrets() throws IOException {
        try (Session session = imported("chrome.har")) {
            SessionEndpoint shop = named(session, "https://shop.example");
            List<String> requests = texts(shop, Direction.OUT);
            assertThat(requests.getFirst())
                    .startsWith("GET /cart?token=•••&item=7 HTTP/1.1\r\nHost: shop.example\r\n")
                    .contains("accept: text/html\r\n", "authorization: Bearer •••\r\n", "cookie: •••\r\n")
                    .doesNotContain(":authority")
                    .endsWith("\r\n\r\n");
            List<String> answers = texts(shop, Direction.IN);
            assertThat(answers.getFirst())
                    .startsWith("HTTP/1.1 200 \r\n")
                    .contains("set-cookie: •••\r\nset-cookie: •••\r\n", "Content-Length: 26\r\n")
                    .doesNotContain("content-encoding")
                    .endsWith("\r\n\r\n<html><p>Café</p></html>\n");
            TrafficEvent image = events(shop).stream()
                    .filter(event -> event.direction() == Direction.IN)
                    .toList()
                    .get(1);
            assertThat(image.bytes()).endsWith(0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n');
            String everything = session.endpoints().stream()
                    .flatMap(endpoint -> events(endpoint).stream())
                    .map(event -> new String(event.bytes(), StandardCharsets.UTF_8))
                    .reduce("", String::concat);
            assertThat(everything + session.annotations()).doesNotContain("secret", "abc123");
        }
    }

    @Test
    void nothingOfASessionHoldsASecretThatANameTellsOf() throws IOException {
        String entry = """
                {"startedDateTime": "2026-01-01T00:00:00Z", "time": 5,
                 "request": {"method": "POST", "url": "http://a.example/b?pass=hidden&c=1",
                   "headers": [{"name": "X-CSRF-Token", "value": "hidden"}],
                   "postData": {"mimeType": "application/x-www-form-urlencoded", "text": "user=anna&password=hidden"}},
                 "response": {"status": %d, "_error": "token=hidden",
                   "headers": [{"name": "Location", "value": "/c?code=hidden"}],
                   "content": {"mimeType": "application/json", "text": "{\\"access_token\\":\\"hidden\\"}"}}}
                """;
        String entries = entry.formatted(302) + "," + entry.formatted(0);
        try (Session session = importedText("{\"log\": {\"entries\": [" + entries + "]}}")) {
            SessionEndpoint endpoint = session.endpoints().getFirst();
            assertThat(texts(endpoint, Direction.OUT).getFirst())
                    .startsWith("POST /b?pass=•••&c=1 ")
                    .contains("X-CSRF-Token: •••\r\n")
                    .endsWith("Content-Length: 28\r\n\r\nuser=anna&password=•••");
            assertThat(texts(endpoint, Direction.IN).getFirst())
                    .contains("Location: /c?code=•••\r\n")
                    .endsWith("\r\n\r\n{\"access_token\":\"•••\"}");
            assertThat(texts(endpoint, Direction.FAILED)).containsExactly("token=•••");
            assertThat(events(endpoint))
                    .noneMatch(TrafficEvent::truncated)
                    .noneMatch(event -> new String(event.bytes(), StandardCharsets.UTF_8).contains("hidden"));
            assertThat(session.annotations())
                    .extracting(Annotation::text)
                    .contains(Phrase.of("har.masked").toString());
        }
    }

    @Test
    void connectionsSayWhereTheyComeFrom() throws IOException {
        try (Session session = imported("chrome.har")) {
            SessionEndpoint shop = named(session, "https://shop.example");
            assertThat(events(shop))
                    .extracting(TrafficEvent::direction)
                    .containsExactly(Direction.OPENED, Direction.OUT, Direction.IN, Direction.OUT, Direction.IN);
            assertThat(events(shop)).extracting(TrafficEvent::connection).containsOnly(1L);
            assertThat(texts(shop, Direction.OPENED).getFirst())
                    .startsWith("shop.example:443 (192.0.2.44)")
                    .contains("chrome.har", "http/2.0");
            // Blocked, looked up and connected for 60.5 ms before it was sent.
            assertThat(events(shop).get(1).nanos())
                    .isEqualTo(Instant.parse("2026-01-15T09:30:00.123Z").toEpochMilli() * 1_000_000 + 60_500_000);
        }
    }

    @Test
    void figuresAreThoseOfTheFile() throws IOException {
        try (Session session = imported("chrome.har")) {
            SessionEndpoint shop = named(session, "https://shop.example");
            Sample last = shop.metrics().latest();
            assertThat(last.requests()).isEqualTo(2);
            assertThat(last.messagesIn()).isEqualTo(2);
            assertThat(last.total()).isEqualTo(1);
            assertThat(last.open()).isZero();
            assertThat(shop.metrics().errorsByKind()).isEqualTo(Map.of(Failure.Kind.PEER_ERROR, 1L));
            List<Long> counts = new ArrayList<>();
            List<Long> highest = new ArrayList<>();
            shop.latencies(TimeRange.ALL, (Histogram histogram) -> {
                counts.add(histogram.getTotalCount());
                highest.add(histogram.getMaxValue());
            });
            assertThat(counts.stream().mapToLong(Long::longValue).sum()).isEqualTo(2);
            assertThat(highest.getFirst() / 1e6).isBetween(85.75, 86.5);

            SessionEndpoint local = named(session, "http://127.0.0.1:8123");
            assertThat(local.metrics().errorsByKind()).isEqualTo(Map.of(Failure.Kind.CONNECTION_REFUSED, 1L));
            assertThat(texts(local, Direction.FAILED)).containsExactly("net::ERR_CONNECTION_REFUSED");
            assertThat(texts(local, Direction.OUT).getFirst())
                    .startsWith("POST /api/orders HTTP/1.1\r\nHost: 127.0.0.1:8123\r\n")
                    .endsWith("Content-Length: 14\r\n\r\n{\"item\": \"7\"}\n");
        }
    }

    @Test
    void pagesAndWhatWasLeftOutAreMarked() throws IOException {
        try (Session session = imported("chrome.har")) {
            assertThat(session.annotations())
                    .extracting(Annotation::text)
                    .anyMatch(text -> text.contains("https://shop.example/cart?token=•••"))
                    .anyMatch(text -> text.contains("WebInspector 537.36"))
                    // The picture inside the page went to no server.
                    .anyMatch(text -> text.matches(".*: 1"));
        }
    }

    @Test
    void firefoxLeavesOutBodiesAndOrder() throws IOException {
        try (Session session = imported("firefox.har")) {
            assertThat(session.annotations())
                    .extracting(Annotation::text)
                    .anyMatch(text -> text.contains("Firefox 133.0"));
            assertThat(session.info().started()).isEqualTo(Instant.parse("2026-02-01T09:00:00.250Z"));
            SessionEndpoint docs = session.endpoints().getFirst();
            assertThat(docs.info().name()).isEqualTo("http://docs.example:8080");
            List<TrafficEvent> events = events(docs);
            assertThat(events).isSortedAccordingTo((a, b) -> Long.compare(a.nanos(), b.nanos()));
            TrafficEvent page = events.stream()
                    .filter(event -> event.direction() == Direction.IN)
                    .findFirst()
                    .orElseThrow();
            assertThat(page.truncated()).isTrue();
            assertThat(page.length()).isGreaterThan(5000);
            Sample last = docs.metrics().latest();
            // What the file says of the wire counts, not what was reconstructed.
            assertThat(last.bytesIn()).isEqualTo(120 + 120 + 100 + 1600);
            assertThat(last.errors()).isZero();
            assertThat(texts(docs, Direction.OUT).get(1)).contains("Proxy-Authorization: Basic •••");
        }
    }

    @Test
    void mitmproxyIsReadToo() throws IOException {
        try (Session session = imported("mitmproxy.har")) {
            SessionEndpoint api = session.endpoints().getFirst();
            assertThat(texts(api, Direction.OUT).getFirst()).endsWith("Content-Length: 9\r\n\r\nuser=anna");
            assertThat(texts(api, Direction.IN).getFirst())
                    .startsWith("HTTP/1.1 503")
                    .endsWith("busy");
            assertThat(api.metrics().latest().errors()).isEqualTo(1);
            assertThat(api.metrics().latest().bytesOut()).isEqualTo(75);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"log\": []}",
                "{\"log\": {\"entries\": {}}}",
                "{\"log\": {\"entries\": []}}",
                "{\"log\": {\"entries\": [{\"startedDateTime\": \"yesterday\", \"request\": {\"url\": \"http://a/\"}}]}}",
                "{\"log\": {\"entries\": [{\"startedDateTime\": \"2026-01-01T00:00:00Z\", \"request\": {\"url\": \"data:x\"}}]}}",
                "{\"log\": {\"entries\": [",
                "not json",
            })
    void whatIsNoneIsSaidAndLeavesNothingBehind(String text) throws IOException {
        SessionStore store = store();
        Path file = Files.writeString(folder.resolve("bad.har"), text);
        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> new HarImport("1.2.3").read(file, store, Progress.NONE))
                .satisfies(e -> assertThat(e.failure().kind()).isEqualTo(Failure.Kind.FILE));
        assertThat(store.list()).isEmpty();
    }

    @Test
    void aFileThatIsCutOffLeavesNothingBehind() throws IOException {
        String whole = Files.readString(resource("chrome.har"));
        SessionStore store = store();
        Path file = Files.writeString(folder.resolve("cut.har"), whole.substring(0, whole.length() * 2 / 3));
        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> new HarImport("1.2.3").read(file, store, Progress.NONE))
                .withMessageContaining("cut.har");
        assertThat(store.list()).isEmpty();
    }

    @Test
    void aCancelledImportLeavesNothingBehind() throws IOException {
        SessionStore store = store();
        Path file = resource("chrome.har");
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> new HarImport("1.2.3").read(file, store, fraction -> fraction < 0.6));
        assertThat(store.list()).isEmpty();
        assertThat(Files.list(store.folder())).isEmpty();
    }

    @Test
    void bodiesAreCutAndNothingInAFileMakesUpFields() throws IOException {
        String entry = """
                {"startedDateTime": "2026-01-01T00:00:00Z", "time": 5,
                 "request": {"method": "GET\\r\\nX: y", "url": "http://a.example/b\\r\\nInjected: 1",
                   "headers": [{"name": "A\\r\\nB", "value": "1\\r\\nC: 2"}]},
                 "response": {"status": 200, "headers": [], "content": {"text": "%s"}}}
                """.formatted("x".repeat(HarReader.MAX_BODY + 100));
        try (Session session = importedText("{\"log\": {\"entries\": [" + entry + "]}}")) {
            SessionEndpoint endpoint = session.endpoints().getFirst();
            assertThat(texts(endpoint, Direction.OUT).getFirst().lines())
                    .noneMatch(line -> line.matches("(X|Injected|B).*"));
            TrafficEvent answer = events(endpoint).getLast();
            assertThat(answer.truncated()).isTrue();
            assertThat(answer.length() - answer.bytes().length).isEqualTo(100);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"log\":{", "\ufeff  {\n \"log\" : {"})
    void isRecognisedByItsBeginning(String head) {
        assertThat(new HarImport("1.2.3").recognises(head.getBytes(StandardCharsets.UTF_8), "x.json"))
                .isTrue();
        assertThat(new HarImport("1.2.3").recognises("{\"a\":1}".getBytes(StandardCharsets.UTF_8), "x.json"))
                .isFalse();
        assertThat(new HarImport("1.2.3").recognises(new byte[0], "X.HAR".toLowerCase(Locale.ROOT)))
                .isTrue();
    }
}
