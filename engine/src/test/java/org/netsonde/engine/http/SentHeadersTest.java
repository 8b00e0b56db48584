package org.netsonde.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.security.Keys;
import org.netsonde.engine.security.Secret;
import org.netsonde.engine.security.Secrets;

class SentHeadersTest {

    private final HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");

    private static Keys keys(Map<String, String> environment) {
        return new Keys(
                () -> {
                    throw new AssertionError("no certificates here");
                },
                new Secrets(environment::get, null),
                InstantSource.system());
    }

    @Test
    void fieldsAreSentAndThoseWithoutANameAreNot() {
        SentHeaders.of(List.of(new Header("X-Bench", "1"), new Header(), new Header("Origin", "")), keys(Map.of()))
                .addTo(request.headers());

        assertThat(request.headers().names()).containsExactlyInAnyOrder("X-Bench", "Origin");
        assertThat(request.headers().get("x-bench")).isEqualTo("1");
    }

    @Test
    void secretStandsBehindTheValueAndIsNotShown() {
        List<Header> headers = List.of(
                new Header("Authorization", "Bearer ", new Secret("token")),
                new Header("X-Odd", "", new Secret("token")));
        assertThat(SentHeaders.needSecrets(headers)).isTrue();

        SentHeaders sent = SentHeaders.of(headers, keys(Map.of("NETSONDE_SECRET_TOKEN", "hunter2")));
        sent.addTo(request.headers());

        assertThat(request.headers().get("Authorization")).isEqualTo("Bearer hunter2");
        assertThat(request.headers().get("X-Odd")).isEqualTo("hunter2");
        assertThat(HttpHeads.of(request, sent))
                .contains("Authorization: Bearer •••")
                .contains("X-Odd: •••")
                .doesNotContain("hunter2");
    }

    @Test
    void secretThatIsMissingOrDoesNotFitIsToldWithoutItsValue() {
        List<Header> headers = List.of(new Header("Authorization", "Bearer ", new Secret("token")));

        FailureException missing =
                catchThrowableOfType(FailureException.class, () -> SentHeaders.of(headers, keys(Map.of())));
        FailureException lines = catchThrowableOfType(
                FailureException.class,
                () -> SentHeaders.of(headers, keys(Map.of("NETSONDE_SECRET_TOKEN", "hunter2\r\nX: y"))));

        FailureException characters = catchThrowableOfType(
                FailureException.class,
                () -> SentHeaders.of(headers, keys(Map.of("NETSONDE_SECRET_TOKEN", "hunter2爱"))));
        assertThat(characters.failure().toString())
                .contains("token", "Authorization")
                .doesNotContain("hunter2", "爱");

        assertThat(missing.failure().kind()).isEqualTo(Failure.Kind.SECRET_MISSING);
        assertThat(missing.failure().toString()).contains("NETSONDE_SECRET_TOKEN");
        assertThat(lines.failure().kind()).isEqualTo(Failure.Kind.INVALID_SETTINGS);
        assertThat(lines.failure().toString())
                .contains("token", "Authorization")
                .doesNotContain("hunter2");
    }

    @Test
    void whatGivesAccessDoesNotStandInSettings() {
        SettingsException thrown =
                catchThrowableOfType(SettingsException.class, () -> new Header("authorization", "Bearer hunter2"));

        assertThat(thrown.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.field()).isEqualTo("value");
            assertThat(problem.text().toString()).contains("authorization").doesNotContain("hunter2");
        });
    }

    @Test
    void fieldsOfTheSameNameAreAllSentInThePlaceOfThoseThatWereThere() {
        request.headers().add("Host", "localhost");
        SentHeaders.of(
                        List.of(new Header("X-Tag", "1"), new Header("x-tag", "2"), new Header("Host", "other")),
                        keys(Map.of()))
                .addTo(request.headers());

        assertThat(request.headers().getAll("X-Tag")).containsExactly("1", "2");
        assertThat(request.headers().getAll("Host")).containsExactly("other");
    }

    @Test
    void fieldsWithAddressesThatGiveAccessCountAsSecret() {
        SentHeaders sent = SentHeaders.of(
                List.of(new Header("Referer", "https://h/?client_secret=x"), new Header("X-Tag", "1")), keys(Map.of()));
        sent.addTo(request.headers());
        assertThat(HttpHeads.of(request, sent)).contains("Referer: https://h/?client_secret=•••\r\n");

        request.headers().clear();
        sent.withoutSecrets().addTo(request.headers());
        assertThat(request.headers().names()).containsExactly("X-Tag");
    }

    @Test
    void wordOfASecretIsNotTakenForAScheme() {
        SentHeaders sent = SentHeaders.of(
                List.of(new Header("Authorization", "", new Secret("token"))),
                keys(Map.of("NETSONDE_SECRET_TOKEN", "bearer of bad news")));
        sent.addTo(request.headers());

        assertThat(HttpHeads.of(request, sent)).contains("Authorization: •••\r\n");
    }
}
