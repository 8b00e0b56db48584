package org.netsonde.engine.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.http.HttpUrl;

class RedirectsTest {

    private static final HttpUrl FROM = HttpUrl.parse("https://h/a");

    @ParameterizedTest
    @CsvSource({
        "301, POST, GET, false",
        "302, POST, GET, false",
        "301, GET, GET, true",
        "302, PUT, PUT, true",
        "302, HEAD, HEAD, true",
        "303, PUT, GET, false",
        "303, HEAD, HEAD, true",
        "307, POST, POST, true",
        "308, DELETE, DELETE, true",
    })
    void methodFollowsFromStatusAndMethod(int status, String method, String then, boolean body) {
        assertThat(Redirects.next(status, method, FROM, "/b", false))
                .isEqualTo(new Redirects.Step(then, HttpUrl.parse("https://h/b"), body));
    }

    @Test
    void tlsIsLeftOnlyWhereThatIsAllowed() {
        FailureException thrown = catchThrowableOfType(
                FailureException.class, () -> Redirects.next(302, "GET", FROM, "http://h/b", false));
        assertThat(thrown.failure().what().key()).isEqualTo("failure.httpDowngrade.what");
        assertThat(Redirects.next(302, "GET", FROM, "http://h/b", true).url()).hasToString("http://h/b");
    }

    @Test
    void whereNobodyCanGoIsTold() {
        for (String location : new String[] {"ftp://h/", "http://a@h/", "http:///", "\u0001"}) {
            FailureException thrown = catchThrowableOfType(
                    FailureException.class, () -> Redirects.next(302, "GET", FROM, location, false));
            assertThat(thrown.failure().what().key()).as(location).isEqualTo("failure.httpLocation.what");
        }
    }

    @Test
    void secretsOfAnAddressAreNotTold() {
        for (String location : new String[] {
            "ftp://h/?client_secret=hunter2", "//a:hunter2@h/", "h:80/?a=1&refresh_token=hunter2", "//u:hunter2@h:x/"
        }) {
            FailureException thrown = catchThrowableOfType(
                    FailureException.class, () -> Redirects.next(302, "GET", FROM, location, false));
            assertThat(thrown.failure().what().toString()).doesNotContain("hunter2");
        }
    }

    @Test
    void anotherServerDoesNotGetWhatGivesAccess() {
        HttpHeaders fields = new DefaultHttpHeaders()
                .add("Host", "first")
                .add("X-Access-Token", "a")
                .add("X-Session-Token", "b")
                .add("Referer", "https://h/?access_token=c")
                .add("X-Page", "https://h/?page=1")
                .add("Content-Type", "text/plain;charset=utf-8");
        Redirects.leaveBehind(fields);

        assertThat(fields.names()).containsExactlyInAnyOrder("X-Page", "Content-Type");
    }

    @Test
    void onlySomeStatusesSendOn() {
        assertThat(Redirects.isRedirect(301, true)).isTrue();
        assertThat(Redirects.isRedirect(301, false)).isFalse();
        assertThat(Redirects.isRedirect(304, true)).isFalse();
        assertThat(Redirects.isRedirect(201, true)).isFalse();
    }
}
