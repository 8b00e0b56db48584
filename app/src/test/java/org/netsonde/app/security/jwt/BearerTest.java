package org.netsonde.app.security.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.security.Secret;

class BearerTest {

    @Test
    void thePlainNameOfAClientIsThatOfItsSecret() {
        assertThat(Bearer.secretName("My API")).isEqualTo("bearer-my-api");
    }

    @Test
    void clientsWhoseNamesAreLeftOutHaveSecretsOfTheirOwn() {
        List<String> names = List.of("客户端", "服务", "My API!", "My API?", "a".repeat(80), "a".repeat(80) + "b", "");

        assertThat(names.stream().map(Bearer::secretName))
                .doesNotHaveDuplicates()
                .allSatisfy(name ->
                        assertThat(new Secret(name).secret()).isEqualTo(name).matches("bearer-[a-z0-9-]+"));
    }
}
