package org.netsonde.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.fixtures.WebSocketPeer.TEXT;
import static org.netsonde.fixtures.WebSocketPeer.head;
import static org.netsonde.fixtures.WebSocketPeer.request;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.Failure;
import org.netsonde.engine.protocol.FactGroup;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.security.account.AccountList;
import org.netsonde.engine.security.account.AccountRole;
import org.netsonde.engine.security.account.AccountRules;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficEvent;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.HttpTraffic;
import org.netsonde.fixtures.WebSocketPeer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Logins at a WebSocket server, with requests that are written byte by byte, and with our own clients. */
class WebSocketLoginTest extends OnEveryTransport {

    private static final String PASSWORD = "open-sesame-7";
    private static final String SERVER =
            "{'port': 0, 'path': '/talk', 'responder': 'echo', 'login': {'type': 'required',"
                    + " 'users': [{'name': 'wendy', 'secret': 'door', 'role': 'writer'},"
                    + " {'name': 'rita', 'secret': 'door', 'role': 'reader'}]}}";

    /** How far the clock of the bench is ahead. */
    private final AtomicReference<Duration> later = new AtomicReference<>(Duration.ZERO);

    @Override
    Bench bench(EngineOptions options) {
        return new Bench(options, Map.of("door", PASSWORD), () -> Instant.now().plus(later.get()));
    }

    private Endpoint server(String... more) {
        return bench.start("server", "websocket-server", Bench.json(SERVER, more));
    }

    private AccountList accounts() {
        return bench.engine().accounts().list("default");
    }

    /** The token of a new session. */
    private String token(String user) {
        return accounts()
                .logIn(user, PASSWORD.toCharArray(), new AccountRules(), "here")
                .token();
    }

    private static String body(Endpoint server, String request) throws IOException {
        try (WebSocketPeer peer = WebSocketPeer.connect(server)) {
            peer.send(request);
            String head = peer.head();
            String body = head.startsWith("HTTP/1.1 204 ") ? "" : peer.body(head);
            peer.awaitEnd();
            return head + body;
        }
    }

    private static String post(String target, String body, String... fields) {
        String[] all = Arrays.copyOf(fields, fields.length + 1);
        all[fields.length] = "Content-Length: " + body.length();
        return head("POST " + target + " HTTP/1.1\nHost: localhost", all) + body;
    }

    private static JsonNode json(String reply) {
        return JsonMapper.shared().readTree(reply.substring(reply.indexOf("\r\n\r\n")));
    }

    private static void nothingSecret(Endpoint endpoint, String... tokens) {
        for (TrafficEvent event : HttpTraffic.events(endpoint)) {
            String all = event.text() + new String(event.bytes(), StandardCharsets.UTF_8);
            assertThat(all).doesNotContain(PASSWORD);
            assertThat(tokens).noneMatch(all::contains);
        }
    }

    private static String[] bearer(String token) {
        return new String[] {"Authorization: Bearer " + token};
    }

    @Test
    void loginByPlainHttpOnTheSamePortGivesTheTokenForTheHandshake() throws IOException {
        Endpoint server = server();
        String reply = body(server, post("/auth/login", "{\"name\": \"wendy\", \"password\": \"" + PASSWORD + "\"}"));
        assertThat(reply).startsWith("HTTP/1.1 200 OK\r\n").containsIgnoringCase("\r\nconnection: close\r\n");
        String token = json(reply).get("token").stringValue();

        assertThat(body(server, head("GET /auth/session HTTP/1.1\nHost: localhost", bearer(token))))
                .contains("wendy", "writer");
        try (WebSocketPeer peer = WebSocketPeer.upgraded(server, bearer(token))) {
            assertThat(peer.exchange("hello")).isEqualTo("hello");
            FactGroup facts = server.connections().list(9).getFirst().facts().groups().stream()
                    .filter(group -> group.id().equals("websocket"))
                    .findFirst()
                    .orElseThrow();
            assertThat(facts.facts()).anySatisfy(fact -> {
                assertThat(fact.name().key()).isEqualTo("fact.user");
                assertThat(fact.value().text(Locale.ENGLISH)).isEqualTo("wendy");
            });
        }
        assertThat(bench.figure(server, "logins")).isEqualTo(1);
        await().untilAsserted(() -> assertThat(bench.sample(server).total())
                .as("requests of plain HTTP are no connections")
                .isEqualTo(1));
        assertThat(bench.sample(server).errors()).isZero();
        assertThat(HttpTraffic.texts(server, Direction.NOTED))
                .anyMatch(text -> text.contains("POST /auth/login was answered 200"));
        nothingSecret(server, token);
    }

