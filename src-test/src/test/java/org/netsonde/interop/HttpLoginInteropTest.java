package org.netsonde.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.export.ExportSource;
import org.netsonde.engine.export.Exports;
import org.netsonde.engine.export.Progress;
import org.netsonde.engine.http.HttpText;
import org.netsonde.engine.protocol.SettingsDescriber;
import org.netsonde.engine.security.Keys;
import org.netsonde.engine.security.Secrets;
import org.netsonde.engine.security.account.AccountList;
import org.netsonde.engine.security.account.AccountRole;
import org.netsonde.engine.security.account.Accounts;
import org.netsonde.engine.security.crypto.Argon2Parameters;
import org.netsonde.engine.session.LiveSession;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.Curl;
import org.netsonde.fixtures.HttpTraffic;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;
import org.netsonde.fixtures.TestAuthority;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Servers of HTTP that require a login; the clients are the JDK's, curl and Python's. */
class HttpLoginInteropTest {

    private static final String PASSWORD = "wonderland-7";
    private static final String SETTINGS = "{'port': 0, 'login': {'type': 'required', 'list': 'staff', 'attempts': 3,"
            + " 'lockTime': '10m', 'sessionTime': '1h', 'open': ['/status/'], 'users': ["
            + "{'name': 'alice', 'role': 'writer', 'secret': 'alice'},"
            + "{'name': 'rita', 'role': 'reader', 'secret': 'alice'},"
            + "{'name': 'root', 'role': 'admin', 'secret': 'alice'}]}}";

    @TempDir
    Path folder;

    private final AtomicReference<Duration> later = new AtomicReference<>(Duration.ZERO);
    private final InstantSource clock = () -> Instant.now().plus(later.get());
    private final HttpClient client =
            HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
    private Bench bench;

    @BeforeEach
    void open() {
        bench = bench();
    }

    private Bench bench() {
        TestAuthority authority = TestAuthority.create(folder, "Login authority");
        Accounts accounts = Accounts.in(folder.resolve("accounts"), new Argon2Parameters(8, 1, 1), clock);
        return new Bench(new Keys(
                authority::authority,
                new Secrets(Map.of("NETSONDE_SECRET_ALICE", PASSWORD)::get, null),
                accounts,
                InstantSource.system()));
    }

    @AfterEach
    void close() {
        client.close();
        bench.close();
    }

    private Endpoint start() {
        return bench.start("server", "http-server", SETTINGS);
    }

    private AccountList accounts() {
        return bench.engine().accounts().list("staff");
    }

    private HttpRequest.Builder request(Endpoint server, String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + Bench.address(server).getPort() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        CompletableFuture<HttpResponse<String>> reply =
                client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
        return Bench.await(reply);
    }

    private HttpResponse<String> ask(Endpoint server, String method, String path, String token, String body) {
        HttpRequest.Builder request = request(server, path)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        return send(token.isEmpty() ? request : request.header("Authorization", "Bearer " + token));
    }

    private HttpResponse<String> get(Endpoint server, String path, String token) {
        return ask(server, "GET", path, token, "");
    }

    private static String login(String name, String password) {
        return "{\"name\": \"" + name + "\", \"password\": \"" + password + "\"}";
    }

    private HttpResponse<String> logIn(Endpoint server, String name, String password) {
        return ask(server, "POST", "/auth/login", "", login(name, password));
    }

    private static JsonNode json(HttpResponse<String> reply) {
        return JsonMapper.shared().readTree(reply.body());
    }

    private String session(Endpoint server, String name) {
        HttpResponse<String> reply = logIn(server, name, PASSWORD);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return json(reply).path("token").asString("");
    }

    private static String field(HttpResponse<?> reply, String name) {
        return reply.headers().firstValue(name).orElse("");
    }

