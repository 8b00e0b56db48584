package org.netsonde.engine.security.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.netsonde.engine.FailureException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tokens that PyJWT made or mistreated, each with what is to become of it. */
class JwtVectorsTest {

    @TestFactory
    Stream<DynamicTest> eachTokenMeetsItsFate() throws IOException {
        try (InputStream in = Objects.requireNonNull(JwtVectorsTest.class.getResourceAsStream("vectors.json"))) {
            JsonNode vectors = JsonMapper.shared().readTree(in);
            assertThat(vectors.size()).isEqualTo(47);
            return vectors.valueStream()
                    .map(vector -> DynamicTest.dynamicTest(vector.get("name").stringValue(), () -> check(vector)));
        }
    }

    private static void check(JsonNode vector) {
        String secret = vector.get("key").stringValue();
        boolean pem = secret.startsWith("-----BEGIN");
        JwtKey key = pem
                ? JwtKey.read(secret, new char[0]).getFirst()
                : JwtKey.secret(secret.getBytes(StandardCharsets.UTF_8));
        if (pem) {
            assertThatThrownBy(() -> JwtKey.secret(secret.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(FailureException.class);
        }
        Set<JwtAlgorithm> allowed = EnumSet.noneOf(JwtAlgorithm.class);
        vector.get("algorithms")
                .forEach(name -> allowed.add(JwtAlgorithm.of(name.stringValue()).orElseThrow()));
        JwtRules rules = JwtRules.at(Instant.ofEpochSecond(vector.get("now").longValue()))
                .allowing(allowed);
        JwtVerdict verdict = Jwts.verify(vector.get("token").stringValue(), key, rules);
        assertThat(verdict.ok())
                .as("%s", verdict.findings())
                .isEqualTo(vector.get("expect").stringValue().equals("ok"));
        if (verdict.ok()) {
            assertThat(verdict.token().claims())
                    .hasToString(vector.get("claims").toString());
        }
    }
}
