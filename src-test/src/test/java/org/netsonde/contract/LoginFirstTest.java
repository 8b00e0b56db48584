package org.netsonde.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.http.HttpText;
import org.netsonde.engine.protocol.SendReceipt;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.HttpTraffic;
import tools.jackson.databind.json.JsonMapper;

/** Clients that log in first, and servers that are written byte by byte. */
class LoginFirstTest {

    private static final String PASSWORD = "öpen \"sesame\" \\ 7";

    private static final String LOGIN = "{'authorization': {'type': 'login', 'user': 'alice', 'secret': 'door'}}";
    private static final String AS_TOKEN =
            "{'authorization': {'type': 'login', 'user': 'alice', 'secret': 'door', 'as': 'token'}}";
    private static final String AGAIN = "{'reconnect': {'type': 'back-off', 'first': '1ms', 'max': '5ms'}}";

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(EngineOptions.standard(), Map.of("door", PASSWORD));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Endpoint start(String protocol, Desk desk, String... settings) {
        return bench.start("client", protocol, Bench.json("{'port': " + desk.port() + "}", settings));
    }

    private static SendReceipt send(Endpoint client, String message) {
        return Bench.await(client.send(Target.all(), Bench.json(message)));
    }

    private static String given(String token) {
        return Desk.reply("200 OK", "{\"token\": \"" + token + "\"}", "Set-Cookie: session=" + token);
    }

    private static String unauthorized() {
        return Desk.reply("401 Unauthorized", "", "WWW-Authenticate: Bearer error_description=\"it has ended\"");
    }

    /** Nothing that was recorded of an endpoint tells the password or a token. */
    private static void nothingSecret(Endpoint client, String... tokens) {
        HttpTraffic.events(client).forEach(event -> {
            String all = event.text() + new String(event.bytes(), StandardCharsets.UTF_8);
            assertThat(all).doesNotContain("sesame");
            assertThat(tokens).noneMatch(all::contains);
        });
    }