    @Test
    void whoHasLoggedInIsServed() {
        Endpoint server = start();
        HttpResponse<String> without = get(server, "/get", "");
        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(field(without, "WWW-Authenticate")).isEqualTo("Bearer realm=\"Netsonde\"");
        assertThat(without.body()).contains("/auth/login");

        String token = session(server, "alice");
        assertThat(get(server, "/get", token).statusCode()).isEqualTo(200);
        assertThat(ask(server, "POST", "/post", token, "{}").statusCode()).isEqualTo(200);
        JsonNode who = json(get(server, "/auth/session", token));
        assertThat(who.path("user").asString()).isEqualTo("alice");
        assertThat(who.path("permissions").toString()).isEqualTo("[\"read\",\"write\"]");

        assertThat(ask(server, "POST", "/auth/logout", token, "").statusCode()).isEqualTo(204);
        HttpResponse<String> after = get(server, "/get", token);
        assertThat(after.statusCode()).isEqualTo(401);
        assertThat(field(after, "WWW-Authenticate")).contains("error=\"invalid_token\"");
        assertThat(get(server, "/status/204", "").statusCode()).as("open").isEqualTo(204);
        assertThat(get(server, "/status/../get", "").statusCode()).isEqualTo(401);
        assertThat(get(server, "/", session(server, "rita")).body()).contains("/auth/register");
    }

    @Test
    void readersDoNotWriteAndAdministratorsDecide() {
        Endpoint server = start();
        String rita = session(server, "rita");
        String root = session(server, "root");
        assertThat(get(server, "/get", rita).statusCode()).isEqualTo(200);
        HttpResponse<String> refused = ask(server, "DELETE", "/delete", rita, "");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(field(refused, "WWW-Authenticate")).contains("insufficient_scope", "scope=\"write\"");

        String bob = "{\"name\": \"bob\", \"password\": \"builder of\", \"role\": \"writer\"}";
        assertThat(ask(server, "POST", "/auth/register", "", bob).statusCode()).isEqualTo(401);
        assertThat(ask(server, "POST", "/auth/register", rita, bob).statusCode())
                .isEqualTo(403);
        assertThat(ask(server, "POST", "/auth/register", root, bob).statusCode())
                .isEqualTo(201);
        assertThat(ask(server, "POST", "/auth/register", root, bob).statusCode())
                .isEqualTo(409);
        assertThat(logIn(server, "bob", "builder of").statusCode()).isEqualTo(200);

        assertThat(get(server, "/auth/sessions", rita).statusCode()).isEqualTo(403);
        JsonNode sessions = json(get(server, "/auth/sessions", root)).path("sessions");
        assertThat(sessions).hasSize(3);
        long first = sessions.get(2).path("id").asLong();
        assertThat(ask(server, "DELETE", "/auth/sessions/" + first, root, "").statusCode())
                .isEqualTo(204);
        assertThat(ask(server, "DELETE", "/auth/sessions/" + first, root, "").statusCode())
                .isEqualTo(404);
        assertThat(get(server, "/get", rita).statusCode()).isEqualTo(401);
    }

    @Test
    void tokensAreForThoseWithSession() {
        Endpoint server = start();
        String session = session(server, "alice");
        HttpResponse<String> reply = ask(server, "POST", "/auth/token", session, "");
        String jwt = json(reply).path("token").asString("");
        assertThat(field(reply, "Cache-Control")).isEqualTo("no-store");
        assertThat(get(server, "/get", jwt).statusCode()).isEqualTo(200);
        assertThat(json(get(server, "/auth/session", jwt)).path("session").isNull())
                .isTrue();
        assertThat(ask(server, "POST", "/auth/token", jwt, "").statusCode()).isEqualTo(403);
        assertThat(ask(server, "DELETE", "/auth/session", jwt, "").statusCode()).isEqualTo(409);
        assertThat(ask(server, "POST", "/auth/token", "", "").statusCode()).isEqualTo(401);

        later.set(Duration.ofMinutes(20));
        assertThat(get(server, "/get", jwt).statusCode()).isEqualTo(401);
        assertThat(get(server, "/get", session).statusCode()).isEqualTo(200);
        later.set(Duration.ofMinutes(60));
        assertThat(get(server, "/get", session).statusCode()).isEqualTo(401);
    }