    @Test
    void tokenMayStandInTheAddressOrInACookie() throws IOException {
        Endpoint server = server();
        String token = token("wendy");
        try (WebSocketPeer peer = WebSocketPeer.connect(server)) {
            peer.send(request().replace("GET /talk ", "GET /talk?access_token=" + token + " "));
            assertThat(peer.head()).startsWith("HTTP/1.1 101 ");
            assertThat(peer.exchange("by query")).isEqualTo("by query");
        }
        try (WebSocketPeer peer = WebSocketPeer.upgraded(server, "Cookie: a=b; session=" + token)) {
            assertThat(peer.exchange("by cookie")).isEqualTo("by cookie");
        }
        try (WebSocketPeer peer =
                WebSocketPeer.upgraded(server, "Cookie: session=" + token, "Origin: http://localhost")) {
            assertThat(peer.exchange("of this origin")).isEqualTo("of this origin");
        }
        nothingSecret(server, token);
    }

    @Test
    void jwtIsAsGoodAsASession() throws IOException {
        Endpoint server = server();
        String session = token("wendy");
        String jwt = json(body(server, post("/auth/token", "", bearer(session))))
                .get("token")
                .stringValue();
        assertThat(jwt.split("\\.")).hasSize(3);
        try (WebSocketPeer peer = WebSocketPeer.upgraded(server, bearer(jwt))) {
            assertThat(peer.exchange("hello")).isEqualTo("hello");
        }
        nothingSecret(server, session, jwt);
    }

    /** A request that is not let in. */
    record Bad(String name, String request, String status, String challenge) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Bad> refused() {
        String bare = "Bearer realm=\"Netsonde\"";
        String invalid = bare + ", error=\"invalid_token\"";
        return Stream.of(
                new Bad("nobody", request(), "401 ", bare),
                new Bad("another scheme", request("Authorization: Basic d2VuZHk6eA=="), "401 ", bare),
                new Bad("no such token", request(bearer("x".repeat(43))), "401 ", invalid),
                new Bad("an empty token", request("Authorization: Bearer "), "401 ", bare),
                new Bad(
                        "two tokens",
                        request("Authorization: Bearer a", "Authorization: Bearer TOKEN"),
                        "401 ",
                        invalid),
                new Bad("token without a scheme", request("Authorization: TOKEN"), "401 ", bare),
                new Bad("unsigned JWT", request(bearer("eyJhbGciOiJub25lIn0.eyJzdWIiOiJ3ZW5keSJ9.")), "401 ", invalid),
                new Bad(
                        "a percent sign in the address",
                        request().replace("GET /talk ", "GET /talk?p=100% "),
                        "401 ",
                        bare),
                new Bad("no such token in the address", query("x"), "401 ", invalid),
                new Bad("two tokens in the address", query("TOKEN&access_token=TOKEN"), "401 ", bare),
                new Bad(
                        "cookie from another origin",
                        request("Cookie: session=TOKEN", "Origin: http://evil.example"),
                        "403 ",
                        bare),
                new Bad("cookie from nowhere", request("Cookie: session=TOKEN", "Origin: null"), "403 ", bare),
                new Bad(
                        "cookie from another port",
                        request("Cookie: session=TOKEN", "Origin: http://localhost:81"),
                        "403 ",
                        bare),
                new Bad(
                        "cookie from another site",
                        request("Cookie: session=TOKEN", "Sec-Fetch-Site: cross-site"),
                        "403 ",
                        bare));
    }

