package org.netsonde.engine.security.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.security.SigningKey;
import org.netsonde.engine.security.SigningKeyKind;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class JwtsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final JwtKey key = secret("a secret that is long enough for it");

    private static JwtKey secret(String text) {
        return JwtKey.secret(text.getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode claims() {
        return JsonNodeFactory.instance.objectNode().put("sub", "alice").put("exp", NOW.getEpochSecond() + 60);
    }

    private String token(String claims) {
        return Jwts.sign(JwtAlgorithm.HS256, Jwts.object(claims), key);
    }

    /** A token whose header is given too, rightly signed. */
    private String token(String header, String claims) {
        return raw(header.getBytes(StandardCharsets.UTF_8), claims.getBytes(StandardCharsets.UTF_8));
    }

    private String raw(byte[] header, byte[] claims) {
        Base64.Encoder url = Base64.getUrlEncoder().withoutPadding();
        String signed = url.encodeToString(header) + "." + url.encodeToString(claims);
        byte[] secret = key.secretBytes();
        assertThat(secret).isNotNull();
        return signed + "."
                + url.encodeToString(JwtAlgorithm.HS256.mac(secret, signed.getBytes(StandardCharsets.US_ASCII)));
    }

    private List<String> wrong(String token, JwtRules rules) {
        return keys(Jwts.verify(token, key, rules), JwtFinding.Kind.WRONG);
    }

    private List<String> wrong(String token) {
        return wrong(token, JwtRules.at(NOW));
    }

    private static List<String> keys(JwtVerdict verdict, JwtFinding.Kind kind) {
        return verdict.findings().stream()
                .filter(finding -> finding.kind() == kind)
                .map(finding -> finding.text().key())
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSignedIsFoundRight(JwtAlgorithm algorithm) {
        JwtKey made = JwtKey.generate(algorithm, new SecureRandom());
        String token = Jwts.sign(algorithm, claims(), made);
        JwtVerdict verdict = Jwts.verify(token, made, JwtRules.at(NOW));
        assertThat(verdict.ok()).as("%s", verdict.findings()).isTrue();
        assertThat(verdict.token().claims()).hasToString(claims().toString());
        assertThat(made.notes(algorithm)).isEmpty();
        JwtVerdict other = Jwts.verify(token, JwtKey.generate(algorithm, new SecureRandom()), JwtRules.at(NOW));
        assertThat(keys(other, JwtFinding.Kind.WRONG)).containsExactly("jwt.signature.wrong");
    }

    @ParameterizedTest
    @EnumSource(names = {"HS256", "ES512", "EDDSA", "RS256"})
    void noTokenWithABitFlippedOrCutOffIsTakenAndNoneThrows(JwtAlgorithm algorithm) {
        JwtKey made = JwtKey.generate(algorithm, new SecureRandom());
        byte[] token = Jwts.sign(algorithm, claims(), made).getBytes(StandardCharsets.ISO_8859_1);
        JwtRules rules = JwtRules.at(NOW);
        for (int i = 0; i < token.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] flipped = token.clone();
                flipped[i] ^= (byte) (1 << bit);
                String text = new String(flipped, StandardCharsets.ISO_8859_1);
                assertThat(Jwts.verify(text, made, rules).ok()).as(text).isFalse();
            }
            String cut = new String(token, 0, i, StandardCharsets.ISO_8859_1);
            assertThat(Jwts.verify(cut, made, rules).ok()).as(cut).isFalse();
        }
    }

    @Test
    void nothingThatIsNoTokenThrows() {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            byte[] noise = new byte[random.nextInt(80)];
            random.nextBytes(noise);
            String text = new String(noise, StandardCharsets.ISO_8859_1);
            assertThat(Jwts.verify(text, key, JwtRules.at(NOW)).ok()).isFalse();
            String token = raw(noise, noise);
            assertThat(Jwts.verify(token, key, JwtRules.at(NOW)).ok()).isFalse();
        }
    }

    @Test
    void aBrokenPartIsNamedWithItsPlace() {
        String good = token("{\"exp\":99999999999}");
        String[] parts = good.split("\\.");
        assertThat(Jwts.decode("").problems()).containsExactly(Phrase.of("jwt.empty"));
        assertThat(Jwts.decode("a".repeat(Jwts.MAX_LENGTH + 1)).problems())
                .containsExactly(Phrase.of("jwt.long", Jwts.MAX_LENGTH + 1, Jwts.MAX_LENGTH));
        assertThat(Jwts.decode(parts[0] + "." + parts[1]).problems()).containsExactly(Phrase.of("jwt.parts", 2));
        assertThat(Jwts.decode(good + ".a.b").problems()).first().isEqualTo(Phrase.of("jwt.encrypted"));
        assertThat(Jwts.decode(parts[0] + ".e30*." + parts[2]).problems())
                .containsExactly(Phrase.of("jwt.part.character", "The payload", "*", parts[0].length() + 5));
        assertThat(Jwts.decode(parts[0] + ".e30aa." + parts[2]).problems())
                .containsExactly(Phrase.of("jwt.part.length", "The payload", 5));
        assertThat(Jwts.decode(parts[0] + ".e31." + parts[2]).problems())
                .containsExactly(Phrase.of("jwt.part.spare", "The payload"));
        assertThat(Jwts.decode(token("{\"alg\":\"HS256\"", "{}")).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.key()).isEqualTo("jwt.header.broken"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1]|it is JSON, but no object",
                "''|it is empty",
                "{\"a\":1,\"a\":2}|“a” stands in it twice, the second time in line 1, column 11",
                "{\"a\":tru}|it is no JSON at line 1, column 6",
                "{\"a\":NaN}|it is no JSON at line 1, column 9",
                "{} {}|it is no JSON at line 1, column 4"
            })
    void whatIsWrongWithJsonIsSaid(String json, String why) {
        assertThat(Jwts.decode(token("{\"alg\":\"HS256\"}", json)).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.args().getFirst()).startsWith(why.substring(0, 10)))
                .hasToString("The payload cannot be read: " + why + ".");
    }

    @Test
    void deepOrEndlessValuesAreRefused() {
        String deep = "{\"a\":" + "[".repeat(200) + "]".repeat(200) + "}";
        assertThat(wrong(token("{\"alg\":\"HS256\"}", deep))).containsExactly("jwt.payload.broken");
        String digits = "{\"exp\":" + "9".repeat(5000) + "}";
        assertThat(wrong(token("{\"alg\":\"HS256\"}", digits))).containsExactly("jwt.payload.broken");
        assertThat(wrong(token("{\"nbf\":1e999999999}"))).containsExactly("jwt.notYet");
        assertThat(wrong(token("{\"exp\":-1e999999999}"))).containsExactly("jwt.expired");
        assertThat(wrong(token("{\"exp\":1e-999999999}"))).containsExactly("jwt.expired");
        byte[] noUtf8 = {'{', '"', (byte) 0xff, '"', ':', '1', '}'};
        assertThat(Jwts.decode(raw("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8), noUtf8))
                        .problems())
                .singleElement()
                .hasToString("The payload cannot be read: it is no UTF-8 from byte 2 on.");
    }

    @Test
    void allThatIsWrongIsFoundInOrder() {
        String token = token(
                "{\"alg\":\"HS256\",\"crit\":[\"x\"],\"b64\":false}",
                "{\"exp\":1,\"nbf\":99999999999,\"iat\":\"x\",\"iss\":\"b\",\"aud\":[\"c\"],\"sub\":7}");
        JwtRules rules = JwtRules.at(NOW)
                .from("a")
                .intendedFor("a")
                .about("a")
                .requiring(List.of("jti"))
                .allowing(Set.of(JwtAlgorithm.HS512));
        assertThat(wrong(token + "AA", rules))
                .containsExactly(
                        "jwt.part.length",
                        "jwt.alg.notAllowed",
                        "jwt.crit.unknown",
                        "jwt.b64",
                        "jwt.expired",
                        "jwt.notYet",
                        "jwt.noNumber",
                        "jwt.iss.other",
                        "jwt.noText",
                        "jwt.aud.other",
                        "jwt.missing");
    }

    @Test
    void theTimeThatIsLeftIsSaid() {
        long now = NOW.getEpochSecond();
        JwtVerdict expired = Jwts.verify(token("{\"exp\":" + (now - 185) + "}"), key, JwtRules.at(NOW));
        assertThat(expired.findings())
                .anySatisfy(finding -> assertThat(finding.text())
                        .hasToString("It expired 3 min 5 s ago, 2026-03-01T11:56:55Z (exp)."));
        assertThat(wrong(
                        token("{\"exp\":" + (now - 185) + "}"), JwtRules.at(NOW).withLeeway(Duration.ofSeconds(186))))
                .isEmpty();
        assertThat(wrong(token("{\"exp\":" + now + "}"))).containsExactly("jwt.expired");
        assertThat(wrong(token("{\"nbf\":" + now + "}"))).isEmpty();
        assertThat(wrong(token("{\"nbf\":" + (now + 1) + ".5}"))).containsExactly("jwt.notYet");
        assertThat(wrong(token("{\"iat\":" + (now + 1) + "}"))).containsExactly("jwt.fromFuture");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|jwt.alg.missing",
                "{\"alg\":1}|jwt.alg.noText",
                "{\"alg\":\"nOnE\"}|jwt.alg.none",
                "{\"alg\":\"hs256\"}|jwt.alg.letters",
                "{\"alg\":\"eddsa\"}|jwt.alg.letters",
                "{\"alg\":\"ES256K\"}|jwt.alg.unknown",
                "{\"alg\":\"RS256\"}|jwt.alg.otherKey",
                "{\"alg\":\"HS256\",\"crit\":[]}|jwt.crit.noList",
                "{\"alg\":\"HS256\",\"crit\":[7]}|jwt.crit.noList",
                "{\"alg\":\"HS256\",\"crit\":[\"b64\"],\"b64\":true}|jwt.crit.unknown"
            })
    void headersThatAskForTooMuchAreRefused(String header, String finding) {
        assertThat(wrong(token(header, "{}"))).containsExactly(finding);
    }

    @Test
    void aPublicKeyIsNeverTakenForASecret() {
        JwtKey rsa = JwtKey.of(SigningKeyKind.RSA_2048.generate().withoutPrivate());
        JwtVerdict verdict = Jwts.verify(token("{}"), rsa, JwtRules.at(NOW));
        assertThat(keys(verdict, JwtFinding.Kind.WRONG)).containsExactly("jwt.alg.confusion");
        assertThat(rsa.signingKey()).isNotNull();
        String pem = rsa.signingKey().publicPem();
        byte[] der = rsa.signingKey().publicKey().getEncoded();
        for (byte[] bytes : List.of(
                pem.getBytes(StandardCharsets.US_ASCII),
                der,
                "ssh-rsa AAAA".getBytes(StandardCharsets.US_ASCII),
                "{\"kty\":\"RSA\"}".getBytes(StandardCharsets.US_ASCII))) {
            assertThatThrownBy(() -> JwtKey.secret(bytes))
                    .isInstanceOf(FailureException.class)
                    .hasMessageContaining("secret for HMAC");
        }
        assertThatThrownBy(() -> JwtKey.secret(new byte[0])).isInstanceOf(FailureException.class);
    }

    @Test
    void anEcdsaSignatureInDerIsToldFromAWrongOne() throws Exception {
        JwtKey made = JwtKey.generate(JwtAlgorithm.ES256, new SecureRandom());
        String token = Jwts.sign(JwtAlgorithm.ES256, claims(), made);
        String signed = token.substring(0, token.lastIndexOf('.'));
        java.security.Signature der = java.security.Signature.getInstance("SHA256withECDSA");
        assertThat(made.signingKey()).isNotNull();
        der.initSign(made.signingKey().privateKey());
        der.update(signed.getBytes(StandardCharsets.US_ASCII));
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(der.sign());
        JwtVerdict verdict = Jwts.verify(signed + "." + text, made, JwtRules.at(NOW));
        assertThat(keys(verdict, JwtFinding.Kind.WRONG)).containsExactly("jwt.signature.der");
    }

    @Test
    void signaturesThatAreMissingOrOfAnotherLengthAreCalledSo() {
        String token = token("{}");
        String signed = token.substring(0, token.lastIndexOf('.') + 1);
        assertThat(wrong(signed)).containsExactly("jwt.signature.empty");
        assertThat(wrong(signed + "AAAA")).containsExactly("jwt.signature.length");
    }

    @Test
    void weakKeysAreNoted() {
        assertThat(secret("secret").notes(JwtAlgorithm.HS256))
                .extracting(Phrase::key)
                .containsExactly("jwt.key.wellKnown", "jwt.key.short");
        assertThat(secret("x".repeat(32)).notes(JwtAlgorithm.HS256)).isEmpty();
        assertThat(secret("x".repeat(32)).notes(JwtAlgorithm.HS384))
                .extracting(Phrase::key)
                .containsExactly("jwt.key.short");
    }

    @Test
    void aShortRsaKeyIsNotedAndOneThatIsTooShortIsRefused() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        JwtKey weak = JwtKey.of(SigningKey.of(generator.generateKeyPair()));
        JwtVerdict verdict = Jwts.verify(Jwts.sign(JwtAlgorithm.RS256, claims(), weak), weak, JwtRules.at(NOW));
        assertThat(verdict.ok()).isTrue();
        assertThat(keys(verdict, JwtFinding.Kind.NOTE)).containsExactly("jwt.key.rsaShort");
        assertThatThrownBy(() -> Jwts.sign(JwtAlgorithm.PS512, claims(), weak))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("too short or broken (RSA 1024)");
    }

    @Test
    void aTokenIsOnlySignedWithAKeyThatIsForIt() {
        JwtKey curve = JwtKey.generate(JwtAlgorithm.ES256, new SecureRandom());
        assertThatThrownBy(() -> Jwts.sign(JwtAlgorithm.ES384, claims(), curve))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("ECDSA P-256");
        assertThat(curve.signingKey()).isNotNull();
        JwtKey half = JwtKey.of(curve.signingKey().withoutPrivate());
        assertThatThrownBy(() -> Jwts.sign(JwtAlgorithm.ES256, claims(), half))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("private key");
        assertThatThrownBy(() -> Jwts.object("{\"a\":}"))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("line 1");
    }

    @Test
    void theHeaderHasWhatIsAddedButTheAlgorithmOfTheSignature() {
        ObjectNode additions = Jwts.object("{\"alg\":\"none\",\"typ\":\"at+jwt\",\"kid\":\"k\"}");
        Jwt token = Jwts.decode(Jwts.sign(JwtAlgorithm.HS384, additions, claims(), key));
        assertThat(token.header()).isEqualTo(Jwts.object("{\"alg\":\"HS384\",\"typ\":\"at+jwt\",\"kid\":\"k\"}"));
        assertThat(token.algorithm()).contains(JwtAlgorithm.HS384);
        assertThat(token.keyId()).contains("k");
    }

    @Test
    void withoutAKeyAllButTheSignatureIsLookedAt() {
        assertThat(Jwts.inspect(Jwts.decode(token("{\"exp\":1}")), JwtRules.at(NOW)))
                .extracting(finding -> finding.text().key())
                .containsExactly("jwt.expired");
    }

    @Test
    void nothingSaysWhatItHolds() {
        String token = token("{\"sub\":\"alice\"}");
        assertThat(Jwts.decode(token)).asString().doesNotContain("alice").doesNotContain(token);
        assertThat(key).hasToString("JwtKey[secret]");
    }

    @ParameterizedTest
    @CsvSource({"0,0 s", "59,59 s", "60,1 min", "7500,2 h 5 min", "-90000,1 d 1 h", "31536000,1 a"})
    void durationsHaveTwoUnits(long seconds, String text) {
        assertThat(JwtTimes.text(Duration.ofSeconds(seconds))).isEqualTo(text);
    }
}
