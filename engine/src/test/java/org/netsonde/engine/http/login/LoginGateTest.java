package org.netsonde.engine.http.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.http.server.ServerReply;
import org.netsonde.engine.http.server.ServerRequest;
import org.netsonde.engine.protocol.Connections;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.LoneContext;
import org.netsonde.engine.protocol.SettingsBinder;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.security.Keys;
import org.netsonde.engine.security.Secret;
import org.netsonde.engine.security.Secrets;
import org.netsonde.engine.security.account.AccountRole;
import org.netsonde.engine.security.account.AccountRules;
import org.netsonde.engine.security.account.Accounts;
import org.netsonde.engine.security.account.Permission;
import org.netsonde.engine.security.crypto.Argon2Parameters;
import org.netsonde.engine.transport.EventLoops;
import org.netsonde.engine.transport.TransportKind;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class LoginGateTest {

    private static final String PASSWORD = "wonderland";
    private static final InetSocketAddress PEER = new InetSocketAddress("127.0.0.1", 5);

    private final EventLoops loops = new EventLoops(TransportKind.NIO, 1);
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-02T03:04:05Z"));
    private final InstantSource clock = now::get;
    private final Accounts accounts = Accounts.inMemory(new Argon2Parameters(8, 1, 1), clock);

    @AfterEach
    void close() {
        loops.close();
    }

    private EndpointContext context() {
        EndpointContext lone = LoneContext.of(loops, new Connections(clock), failure -> {
            throw new AssertionError(failure);
        });
        Keys keys = new Keys(
                () -> {
                    throw new AssertionError("a certificate is wanted");
                },
                new Secrets(Map.of("NETSONDE_SECRET_A", PASSWORD)::get, null),
                accounts,
                clock);
        return new EndpointContext(
                lone.name(),
                loops,
                lone.meter(),
                lone.traffic(),
                lone.connections(),
                lone.transfers(),
                lone.middle(),
                lone.endpoints(),
                keys,
                clock,
                lone.fail());
    }

    private LoginGate open(String... paths) {
        Login login = new Login.Required(
                "staff",
                List.of(
                        new Login.LoginUser("alice", new Secret("a"), AccountRole.WRITER),
                        new Login.LoginUser("rita", new Secret("a"), AccountRole.READER)),
                false,
                List.of(paths),
                new AccountRules(3, Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofMinutes(5)));
        return LoginGate.open(login, context())
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private String token(String name) {
        return accounts.list("staff")
                .logIn(name, PASSWORD.toCharArray(), new AccountRules(), "here")
                .token();
    }

    private static HttpHeaders fields(String... namesAndValues) {
        HttpHeaders headers = new DefaultHttpHeaders().set("Host", "here:80");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return headers;
    }

    private static ServerReply answer(LoginGate gate, String path, HttpHeaders headers, String body) {
        return gate.answer(new ServerRequest(
                        "POST", path, "HTTP/1.1", headers, body.getBytes(StandardCharsets.UTF_8), PEER, false))
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private static int refusal(LoginGate.Decision decision) {
        return decision instanceof LoginGate.Decision.Refused refused ? refused.status() : 0;
    }

    @Test
    void withoutLoginEverythingIsOpen() {
        LoginGate gate = LoginGate.open(new Login.None(), context())
                .toCompletableFuture()
                .join();

        assertThat(gate.answers("/auth/login")).isFalse();
        assertThat(gate.decide("/", fields(), false, Permission.ADMIN)).isInstanceOf(LoginGate.Decision.Open.class);
        gate.close();
    }

    @Test
    void usersOfSettingsGoWithTheGate() {
        LoginGate gate = open();
        String token = token("alice");
        assertThat(gate.decide("/", fields("Authorization", "bearer " + token), false, Permission.WRITE))
                .isInstanceOfSatisfying(
                        LoginGate.Decision.Granted.class,
                        granted -> assertThat(granted.access().user()).isEqualTo("alice"));

        gate.close();
        assertThat(gate.accounts().users()).isEmpty();
        assertThat(gate.accounts().access(token)).isEmpty();
    }

    @Test
    void permissionsDecide() {
        LoginGate gate = open();
        HttpHeaders rita = fields("Authorization", "Bearer " + token("rita"));

        assertThat(refusal(gate.decide("/", rita, false, Permission.READ))).isZero();
        assertThat(gate.decide("/", rita, false, Permission.WRITE))
                .isInstanceOfSatisfying(LoginGate.Decision.Refused.class, refused -> {
                    assertThat(refused.status()).isEqualTo(403);
                    assertThat(refused.challenge()).contains("insufficient_scope");
                });
        gate.close();
    }

    @Test
    void cookieCountsForHandshakesOfPagesOfTheServerAlone() {
        LoginGate gate = open();
        String cookie = "other=1; session=" + token("alice");
        String[] upgrade = {"Cookie", cookie, "Upgrade", "websocket", "Origin", ""};

        upgrade[5] = "http://here:80";
        assertThat(refusal(gate.decide("/", fields(upgrade), false, Permission.READ)))
                .isZero();
        for (String origin : List.of("http://evil.example", "http://here:81", "null", "here:80")) {
            upgrade[5] = origin;
            assertThat(refusal(gate.decide("/", fields(upgrade), false, Permission.READ)))
                    .as(origin)
                    .isEqualTo(403);
        }
        assertThat(refusal(gate.decide("/", fields("Cookie", "session=none"), false, Permission.READ)))
                .isEqualTo(401);
        gate.close();
    }

    @ParameterizedTest
    @CsvSource({
        "http://here, here:80, false, true",
        "http://here:80, here, false, true",
        "HTTP://HERE, here, false, true",
        "https://here, here:443, true, true",
        "http://here, here, true, false",
        "https://here, here, false, false",
        "http://[::1]:81, [::1]:81, false, true",
        "file:///here, here, false, false",
        "http://here, 'here here', false, false",
    })
    void originIsSchemeHostAndPort(String origin, String host, boolean secure, boolean same) {
        HttpHeaders headers = new DefaultHttpHeaders().set("Host", host).set("Origin", origin);
        assertThat(Credentials.isSameOrigin(headers, secure)).isEqualTo(same);
    }

    @Test
    void handshakeMayNameOtherProtocolsToo() {
        LoginGate gate = open();
        HttpHeaders headers = fields(
                "Cookie", "session=" + token("alice"), "Upgrade", "other, websocket", "Origin", "http://evil.example");
        assertThat(refusal(gate.decide("/", headers, false, Permission.READ))).isEqualTo(403);
        gate.close();
    }

    @Test
    void sessionOfAReplyThatNobodyGotEnds() {
        LoginGate gate = open();
        ServerReply reply =
                answer(gate, "/auth/login", fields(), "{\"name\": \"alice\", \"password\": \"" + PASSWORD + "\"}");
        assertThat(gate.accounts().sessions()).hasSize(1);

        Login.Required login = new Login.Required("staff", List.of(), false, List.of(), new AccountRules());
        LoginLog log = new LoginLog(context(), gate.accounts());
        LoginRoutes routes = new LoginRoutes(login, gate.accounts(), clock, log);
        routes.lost(ServerReply.empty(204));
        assertThat(gate.accounts().sessions()).hasSize(1);
        routes.lost(reply);
        assertThat(gate.accounts().sessions()).isEmpty();
        log.close();
        gate.close();
    }

    @Test
    void escapeThatIsNoneIsABadRequest() {
        LoginGate gate = open();
        assertThat(answer(gate, "/auth/%zz", fields(), "").status()).isEqualTo(400);
        gate.close();
    }

    @Test
    void passwordsSentToAServerWithoutALoginAreMasked() {
        LoginGate gate = LoginGate.open(new Login.None(), context())
                .toCompletableFuture()
                .join();
        GuardedService service = new GuardedService(gate, request -> ServerReply.empty(404));
        byte[] body = "{\"name\": \"alice\", \"password\": \"hidden\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(new String(service.shownBody("/auth/login", "", body), StandardCharsets.UTF_8))
                .contains("alice")
                .doesNotContain("hidden");
        assertThat(service.shownBody("/post", "", body)).isSameAs(body);
        gate.close();
    }

    @Test
    void twoAuthorizationsAreNone() {
        LoginGate gate = open();
        String bearer = "Bearer " + token("alice");

        assertThat(refusal(gate.decide(
                        "/", fields("Authorization", bearer, "Authorization", bearer), false, Permission.READ)))
                .isEqualTo(401);
        gate.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/public", "/public/", "/public/a/b", "/a b/", "/a b/c"})
    void openPathsNeedNoLogin(String path) {
        LoginGate gate = open("/public/", "/a b");
        assertThat(gate.decide(path, fields(), false, Permission.WRITE)).isInstanceOf(LoginGate.Decision.Open.class);
        gate.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "/publicity", "/public/../get", "/public/..", "/public/./a", "/public\\..\\get", "*"})
    void otherPathsNeedOne(String path) {
        LoginGate gate = open("/public/", "/a b");
        assertThat(refusal(gate.decide(path, fields(), false, Permission.READ))).isEqualTo(401);
        gate.close();
    }

    @Test
    void openPathsBeginWithSlash() {
        assertThatThrownBy(() -> new Login.Required("staff", List.of(), false, List.of("public"), new AccountRules()))
                .isInstanceOf(SettingsException.class);
    }

    @Test
    void anObjectLogsInAlsoWhereItIsCalledAForm() {
        LoginGate gate = open();
        ServerReply reply = answer(
                gate,
                "/auth/login",
                fields("Content-Type", "application/x-www-form-urlencoded"),
                "{\"name\": \"alice\", \"password\": \"" + PASSWORD + "\"}");
        assertThat(reply.status()).isEqualTo(200);
        gate.close();
    }

    @Test
    void basicAuthenticationLogsIn() {
        LoginGate gate = open();
        String basic = Base64.getEncoder().encodeToString(("alice:" + PASSWORD).getBytes(StandardCharsets.UTF_8));

        ServerReply reply = answer(gate, "/auth/login", fields("Authorization", "Basic " + basic), "");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.hidden()).isTrue();
        assertThat(reply.toString()).doesNotContain(PASSWORD);
        for (String broken : List.of("", "%", "YWxpY2U", "/////w==")) {
            assertThat(answer(gate, "/auth/login", fields("Authorization", "Basic " + broken), "")
                            .status())
                    .as(broken)
                    .isEqualTo(400);
        }
        gate.close();
    }

    @Test
    void onlyMaskedBodiesAreShown() {
        String form = "application/x-www-form-urlencoded";
        assertThat(shown("application/json", "{\"name\": \"alice\", \"password\": \"hidden\"}"))
                .contains("alice")
                .doesNotContain("hidden");
        assertThat(shown(form, "name=alice&password=hidden")).contains("alice").doesNotContain("hidden");
        assertThat(shown(form, "name=alice&%70assword=hidden")).doesNotContain("hidden");
        assertThat(shown("", "{\"name\": \"alice\", \"password\": \"hidden")).isEmpty();
        assertThat(shown("text/plain", "hidden")).isEmpty();
        assertThat(shown(form, "hidden")).isEmpty();
        assertThat(shown("", "x".repeat(20_000))).isEmpty();
    }

    @Test
    void passwordsAreMaskedWhereNoLoginIsRequiredToo() {
        LoginGate gate = LoginGate.open(new Login.None(), context())
                .toCompletableFuture()
                .join();
        GuardedService service = new GuardedService(gate, request -> ServerReply.empty(404));
        byte[] body = "{\"name\": \"alice\", \"password\": \"hidden\"}".getBytes(StandardCharsets.UTF_8);

        for (String path : List.of("/auth/login", "/auth/register", "/auth/lo%67in?a=b")) {
            assertThat(new String(service.shownBody(path, "application/json", body), StandardCharsets.UTF_8))
                    .as(path)
                    .contains("alice")
                    .doesNotContain("hidden");
        }
        assertThat(service.shownBody("/auth/profile", "text/plain", body)).isEqualTo(body);
        gate.close();
    }

    @Test
    void bodyWithPasswordIsErased() {
        LoginGate gate = open();
        byte[] body = ("{\"name\": \"alice\", \"password\": \"" + PASSWORD + "\"}").getBytes(StandardCharsets.UTF_8);
        GuardedService service = new GuardedService(gate, request -> ServerReply.empty(404));

        ServerReply reply = service.reply(
                        new ServerRequest("POST", "/auth/login", "HTTP/1.1", fields(), body, PEER, false))
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();

        assertThat(reply.status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(20)).until(() -> Arrays.equals(body, new byte[body.length]));
        gate.close();
    }

    @Test
    void userWrittenAsTextIsNotRepeated() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("users").add("alice:hunter22");

        assertThat(SettingsBinder.bind(Login.Required.class, new Login.Required(), json)
                        .problems())
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.toString()).doesNotContain("hunter22"));
    }

    private static String shown(String type, String body) {
        return new String(LoginInput.shown(type, body.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }
}