    private static String query(String token) {
        return request().replace("GET /talk ", "GET /talk?access_token=" + token + " ");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void whoHasNotLoggedInIsToldSo(Bad bad) throws IOException {
        Endpoint server = server();
        String token = token("wendy");
        String reply = body(server, bad.request().replace("TOKEN", token));
        assertThat(reply).startsWith("HTTP/1.1 " + bad.status());
        assertThat(reply).containsIgnoringCase("\r\nwww-authenticate: " + bad.challenge() + "\r\n");
        assertThat(server.metrics().errorsByKind()).isEqualTo(Map.of(Failure.Kind.WEBSOCKET_HANDSHAKE, 1L));
        assertThat(HttpTraffic.texts(server, Direction.FAILED))
                .hasSize(1)
                .first()
                .asString()
                .contains(bad.status());
        nothingSecret(server, token);
    }

    @Test
    void readerHearsAndIsSentAwayWhenHeSpeaks() throws IOException {
        Endpoint server = server();
        try (WebSocketPeer reader = WebSocketPeer.upgraded(server, bearer(token("rita")));
                WebSocketPeer writer = WebSocketPeer.upgraded(server, bearer(token("wendy")))) {
            await().until(() -> bench.sample(server).open() == 2);
            Bench.await(server.send(Target.all(), Bench.json("{'data': 'for all'}")));
            assertThat(reader.text()).isEqualTo("for all");
            assertThat(writer.text()).isEqualTo("for all");
            reader.frame(TEXT, "may I?");
            WebSocketPeer.Frame close = reader.untilClose();
            assertThat(close.code()).isEqualTo(1008);
            assertThat(close.reason()).contains("only read");
            reader.frame(WebSocketPeer.CLOSE, WebSocketPeer.closing(1008, ""));
            reader.awaitEnd();
            assertThat(writer.exchange("I may")).isEqualTo("I may");
        }
        Failure failure = server.lastFailure().orElseThrow();
        assertThat(failure.kind()).isEqualTo(Failure.Kind.PERMISSION_DENIED);
        assertThat(failure.what().text(Locale.ENGLISH)).contains("rita may only read");
        assertThat(Records.messages(server, Direction.IN))
                .as("what he said is seen")
                .contains("may I?");
        assertThat(Records.messages(server, Direction.OUT)).doesNotContain("may I?");
    }

    @Test
    void endOfASessionEndsItsConnectionsOnly() throws IOException {
        Endpoint server = server();
        AccountList.NewSession session = accounts().logIn("wendy", PASSWORD.toCharArray(), new AccountRules(), "here");
        try (WebSocketPeer gone = WebSocketPeer.upgraded(server, bearer(session.token()));
                WebSocketPeer stays = WebSocketPeer.upgraded(server, bearer(token("wendy")))) {
            assertThat(gone.exchange("still here")).isEqualTo("still here");
            assertThat(accounts().revoke(session.session().id())).isTrue();
            isSentAway(gone);
            assertThat(stays.exchange("still here")).isEqualTo("still here");
        }
        await().untilAsserted(() ->
                assertThat(HttpTraffic.texts(server, Direction.CLOSED)).contains("the session of wendy has ended"));
        assertThat(bench.sample(server).errors()).isZero();
    }

    private static void isSentAway(WebSocketPeer peer) throws IOException {
        WebSocketPeer.Frame close = peer.untilClose();
        assertThat(close.code()).isEqualTo(1008);
        assertThat(close.reason()).isEqualTo("session ended");
        peer.frame(WebSocketPeer.CLOSE, WebSocketPeer.closing(1008, ""));
        peer.awaitEnd();
    }

    @Test
    void logoutByPlainHttpEndsTheConnection() throws IOException {
        Endpoint server = server();
        String token = token("wendy");
        try (WebSocketPeer peer = WebSocketPeer.upgraded(server, bearer(token))) {
            assertThat(body(server, post("/auth/logout", "", bearer(token)))).startsWith("HTTP/1.1 204 ");
            isSentAway(peer);
        }
    }

    @Test
    void endOfAUserEndsWhatHisTokensOpened() throws IOException {
        Endpoint server = server();
        accounts().add("tom", PASSWORD.toCharArray(), AccountRole.WRITER);
        String jwt = json(body(server, post("/auth/token", "", bearer(token("tom")))))
                .get("token")
                .stringValue();
        try (WebSocketPeer peer = WebSocketPeer.upgraded(server, bearer(jwt))) {
            assertThat(peer.exchange("here")).isEqualTo("here");
            accounts().remove("tom");
            isSentAway(peer);
        }
    }

    @Test
    void anotherRoleHoldsForConnectionsThatStand() throws IOException {
        Endpoint server = server();
        accounts().add("tom", PASSWORD.toCharArray(), AccountRole.READER);
        try (WebSocketPeer peer = WebSocketPeer.upgraded(server, bearer(token("tom")))) {
            accounts().setRole("tom", AccountRole.WRITER);
            // It is seen within a second; before, he would be sent away.
            awaitWriter(server);
            assertThat(peer.exchange("now I may")).isEqualTo("now I may");
        }
    }

    private static void awaitWriter(Endpoint server) {
        await().pollInSameThread()
                .until(() -> server.connections().list(9).stream()
                        .flatMap(connection -> connection.facts().groups().stream())
                        .flatMap(group -> group.facts().stream())
                        .anyMatch(fact -> fact.value().text(Locale.ENGLISH).equals("Writer")));
    }

    @Test
    void sessionThatEndsBehindTheHeadOfARequestLetsNobodyIn() throws IOException {
        Endpoint server = server();
        accounts().add("tom", PASSWORD.toCharArray(), AccountRole.READER);
        AccountList.NewSession session = accounts().logIn("wendy", PASSWORD.toCharArray(), new AccountRules(), "here");
        try (WebSocketPeer held = WebSocketPeer.connect(server);
                WebSocketPeer tom = WebSocketPeer.upgraded(server, bearer(token("tom")))) {
            held.send(request("Authorization: Bearer " + session.token(), "Content-Length: 1"));
            await().pollInSameThread()
                    .until(() -> accounts().sessions().stream()
                            .anyMatch(each -> each.id() == session.session().id()
                                    && each.used().isAfter(session.session().used())));
            accounts().revoke(session.session().id());
            // The server has looked at everybody behind that.
            accounts().setRole("tom", AccountRole.WRITER);
            awaitWriter(server);
            held.send("x");
            assertThat(held.head()).startsWith("HTTP/1.1 401 ");
            assertThat(tom.exchange("still here")).isEqualTo("still here");
        }
    }

    @Test
    void sessionThatRunsOutEndsItsConnection() throws IOException {
        Endpoint server = server("{'port': 0}");
        AccountRules rules = new AccountRules(5, Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofMinutes(1));
        String token =
                accounts().logIn("wendy", PASSWORD.toCharArray(), rules, "here").token();
        try (WebSocketPeer peer = WebSocketPeer.upgraded(server, bearer(token))) {
            later.set(Duration.ofHours(1));
            isSentAway(peer);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Expect: 100-continue"})
    void bodyOfALoginIsBounded(String field) throws IOException {
        Endpoint server = server();
        String fields = field.isEmpty() ? "X: y" : field;
        try (WebSocketPeer peer = WebSocketPeer.connect(server)) {
            peer.send(head("POST /auth/login HTTP/1.1\nHost: localhost", fields, "Content-Length: 16385"));
            peer.send("x".repeat(16385));
            String head = peer.head();
            if (!field.isEmpty()) {
                assertThat(head).startsWith("HTTP/1.1 100 ");
                head = peer.head();
            }
            assertThat(head).startsWith("HTTP/1.1 413 ");
            assertThat(peer.body(head)).contains("16384");
            peer.awaitEnd();
        }
    }

    @Test
    void badLoginsGetTheirAnswers() throws IOException {
        Endpoint server = server();
        for (List<String> bad : List.of(
                List.of(post("/auth/login", "{\"name\": \"wendy\", \"password\": \"wrong-one\"}"), "401 "),
                List.of(post("/auth/login", "{\"name\": \"nobody\", \"password\": \"wrong-one\"}"), "401 "),
                List.of(post("/auth/login", "{\"name\":"), "400 "),
                List.of(post("/auth/login", ""), "400 "),
                List.of(post("/auth/nothing", ""), "404 "),
                List.of(post("/auth/%zz", ""), "400 "),
                List.of(request().replace("GET /talk", "GET /talk%z"), "400 "),
                List.of(head("GET /auth/login HTTP/1.1\nHost: localhost"), "405 "),
                List.of(head("GET /talk HTTP/1.1\nHost: localhost"), "426 "),
                List.of(request().replace("GET /talk", "GET /auth/login"), "404 "))) {
            assertThat(body(server, bad.getFirst())).startsWith("HTTP/1.1 " + bad.getLast());
        }
        assertThat(body(server, head("HEAD /auth/session HTTP/1.1\nHost: localhost")))
                .startsWith("HTTP/1.1 401 ");
        assertThat(bench.figure(server, "logins_refused")).isEqualTo(2);
        nothingSecret(server, "wrong-one");
    }

    @Test
    void loginThatDoesNotComeToItsEndIsNotWaitedForForEver() throws IOException {
        Endpoint server = server("{'handshakeTimeout': '150ms'}");
        try (WebSocketPeer peer = WebSocketPeer.connect(server)) {
            peer.send(head("POST /auth/login HTTP/1.1\nHost: localhost", "Content-Length: 100") + "{");
            peer.awaitEnd();
        }
        await().until(() -> server.lastFailure().isPresent());
        assertThat(server.lastFailure().orElseThrow().what().key()).isEqualTo("failure.upgradeTimeout.what");
    }

    @Test
    void withoutALoginThereAreNoRoutesAndNobodyIsAsked() throws IOException {
        Endpoint server =
                bench.start("server", "websocket-server", "{'port': 0, 'path': '/talk', 'responder': 'echo'}");
        assertThat(body(server, post("/auth/login", "{}"))).startsWith("HTTP/1.1 405 ");
        try (WebSocketPeer peer = WebSocketPeer.upgraded(server)) {
            assertThat(peer.exchange("hello")).isEqualTo("hello");
        }
    }

    @Test
    void openPathsNeedNoLogin() throws IOException {
        Endpoint server = server("{'path': '', 'login': {'type': 'required', 'open': ['/talk'], 'users': []}}");
        try (WebSocketPeer peer = WebSocketPeer.upgraded(server)) {
            assertThat(peer.exchange("hello")).isEqualTo("hello");
        }
        for (String other : List.of("/other", "/talk/%2e%2e/other", "/talk%5c..")) {
            assertThat(body(server, request().replace("GET /talk", "GET " + other)))
                    .as(other)
                    .startsWith("HTTP/1.1 401 ");
        }
        try (WebSocketPeer peer = WebSocketPeer.connect(server)) {
            peer.send(request().replace("GET /talk ", "GET /%74alk/to?p=100% "));
            assertThat(peer.head()).startsWith("HTTP/1.1 101 ");
        }
    }

    @Test
    void usersOfTheSettingsGoWithTheServer() {
        Endpoint server = server();
        assertThat(accounts().users()).hasSize(2);
        Bench.await(server.stop());
        assertThat(accounts().users()).isEmpty();
        Bench.await(server.start());
        assertThat(accounts().users()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"session", "token"})
    void ourClientLogsInTalksAndComesBackAfterItWasSentAway(String as) {
        Endpoint server = server();
        Endpoint client = bench.start(
                "client",
                "websocket-client",
                "{'target': 'server', 'path': '/talk', 'reconnect': {'type': 'back-off', 'first': '1ms', 'max': '10ms'},"
                        + " 'authorization': {'type': 'login', 'user': 'wendy', 'secret': 'door', 'as': '" + as
                        + "'}}");
        Bench.await(client.send(Target.all(), Bench.json("{'data': 'hello'}")));
        await().atMost(Bench.LIMIT)
                .until(() -> Records.messages(client, Direction.IN).contains("hello"));
        if (as.equals("session")) {
            accounts().revoke(accounts().sessions().getFirst().id());
            await().atMost(Bench.LIMIT).until(() -> bench.sample(client).total() == 2);
            await().atMost(Bench.LIMIT).until(() -> client.connections().count() == 1);
            Bench.await(client.send(Target.all(), Bench.json("{'data': 'again'}")));
            await().atMost(Bench.LIMIT)
                    .until(() -> Records.messages(client, Direction.IN).contains("again"));
            assertThat(HttpTraffic.texts(client, Direction.CLOSED))
                    .first()
                    .asString()
                    .contains("1008", "session ended");
        }
        nothingSecret(client);
        nothingSecret(server);
    }

    @ParameterizedTest
    @ValueSource(strings = {"session", "token"})
    void ourClientOfHttpLogsInAtOurServer(String as) {
        bench.start(
                "web",
                "http-server",
                "{'port': 0, 'login': {'type': 'required', 'users': [{'name': 'wendy', 'secret': 'door'}]}}");
        Endpoint client = bench.start(
                "client",
                "http-client",
                "{'target': 'web', 'authorization': {'type': 'login', 'user': 'wendy', 'secret': 'door', 'as': '" + as
                        + "'}}");
        int logins = as.equals("session") ? 1 : 2;
        Bench.await(client.send(Target.all(), Bench.json("{'url': '/get'}")));
        assertThat(HttpTraffic.reply(client, logins + 1).status()).isEqualTo(200);
        accounts().sessions().forEach(session -> accounts().revoke(session.id()));
        Bench.await(client.send(Target.all(), Bench.json("{'url': '/post', 'method': 'POST'}")));
        // Refused once, as a token ends with its session; then it logs in anew.
        int more = 1 + logins + 1;
        assertThat(HttpTraffic.reply(client, logins + 1 + more).status()).isEqualTo(200);
        nothingSecret(client);
    }
}
