package org.netsonde.engine.security.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.security.SigningKeyKind;

class JwkKeysTest {

    /** The keys and tokens of RFC 7515, A.1 and A.3, and RFC 8037, A. */
    private static final String OCT = """
            {"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}""";

    private static final String OCT_TOKEN =
            "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"
                    + "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String EC = """
            {"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
             "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"}""";

    private static final String EC_TOKEN =
            "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6"
                    + "Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSA"
                    + "pmWQxfKTUJqPP3-Kg6NU1Q";

    private static final String OKP = """
            {"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
             "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","kid":"ed","use":"sig"}""";

    private static final Instant IN_TIME = Instant.ofEpochSecond(1_300_000_000);

    private static JwtKey one(String jwk) {
        return JwtKey.read(jwk, new char[0]).getFirst();
    }

    @Test
    void theExamplesOfTheRfcsAreRight() {
        assertThat(Jwts.verify(OCT_TOKEN, one(OCT), JwtRules.at(IN_TIME)).ok()).isTrue();
        assertThat(Jwts.verify(EC_TOKEN, one(EC), JwtRules.at(IN_TIME)).ok()).isTrue();
        String token = Jwts.sign(JwtAlgorithm.EDDSA, Jwts.object("{}"), one(OKP));
        assertThat(Jwts.decode(token).keyId()).contains("ed");
        assertThat(Jwts.verify(token, one(OKP), JwtRules.at(IN_TIME)).ok()).isTrue();
    }

    @Test
    void aSetIsReadWithoutWhatIsNotKnownAndTheKeyOfATokenIsFound() {
        String set =
                "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"secp256k1\",\"x\":\"AA\",\"y\":\"AA\"}," + EC + "," + OKP + "]}";
        List<JwtKey> keys = JwtKey.read(set, new char[0]);
        assertThat(keys).hasSize(2);
        String named = Jwts.sign(JwtAlgorithm.EDDSA, Jwts.object("{}"), one(OKP));
        assertThat(JwtKey.pick(keys, Jwts.decode(named)).id()).isEqualTo("ed");
        assertThat(JwtKey.pick(keys, Jwts.decode(EC_TOKEN)).algorithms()).containsExactly(JwtAlgorithm.ES256);
        assertThat(JwtKey.pick(keys, Jwts.decode(OCT_TOKEN))).isSameAs(keys.getFirst());
    }

    @Test
    void aKeyThatNamesItsAlgorithmIsForNoOther() {
        JwtKey key = one(OCT.replace("{", "{\"alg\":\"HS512\","));
        assertThat(key.algorithms()).containsExactly(JwtAlgorithm.HS512);
        assertThat(Jwts.verify(OCT_TOKEN, key, JwtRules.at(IN_TIME)).ok()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "{}",
                "{\"kty\":1}",
                "{\"kty\":\"x\"}",
                "{\"kty\":\"oct\"}",
                "{\"kty\":\"oct\",\"k\":\"\"}",
                "{\"kty\":\"oct\",\"k\":\"*\"}",
                "{\"kty\":\"oct\",\"k\":\"AAAA\",\"alg\":\"RS256\"}",
                "{\"kty\":\"oct\",\"k\":\"AAAA\",\"use\":\"enc\"}",
                "{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}",
                "{\"kty\":\"EC\",\"crv\":\"P-257\",\"x\":\"AA\",\"y\":\"AA\"}",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AQ\",\"y\":\"AQ\"}",
                "{\"kty\":\"oct\",\"k\":\"AAAA\",\"key_ops\":[\"encrypt\"]}",
                "{\"kty\":\"oct\",\"k\":\"AAAA\",\"key_ops\":\"verify\"}",
                "{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"AA\"}",
                "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AA\"}",
                "{\"keys\":[]}",
                "{\"keys\":[{\"kty\":\"x\"},7]}"
            })
    void whatIsNoKeyIsRefusedWithAReason(String text) {
        assertThatThrownBy(() -> JwtKey.read(text, new char[0]))
                .isInstanceOf(FailureException.class)
                .hasMessageNotContainingAny("failure.", "jwt.");
    }

    @Test
    void aBrokenKeyOfASetTakesNoOtherWithIt() {
        BigInteger modulus = ((RSAPublicKey) SigningKeyKind.RSA_2048.generate().publicKey()).getModulus();
        String n = Base64.getUrlEncoder().withoutPadding().encodeToString(modulus.toByteArray());
        String broken = "{\"kty\":\"RSA\",\"n\":\"" + n + "\",\"e\":\"AQAB\",\"d\":\"AQ\",\"p\":\"AA\",\"q\":\"AA\","
                + "\"dp\":\"AA\",\"dq\":\"AA\",\"qi\":\"AA\"}";
        assertThatThrownBy(() -> one(broken)).isInstanceOf(FailureException.class);
        assertThat(JwtKey.read("{\"keys\":[" + broken + "," + OKP + "]}", new char[0]))
                .singleElement()
                .extracting(JwtKey::id)
                .isEqualTo("ed");
    }

    @Test
    void whatAKeyIsForMayBeSaidTwice() {
        assertThat(one(OKP.replace("{", "{\"key_ops\":[\"verify\"],")).id()).isEqualTo("ed");
    }

    private static String named(String jwk, String id) {
        return jwk.replace("{", "{\"kid\":\"" + id + "\",");
    }

    @Test
    void ofKeysWithTheSameIdTheOneOfTheAlgorithmIsTaken() {
        List<JwtKey> keys =
                JwtKey.read("{\"keys\":[" + named(EC, "ed") + "," + OKP + "," + named(OCT, "c") + "]}", new char[0]);
        String token = Jwts.sign(JwtAlgorithm.EDDSA, Jwts.object("{}"), one(OKP));
        assertThat(Jwts.verify(Jwts.decode(token), keys, JwtRules.at(IN_TIME)).ok())
                .isTrue();
    }

    private static List<String> texts(List<JwtKey> keys, String token) {
        return Jwts.verify(Jwts.decode(token), keys, JwtRules.at(IN_TIME)).findings().stream()
                .map(finding -> finding.kind() + " " + finding.text())
                .toList();
    }

    @Test
    void aTokenThatNamesAKeyWhichIsNotThereSaysSo() {
        String note = "NOTE The token names the key \"ed\", which is not among those given (a, b).";
        String token = Jwts.sign(JwtAlgorithm.EDDSA, Jwts.object("{}"), one(OKP));
        String others = named(EC, "a") + "," + named(OCT, "b");
        assertThat(texts(JwtKey.read("{\"keys\":[" + others + "]}", new char[0]), token))
                .contains(note);
        assertThat(texts(JwtKey.read("{\"keys\":[" + others + "," + OKP + "]}", new char[0]), token))
                .doesNotContain(note);
        assertThat(texts(List.of(one(EC)), token)).noneMatch(text -> text.contains("not among"));
    }

    @Test
    void halvesOfDifferentKeysAreNoKey() {
        String mixed = EC.replace("jpsQnnGQmL-YBIffH1136cspYG6", "jpsQnnGQmL-YBIffH1136cspYG7");
        assertThatThrownBy(() -> one(mixed)).isInstanceOf(FailureException.class);
    }
}
