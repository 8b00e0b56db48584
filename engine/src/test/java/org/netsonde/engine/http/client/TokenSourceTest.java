package org.netsonde.engine.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.http.ClientAuthorization;
import org.netsonde.engine.http.HttpText;
import org.netsonde.engine.http.HttpUrl;
import org.netsonde.engine.http.SentHeaders;
import org.netsonde.engine.security.Keys;
import org.netsonde.engine.security.Secret;
import org.netsonde.engine.security.Secrets;

class TokenSourceTest {

    private static final String REFUSED = "HTTP/1.1 401 Unauthorized\r\n\r\n";

    private final ExecutorService executor =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final List<TokenSource.Request> asked = new ArrayList<>();
    private final TokenSource source = new TokenSource(
            new ClientAuthorization.Login(
                    "alice", new Secret("door"), "/auth/login", ClientAuthorization.Carried.SESSION),
            () -> HttpUrl.parse("http://127.0.0.1:80/"),
            new Keys(
                    () -> {
                        throw new AssertionError("a certificate is wanted");
                    },
                    new Secrets(Map.of(Secrets.variable("door"), "open-sesame")::get, null),
                    InstantSource.system()),
            executor,
            now::get,
            this::ask,
            new TokenSource.Events() {
                @Override
                public void noted(Phrase what) {}

                @Override
                public void failed(Failure failure, boolean told) {}
            });
    private String reply = "";

    /** An empty reply stands for a line that gives up. */
    private void ask(TokenSource.Request request, Consumer<HttpText> replied, Consumer<Failure> failed) {
        asked.add(request);
        if (reply.isEmpty()) {
            failed.accept(LoneRequest.cancelled());
        } else {
            replied.accept(HttpText.parse(reply.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @AfterEach
    void close() {
        executor.close();
    }

    private <T> T on(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, executor)
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private SentHeaders fields() {
        return on(source::fields)
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private void isRefused(String key) {
        assertThatThrownBy(this::fields)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        FailureException.class,
                        thrown -> assertThat(thrown.failure().what().key()).isEqualTo("failure." + key + ".what"));
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private static String given(String token) {
        return "HTTP/1.1 200 OK\r\n\r\n{\"token\": \"" + token + "\"}";
    }

    @ParameterizedTest
    @ValueSource(strings = {REFUSED, "HTTP/1.1 403 Forbidden\r\n\r\n"})
    void wrongPasswordIsTriedTwiceAtMost(String refusal) {
        reply = refusal;
        String key = refusal.contains("401") ? "loginRefused" : "loginForbidden";
        for (int i = 0; i < 10; i++) {
            isRefused(key);
        }
        assertThat(asked).hasSize(1);
        pass(Duration.ofMinutes(1));
        for (int i = 0; i < 10; i++) {
            isRefused(key);
            pass(Duration.ofHours(1));
        }
        assertThat(asked).hasSize(2);
    }

    @Test
    void refusalsCountInARowOnly() {
        reply = REFUSED;
        isRefused("loginRefused");
        pass(Duration.ofMinutes(1));
        reply = given("a");
        SentHeaders token = fields();
        on(() -> source.refused(token));
        reply = REFUSED;
        isRefused("loginRefused");
        pass(Duration.ofMinutes(1));
        reply = given("b");
        fields();
        assertThat(asked).hasSize(4);
    }

    @Test
    void lockIsWaitedForAsLongAsTheServerSays() {
        reply = "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 900\r\n\r\n";
        isRefused("loginLocked");
        pass(Duration.ofSeconds(899));
        isRefused("loginLocked");
        assertThat(asked).hasSize(1);
        pass(Duration.ofSeconds(1));
        isRefused("loginLocked");
        pass(Duration.ofSeconds(900));
        reply = given("a");
        fields();
        assertThat(asked).hasSize(3);
    }

    @Test
    void tokenThatEndedBeforeItWasUsedIsReplacedOnce() {
        reply = given("a");
        SentHeaders first = fields();
        assertThat(on(() -> source.refused(first))).isTrue();
        SentHeaders second = fields();
        assertThat(on(() -> source.refused(first))).as("there is another").isTrue();
        assertThat(on(() -> source.refused(second))).as("so soon").isFalse();
        assertThat(fields()).isSameAs(second);
        pass(Duration.ofMinutes(1));
        assertThat(on(() -> source.refused(second))).isTrue();
        SentHeaders third = fields();
        on(() -> {
            source.accepted(third);
            return third;
        });
        assertThat(on(() -> source.refused(third))).isTrue();
        SentHeaders fourth = fields();
        assertThat(on(() -> source.refused(fourth)))
                .as("the one before was good")
                .isTrue();
    }

    @Test
    void passwordIsErasedWhateverComes() {
        for (String each : List.of("", REFUSED)) {
            reply = each;
            assertThatThrownBy(this::fields).isInstanceOf(CompletionException.class);
        }
        assertThat(asked).hasSize(2).allSatisfy(request -> {
            assertThat(request.body()).isNotEmpty().containsOnly(0);
        });
    }
}