    @Test
    void lockoutStory() {
        Endpoint server = start();
        assertThat(logIn(server, "alice", "wrong password").statusCode()).isEqualTo(401);
        assertThat(logIn(server, "alice", "wrong password").statusCode()).isEqualTo(401);
        HttpResponse<String> locked = logIn(server, "alice", "wrong password");
        assertThat(locked.statusCode()).isEqualTo(429);
        assertThat(field(locked, "Retry-After")).isEqualTo("600");
        assertThat(logIn(server, "alice", PASSWORD).statusCode()).isEqualTo(429);
        for (int i = 0; i < 2; i++) {
            assertThat(logIn(server, "nobody", "wrong password").statusCode()).isEqualTo(401);
        }
        assertThat(logIn(server, "nobody", "wrong password").statusCode()).isEqualTo(429);
        assertThat(logIn(server, "rita", PASSWORD).statusCode()).isEqualTo(200);

        later.set(Duration.ofMinutes(11));
        assertThat(logIn(server, "alice", PASSWORD).statusCode()).isEqualTo(200);
        assertThat(bench.figure(server, "logins")).isEqualTo(2);
        assertThat(bench.figure(server, "logins_refused")).isEqualTo(7);
        assertThat(bench.figure(server, "login_sessions")).isEqualTo(2);
        assertThat(HttpTraffic.texts(server, Direction.NOTED))
                .contains("alice logged in", "rita logged in")
                .anySatisfy(text -> assertThat(text).contains("alice", "locked"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\": \"alice\", \"password\": \"hidden-one    | line 1, column",
                "[\"hidden-one\"]                                  | must be an object",
                "{\"name\": \"alice\"}                             | \"password\" is missing",
                "{\"name\": 7, \"password\": \"hidden-one\"}       | \"name\" must be a text",
                "{\"name\": \"a\", \"password\": \"hidden-one\", \"role\": \"boss\"} | \"reader\", \"writer\" or \"admin\""
            })
    void badBodiesAreToldExactly(String body, String words) {
        Endpoint server = start();
        HttpResponse<String> reply = ask(server, "POST", "/auth/login", "", body);
        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(json(reply).path("message").asString("")).contains(words).doesNotContain("hidden-one");
        assertThat(written(server)).doesNotContain("hidden-one");
    }

    private static String written(Endpoint server) {
        StringBuilder all = new StringBuilder();
        HttpTraffic.events(server)
                .forEach(event -> all.append(event.text())
                        .append(new String(event.bytes(), StandardCharsets.ISO_8859_1))
                        .append('\n'));
        return all.toString();
    }

    @Test
    void otherBadRequestsHaveTheirAnswers() {
        Endpoint server = start();
        assertThat(ask(server, "POST", "/auth/login", "", "x".repeat(20_000)).statusCode())
                .isEqualTo(413);
        assertThat(ask(server, "POST", "/auth/login", "", "").statusCode()).isEqualTo(400);
        HttpResponse<String> method = get(server, "/auth/login", "");
        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(field(method, "Allow")).isEqualTo("POST, OPTIONS");
        assertThat(get(server, "/auth/other", "").statusCode()).isEqualTo(404);
        assertThat(get(server, "/auth/session", "").statusCode()).isEqualTo(401);
        assertThat(get(server, "/auth/session", "hidden").statusCode()).isEqualTo(401);
        assertThat(send(request(server, "/get").header("Authorization", "Bearer"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void cookieIsForPagesOfThisServer() {
        Endpoint server = start();
        HttpResponse<String> reply = logIn(server, "alice", PASSWORD);
        String cookie = field(reply, "Set-Cookie");
        assertThat(cookie)
                .contains("; HttpOnly", "; SameSite=Strict", "; Path=/")
                .doesNotContain("Secure");
        String pair = cookie.substring(0, cookie.indexOf(';'));
        String origin = "http://127.0.0.1:" + Bench.address(server).getPort();

        assertThat(cookied(server, "GET", "/get", pair, "Origin", "http://evil.example"))
                .isEqualTo(200);
        assertThat(cookied(server, "POST", "/post", pair, "Origin", "http://evil.example"))
                .isEqualTo(403);
        assertThat(cookied(server, "POST", "/post", pair, "Sec-Fetch-Site", "cross-site"))
                .isEqualTo(403);
        assertThat(cookied(server, "POST", "/auth/token", pair, "Origin", "http://evil.example"))
                .isEqualTo(403);
        assertThat(cookied(server, "POST", "/post", pair, "Origin", origin)).isEqualTo(200);
        assertThat(cookied(server, "POST", "/post", pair, "Sec-Fetch-Site", "same-origin"))
                .isEqualTo(200);
        assertThat(cookied(server, "POST", "/post", pair, "Accept", "*/*")).isEqualTo(200);
    }

    private int cookied(Endpoint server, String method, String path, String cookie, String field, String value) {
        return send(request(server, path)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .header("Cookie", cookie)
                        .header(field, value))
                .statusCode();
    }

    @Test
    void serversShareListAndItOutlivesThem() {
        Endpoint first = start();
        Endpoint second = bench.start(
                "second",
                "http-server",
                "{'port': 0, 'login': {'type': 'required', 'list': 'Staff', 'register': true}}");
        String alice = session(first, "alice");
        assertThat(get(second, "/get", alice).statusCode()).isEqualTo(200);
        assertThat(ask(second, "POST", "/auth/register", "", login("bob", "builder of"))
                        .statusCode())
                .isEqualTo(201);
        assertThat(logIn(first, "bob", "builder of").statusCode()).isEqualTo(200);

        Bench.await(first.stop());
        assertThat(get(second, "/get", alice).statusCode())
                .as("went with his server")
                .isEqualTo(401);
        assertThat(logIn(second, "alice", PASSWORD).statusCode()).isEqualTo(401);

        bench.close();
        bench = bench();
        Endpoint again = start();
        assertThat(logIn(again, "bob", "builder of").statusCode()).isEqualTo(200);
        assertThat(logIn(again, "alice", PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void revokedSessionIsOverForConnectionsThatStand() {
        Endpoint server = start();
        String token = session(server, "alice");
        String jwt = json(ask(server, "POST", "/auth/token", token, ""))
                .path("token")
                .asString("");
        assertThat(get(server, "/get", jwt).statusCode()).isEqualTo(200);
        assertThat(get(server, "/get", token).statusCode()).isEqualTo(200);
        assertThat(accounts().revoke(accounts().sessions().getFirst().id())).isTrue();
        assertThat(get(server, "/get", token).statusCode()).isEqualTo(401);
        assertThat(get(server, "/get", jwt).statusCode()).as("the JWT of it").isEqualTo(401);
    }

    @Test
    void brokenListKeepsTheServerFromStarting() throws IOException {
        Files.createDirectories(folder.resolve("accounts"));
        Files.writeString(folder.resolve("accounts").resolve("staff.json"), "{");
        assertThatThrownBy(this::start).isInstanceOf(FailureException.class).hasMessageContaining("staff.json");
        assertThat(folder.resolve("accounts").resolve("staff.json")).hasContent("{");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'name': 'alice', 'secret': 'none-of-these'}",
                "{'name': 'alice'}",
                "{'name': 'a:b', 'secret': 'alice'}"
            })
    void usersThatCannotBeKeepTheServerFromStarting(String user) {
        assertThatThrownBy(() -> bench.start(
                        "server", "http-server", "{'port': 0, 'login': {'type': 'required', 'users': [" + user + "]}}"))
                .isInstanceOf(FailureException.class)
                .hasMessageNotContaining(PASSWORD);
    }

    @Test
    void nothingSecretIsWritten() throws IOException {
        Endpoint server = start();
        String session = session(server, "alice");
        String jwt = json(ask(server, "POST", "/auth/token", session, ""))
                .path("token")
                .asString("");
        get(server, "/headers", jwt);
        get(server, "/get?access_token=" + session, session);
        send(request(server, "/auth/login")
                .POST(HttpRequest.BodyPublishers.ofString("name=alice&password=" + PASSWORD))
                .header("Content-Type", "application/x-www-form-urlencoded"));
        logIn(server, "rita", PASSWORD + "-wrong");
        send(request(server, "/auth/login").POST(HttpRequest.BodyPublishers.ofString(PASSWORD)));

        assertThat(HttpTraffic.messages(server, Direction.IN))
                .extracting(HttpText::head)
                .anySatisfy(head -> assertThat(head).startsWith("POST /auth/login"));
        String recorded = written(server);
        assertThat(recorded).contains("alice logged in", "\"name\": \"alice\"");
        Path out = folder.resolve("out");
        Exports.prepare(out);
        Exports.write(
                Exports.builtin().all(),
                ExportSource.of(LiveSession.of(bench.engine(), "1"), Instant.now()),
                out,
                Progress.NONE);
        List<String> all = new ArrayList<>(List.of(recorded));
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.add(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        all.add(SettingsDescriber.toJson(server.protocol().defaults()).toString());
        all.add(server.settings().toString());
        assertThat(all)
                .hasSizeGreaterThan(4)
                .allSatisfy(text -> assertThat(text)
                        .doesNotContain(PASSWORD)
                        .doesNotContain(session)
                        .doesNotContain(jwt.substring(jwt.lastIndexOf('.') + 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--http1.1", "--http2-prior-knowledge", "--http2"})
    void curlLogsInAndKeepsItsCookies(String version) {
        Endpoint server = start();
        String address = "http://127.0.0.1:" + Bench.address(server).getPort();
        Path jar = folder.resolve("jar");
        assertThat(curl(
                        version,
                        "--cookie-jar",
                        jar,
                        "--user",
                        "alice:" + PASSWORD,
                        "--request",
                        "POST",
                        address + "/auth/login"))
                .contains("\"user\" : \"alice\"");
        assertThat(curl(version, "--cookie", jar, "--data", "a=b", address + "/post"))
                .contains("\"a\" : \"b\"");
        assertThat(curl(
                        version,
                        "--cookie",
                        jar,
                        "--cookie-jar",
                        jar,
                        "--request",
                        "DELETE",
                        "--write-out",
                        "%{response_code}",
                        address + "/auth/session"))
                .isEqualTo("204");
        assertThat(curl(version, "--cookie", jar, "--write-out", " %{response_code}", address + "/get"))
                .endsWith(" 401");
        assertThat(curl(
                        version,
                        "--data",
                        "name=alice&password=wrong-password",
                        "--write-out",
                        " %{response_code}",
                        address + "/auth/login"))
                .endsWith(" 401");
    }

    private static String curl(Object... options) {
        try (PeerProcess curl = Curl.start(options)) {
            return curl.output().strip();
        }
    }

    @Test
    void cookieOverTlsStaysThere() {
        Endpoint server = bench.start("server", "http-server", Bench.json(SETTINGS, "{'tls': {'mode': 'on'}}"));
        assertThat(curl(
                        "--http2",
                        "--include",
                        "--cacert",
                        folder.resolve("Login authority.pem"),
                        "--data",
                        "name=alice&password=" + PASSWORD,
                        "https://127.0.0.1:" + Bench.address(server).getPort() + "/auth/login"))
                .contains("HTTP/2 200", "; Secure");
    }

    @Test
    void pythonLogsInAndChecksTheToken() {
        Peers.requirePythonModule("jwt", "python3-jwt");
        accounts().add("bob", "builder of".toCharArray(), AccountRole.READER);
        Endpoint server = bench.start(
                "server",
                "http-server",
                "{'port': 0, 'login': {'type': 'required', 'list': 'staff', 'register': true}}");
        try (PeerProcess python = Peers.python(
                "login.py",
                Bench.address(server).getPort(),
                folder.resolve("accounts").resolve("staff.json"))) {
            assertThat(python.output().lines())
                    .containsExactly(
                            "register 201",
                            "login 200 zoé",
                            "get 200",
                            "token 200 zoé HS256",
                            "get by token 200",
                            "own 200",
                            "expired 401",
                            "other key 401",
                            "other algorithm 401",
                            "none 401",
                            "other issuer 401",
                            "logout 204",
                            "after 401");
        }
    }

    @Test
    void manyLoginsAtOnceDoNotStopTheServer() {
        Endpoint server = start();
        List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.add(client.sendAsync(
                    request(server, "/auth/login")
                            .POST(HttpRequest.BodyPublishers.ofString(login("alice", PASSWORD)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString()));
        }
        all.forEach(Bench::await);
        assertThat(all)
                .allSatisfy(reply -> assertThat(reply.join().statusCode()).isIn(200, 503));
        assertThat(get(server, "/get", session(server, "alice")).statusCode()).isEqualTo(200);
    }
}
