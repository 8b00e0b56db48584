package org.netsonde.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.security.Keys;
import org.netsonde.engine.security.Secret;

class ClientAuthorizationTest {

    private static ClientAuthorization.Login at(String url) {
        return new ClientAuthorization.Login("alice", new Secret("door"), url, ClientAuthorization.Carried.SESSION);
    }

    @Test
    void loginIsAtAPathOrAtAnAddress() {
        assertThat(at("sign/in").address().isPath()).isTrue();
        assertThat(at("https://h/in").address().secure()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://h/", "http://alice:pw@h/", "h:80", "/login?password=x", "https://h/?access_token=y"})
    void otherAddressesAreRefused(String url) {
        SettingsException refused = catchThrowableOfType(SettingsException.class, () -> at(url));
        assertThat(refused.problems().getFirst().field()).isEqualTo("url");
    }

    @Test
    void loginHasNoFieldBeforeItsTokenIsKnown() {
        assertThat(SentHeaders.of(at("/"), Keys.inMemory(InstantSource.system()))
                        .contains("authorization"))
                .isFalse();
        assertThat(SentHeaders.bearer("abc").contains("authorization")).isTrue();
    }
}