    @Test
    void requestsCarryTheTokenOfTheSession() throws IOException {
        try (Desk desk = new Desk(
                asked -> asked.line().equals("POST /auth/login") ? given("t0ken") : Desk.reply("200 OK", "hello"))) {
            Endpoint client = start("http-client", desk, LOGIN);
            send(client, "{'url': '/one'}");
            // Not at once, since the next would go on another connection.
            HttpTraffic.replies(client, 2);
            send(client, "{'url': '/two', 'method': 'POST'}");
            HttpTraffic.replies(client, 3);

            assertThat(desk.asked())
                    .extracting(Desk.Asked::line)
                    .containsExactly("POST /auth/login", "GET /one", "POST /two");
            Desk.Asked login = desk.asked().getFirst();
            assertThat(JsonMapper.shared()
                            .readTree(login.body())
                            .get("password")
                            .stringValue())
                    .isEqualTo(PASSWORD);
            assertThat(JsonMapper.shared().readTree(login.body()).get("name").stringValue())
                    .isEqualTo("alice");
            assertThat(login.field("Content-Type")).isEqualTo("application/json");
            assertThat(login.field("Authorization")).isEmpty();
            assertThat(desk.asked().get(1).field("Authorization")).isEqualTo("Bearer t0ken");
            assertThat(desk.asked().get(2).field("Authorization")).isEqualTo("Bearer t0ken");
            assertThat(desk.asked().get(1).field("Cookie"))
                    .as("the token is enough")
                    .isEmpty();
            assertThat(HttpTraffic.texts(client, Direction.NOTED))
                    .contains("logged in at 127.0.0.1:" + desk.port() + " as alice");
            HttpText recorded = HttpTraffic.messages(client, Direction.OUT).getFirst();
            assertThat(HttpTraffic.text(recorded)).contains("\"name\":\"alice\"", "\"password\":\"•••\"");
            nothingSecret(client, "t0ken");
            assertThat(client.lastFailure()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "access_token", "accessToken", "jwt"})
    void tokenMayBeCalledAsServersCallIt(String name) throws IOException {
        try (Desk desk = new Desk(asked -> asked.line().startsWith("POST /api/sign-in")
                ? Desk.reply("201 Created", "{\"user\": {}, \"" + name + "\": \"abc\"}")
                : Desk.reply("200 OK", ""))) {
            Endpoint client = start(
                    "http-client",
                    desk,
                    "{'authorization': {'type': 'login', 'user': 'a', 'secret': 'door', 'url': 'api/sign-in?x=1'}}");
            send(client, "{'url': '/'}");
            HttpTraffic.replies(client, 2);
            assertThat(desk.asked("GET /").getFirst().field("Authorization")).isEqualTo("Bearer abc");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http-client", "websocket-client"})
    void jwtIsAskedForBehindTheLogin(String protocol) throws IOException {
        try (Desk desk = new Desk(asked -> switch (asked.line()) {
            case "POST /auth/login" -> given("sess1on");
            case "POST /auth/token" -> given("j.w.t");
            default -> protocol.equals("http-client") ? Desk.reply("200 OK", "") : Desk.SWITCH;
        })) {
            Endpoint client = start(protocol, desk, AS_TOKEN);
            if (protocol.equals("http-client")) {
                send(client, "{'url': '/'}");
                HttpTraffic.replies(client, 3);
            }
            assertThat(desk.asked("POST /auth/token").getFirst().field("Authorization"))
                    .isEqualTo("Bearer sess1on");
            assertThat(desk.asked("GET /").getFirst().field("Authorization")).isEqualTo("Bearer j.w.t");
            nothingSecret(client, "sess1on", "j.w.t");
        }
    }

    @Test
    void manyRequestsShareOneLoginAndOneThatTheServerForgets() throws IOException {
        AtomicInteger logins = new AtomicInteger();
        try (Desk desk = new Desk(asked -> {
            if (asked.line().startsWith("POST /auth/login")) {
                return given("t" + logins.incrementAndGet());
            }
            // The first token is forgotten once it has been good for something.
            boolean valid = asked.line().equals("GET /first")
                    || !asked.field("Authorization").equals("Bearer t1");
            return valid ? Desk.reply("200 OK", asked.field("Authorization")) : unauthorized();
        })) {
            Endpoint client = start("http-client", desk, LOGIN);
            send(client, "{'url': '/first'}");
            HttpTraffic.replies(client, 2);
            List<CompletableFuture<SendReceipt>> sent = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                sent.add(client.send(Target.all(), Bench.json("{'url': '/more', 'method': 'POST'}"))
                        .toCompletableFuture());
            }
            sent.forEach(Bench::await);
            await().atMost(Bench.LIMIT)
                    .untilAsserted(() -> assertThat(HttpTraffic.messages(client, Direction.IN).stream()
                                    .filter(reply -> HttpTraffic.text(reply).equals("Bearer t2")))
                            .hasSize(20));
            assertThat(logins).hasValue(2);
            assertThat(HttpTraffic.texts(client, Direction.NOTED)).anyMatch(text -> text.contains("logging in again"));
            nothingSecret(client);
        }
    }

    @Test
    void serverThatAcceptsNoTokenAtAllIsNotAskedForMoreOfThem() throws IOException {
        try (Desk desk =
                new Desk(asked -> asked.line().startsWith("POST /auth/login") ? given("useless") : unauthorized())) {
            Endpoint client = start("http-client", desk, LOGIN);
            for (int i = 0; i < 3; i++) {
                send(client, "{'url': '/'}");
                int requests = i + 2;
                await().atMost(Bench.LIMIT)
                        .untilAsserted(() -> assertThat(desk.asked("GET")).hasSize(requests));
            }
            assertThat(desk.asked("POST")).as("one more, for the first request").hasSize(2);
        }
    }

    @Test
    void tokenGoesToItsOwnServerOnly() throws IOException {
        try (Desk other = new Desk(asked -> Desk.reply("200 OK", ""));
                Desk desk = new Desk(asked -> asked.line().startsWith("POST /auth/login")
                        ? given("t0ken")
                        : Desk.reply("302 Found", "", "Location: http://127.0.0.1:" + other.port() + "/there"))) {
            Endpoint client = start("http-client", desk, LOGIN);
            send(client, "{'url': '/go'}");
            HttpTraffic.replies(client, 3);
            send(client, "{'url': 'http://127.0.0.1:" + other.port() + "/direct'}");
            HttpTraffic.replies(client, 4);
            assertThat(other.asked())
                    .hasSize(2)
                    .allSatisfy(
                            asked -> assertThat(asked.field("Authorization")).isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http-client", "websocket-client"})
    void loginMayBeAtAnotherServer(String protocol) throws IOException {
        try (Desk door = new Desk(asked -> given("from-the-door"));
                Desk desk =
                        new Desk(asked -> protocol.equals("http-client") ? Desk.reply("200 OK", "") : Desk.SWITCH)) {
            Endpoint client = start(
                    protocol,
                    desk,
                    "{'authorization': {'type': 'login', 'user': 'a', 'secret': 'door', 'url': 'http://127.0.0.1:"
                            + door.port() + "/in'}}");
            if (protocol.equals("http-client")) {
                send(client, "{'url': '/'}");
            }
            await().atMost(Bench.LIMIT).until(() -> !desk.asked("GET /").isEmpty());
            assertThat(desk.asked())
                    .allSatisfy(asked -> assertThat(asked.line()).doesNotContain("/in"));
            assertThat(desk.asked("GET /").getFirst().field("Authorization")).isEqualTo("Bearer from-the-door");
        }
    }

    @Test
    void messageMayTellItselfWhoAsks() throws IOException {
        try (Desk desk =
                new Desk(asked -> asked.line().startsWith("POST") ? given("t0ken") : Desk.reply("200 OK", ""))) {
            Endpoint client = start("http-client", desk, LOGIN);
            send(client, "{'url': '/', 'authorization': {'type': 'basic', 'user': 'bob', 'secret': 'door'}}");
            HttpTraffic.replies(client, 2);
            assertThat(desk.asked("GET").getFirst().field("Authorization")).startsWith("Basic ");
        }
    }

    /** A reply to a login that is of no use. */
    record Bad(String name, String failure, String says, String reply) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Bad> replies() {
        return Stream.of(
                new Bad("wrong password", "loginRefused", "does not accept the name alice", unauthorized()),
                new Bad(
                        "locked",
                        "loginLocked",
                        "for 1m30s",
                        Desk.reply("429 Too Many Requests", "{\"token\":\"x\"}", "Retry-After: 90")),
                new Bad("locked for long", "loginLockedLong", "locked alice", Desk.reply("423 Locked", "")),
                new Bad("forbidden", "loginForbidden", "403 Forbidden", Desk.reply("403 Forbidden", "")),
                new Bad(
                        "no such route",
                        "loginNoRoute",
                        "/auth/login was answered 404",
                        Desk.reply("404 Not Found", "?")),
                new Bad("another method", "loginNoRoute", "405", Desk.reply("405 Method Not Allowed", "")),
                new Bad(
                        "sent on",
                        "loginMoved",
                        "http://example.com/?token=•••",
                        Desk.reply("307 Temporary Redirect", "", "Location: http://example.com/?token=a")),
                new Bad("broken", "loginStatus", "500 Oops", Desk.reply("500 Oops", "")),
                new Bad("no reason", "loginStatus", "with 503.", Desk.reply("503", "")),
                new Bad("a page", "loginNotJson", "JSON", Desk.reply("200 OK", "<html>welcome</html>")),
                new Bad("nothing", "loginNoToken", "without a token", Desk.reply("204 No Content", "")),
                new Bad("half of it", "loginNotJson", "JSON", Desk.reply("200 OK", "{\"token\": \"abc")),
                new Bad("too deep", "loginNotJson", "JSON", Desk.reply("200 OK", "[".repeat(5000))),
                new Bad("a list", "loginNoToken", "without a token", Desk.reply("200 OK", "[\"token\"]")),
                new Bad("no token", "loginNoToken", "without a token", Desk.reply("200 OK", "{\"ok\": true}")),
                new Bad("token is a number", "loginNoToken", "token", Desk.reply("200 OK", "{\"token\": 7}")),
                new Bad("empty token", "loginNoToken", "token", Desk.reply("200 OK", "{\"token\": \"\"}")),
                new Bad(
                        "token of lines",
                        "loginBadToken",
                        "token",
                        Desk.reply("200 OK", "{\"token\": \"a\\r\\nX: y\"}")),
                new Bad(
                        "long token",
                        "loginBadToken",
                        "token",
                        Desk.reply("200 OK", "{\"token\": \"" + "x".repeat(9000) + "\"}")));
    }

    @ParameterizedTest
    @MethodSource("replies")
    void clientOfHttpTellsWhatIsWrongWithItsLogin(Bad bad) throws IOException {
        fails("http-client", bad);
    }

    @ParameterizedTest
    @MethodSource("replies")
    void clientOfWebSocketTellsWhatIsWrongWithItsLogin(Bad bad) throws IOException {
        fails("websocket-client", bad);
    }

    private void fails(String protocol, Bad bad) throws IOException {
        try (Desk desk = new Desk(asked -> bad.reply())) {
            FailureException thrown = catchThrowableOfType(FailureException.class, () -> start(protocol, desk, LOGIN));
            Failure failure = thrown.failure();
            assertThat(failure.what().key()).isEqualTo("failure." + bad.failure() + ".what");
            assertThat(failure.what().text(Locale.ENGLISH)).contains("127.0.0.1:" + desk.port(), bad.says());
            assertThat(failure.remedy().text(Locale.SIMPLIFIED_CHINESE))
                    .isNotEqualTo(failure.remedy().text(Locale.ENGLISH));
            Endpoint client = bench.engine().endpoints().getFirst();
            assertThat(client.state()).isInstanceOf(EndpointState.Failed.class);
            assertThat(bench.sample(client).errors())
                    .isEqualTo(protocol.equals("http-client") && isCounted(bad) ? 2 : 1);
            assertThat(desk.asked()).hasSize(1);
            nothingSecret(client);
        }
    }

    /** A client of HTTP counts replies of 400 and more for themselves. */
    private static boolean isCounted(Bad bad) {
        return bad.reply().matches("(?s)HTTP/1.1 [45].*");
    }

    @Test
    void secretThatIsMissingIsTold() throws IOException {
        try (Desk desk = new Desk(asked -> given("x"))) {
            for (String protocol : List.of("http-client", "websocket-client")) {
                Endpoint client = bench.engine()
                        .add(
                                null,
                                protocol,
                                protocol,
                                Bench.json("{'port': " + desk.port() + "}", LOGIN.replace("door", "absent")));
                FailureException thrown =
                        catchThrowableOfType(FailureException.class, () -> Bench.await(client.start()));
                assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.SECRET_MISSING);
            }
            assertThat(desk.asked()).isEmpty();
        }
    }

    @Test
    void refusalOfALaterLoginIsTold() throws IOException {
        AtomicInteger logins = new AtomicInteger();
        try (Desk desk = new Desk(asked -> {
            if (asked.line().startsWith("POST /auth/login")) {
                return logins.incrementAndGet() == 1 ? given("t1") : unauthorized();
            }
            return asked.line().endsWith("/good") ? Desk.reply("200 OK", "") : unauthorized();
        })) {
            Endpoint client = start("http-client", desk, LOGIN);
            send(client, "{'url': '/good'}");
            HttpTraffic.replies(client, 2);
            client.send(Target.all(), Bench.json("{'url': '/bad'}"));
            await().atMost(Bench.LIMIT).until(() -> client.lastFailure().isPresent());
            assertThat(client.lastFailure().orElseThrow().what().key()).isEqualTo("failure.loginRefused.what");
            assertThat(logins).hasValue(2);
        }
    }

    @Test
    void webSocketLogsInBeforeItConnectsAndAgainWhenItsTokenHasEnded() throws IOException {
        AtomicInteger logins = new AtomicInteger();
        AtomicInteger upgrades = new AtomicInteger();
        try (Desk desk = new Desk(asked -> {
            if (asked.line().startsWith("POST /auth/login")) {
                return given("t" + logins.incrementAndGet());
            }
            return upgrades.incrementAndGet() == 2 ? unauthorized() : Desk.SWITCH;
        })) {
            Endpoint client = start("websocket-client", desk, LOGIN, AGAIN);
            assertThat(desk.asked()).extracting(Desk.Asked::line).containsExactly("POST /auth/login", "GET /");
            assertThat(desk.asked().get(1).field("Authorization")).isEqualTo("Bearer t1");
            assertThat(client.connections().count())
                    .as("the login is none of them")
                    .isEqualTo(1);
            // The server closes; the second handshake is refused, and the third has another token.
            send(client, "{'kind': 'close'}");
            await().atMost(Bench.LIMIT).until(() -> upgrades.get() == 3);
            assertThat(desk.asked("GET"))
                    .extracting(asked -> asked.field("Authorization"))
                    .containsExactly("Bearer t1", "Bearer t1", "Bearer t2");
            assertThat(client.lastFailure().orElseThrow().what().text(Locale.ENGLISH))
                    .contains("401 Unauthorized", "it has ended");
            await().until(() -> bench.sample(client).total() == 2);
            nothingSecret(client, "t1", "t2");
        }
    }

    @Test
    void webSocketThatIsStoppedWhileItLogsInGivesUp() throws IOException {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        CompletableFuture<String> never = new CompletableFuture<>();
        try (Desk desk = new Desk(request -> {
            asked.complete(null);
            return never.join();
        })) {
            Endpoint client = bench.engine()
                    .add(null, "client", "websocket-client", Bench.json("{'port': " + desk.port() + "}", LOGIN));
            client.start();
            Bench.await(asked);
            Bench.await(client.stop());
            assertThat(client.state()).isInstanceOf(EndpointState.Idle.class);
            never.complete(given("late"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http-client", "websocket-client"})
    void serverThatDoesNotAnswerTheLoginIsNotWaitedForForEver(String protocol) throws IOException {
        CompletableFuture<String> never = new CompletableFuture<>();
        try (Desk desk = new Desk(asked -> never.join())) {
            FailureException thrown = catchThrowableOfType(
                    FailureException.class,
                    () -> start(
                            protocol,
                            desk,
                            LOGIN,
                            protocol.equals("http-client")
                                    ? "{'requestTimeout': '100ms'}"
                                    : "{'handshakeTimeout': '100ms'}"));
            assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.REPLY_TIMEOUT);
            never.complete(given("late"));
        }
    }

    @Test
    void fixedAuthorizationsOfWebSocketAreTold() throws IOException {
        try (Desk desk = new Desk(asked -> Desk.SWITCH)) {
            bench.start(
                    "basic",
                    "websocket-client",
                    Bench.json(
                            "{'port': " + desk.port() + "}",
                            "{'authorization': {'type': 'basic', 'user': 'alice', 'secret': 'door'}}"));
            assertThat(desk.asked().getFirst().field("Authorization")).startsWith("Basic ");
            FailureException thrown = catchThrowableOfType(
                    FailureException.class,
                    () -> bench.start(
                            "bearer",
                            "websocket-client",
                            Bench.json("{'port': " + desk.port() + "}", "{'authorization': {'type': 'bearer'}}")));
            assertThat(thrown.failure().what().key()).isEqualTo("failure.noToken.what");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"401 Unauthorized", "403 Forbidden"})
    void refusedHandshakesSayWhatIsMissing(String status) throws IOException {
        try (Desk desk = new Desk(asked -> Desk.reply(status, ""))) {
            FailureException thrown =
                    catchThrowableOfType(FailureException.class, () -> start("websocket-client", desk));
            assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.WEBSOCKET_HANDSHAKE);
            assertThat(thrown.failure().what().key())
                    .isEqualTo(
                            status.startsWith("401")
                                    ? "failure.upgradeUnauthorized.what"
                                    : "failure.upgradeForbidden.what");
            assertThat(thrown.failure().what().text(Locale.ENGLISH)).contains(status);
        }
    }
}
