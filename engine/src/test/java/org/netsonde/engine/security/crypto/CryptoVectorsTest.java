package org.netsonde.engine.security.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.netsonde.engine.security.crypto.Vectors.bytes;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import tools.jackson.databind.JsonNode;

/** What Python makes is made here, and what it refuses is refused, each with the sentence that fits. */
class CryptoVectorsTest {

    private static final Map<String, DigestAlgorithm> DIGESTS = Map.of(
            "md5", DigestAlgorithm.MD5,
            "sha1", DigestAlgorithm.SHA1,
            "sha224", DigestAlgorithm.SHA224,
            "sha256", DigestAlgorithm.SHA256,
            "sha384", DigestAlgorithm.SHA384,
            "sha512", DigestAlgorithm.SHA512,
            "sha3_256", DigestAlgorithm.SHA3_256,
            "sha3_512", DigestAlgorithm.SHA3_512,
            "blake2b", DigestAlgorithm.BLAKE2B,
            "blake2s", DigestAlgorithm.BLAKE2S);

    private static final Map<String, Hmac> HMACS =
            Map.of("md5", Hmac.MD5, "sha1", Hmac.SHA1, "sha256", Hmac.SHA256, "sha512", Hmac.SHA512);

    /** What a refusal is called there and here; several names here where there it is one. */
    private static final Map<String, List<String>> REFUSALS = Map.of(
            "refuse: expired", List.of("fernetExpired"),
            "refuse: from the future (only checked with a ttl)", List.of("fernetFuture"),
            "refuse: hmac", List.of("fernetHmac"),
            "refuse: version", List.of("fernetVersion"),
            "refuse: too short/hmac", List.of("fernetTooShort", "fernetHmac"),
            "refuse: padding", List.of("fernetPadding"),
            "refuse: empty ciphertext", List.of("fernetEmpty"));

    /** Where the vectors do not say why. */
    private static final Map<String, String> UNNAMED = Map.of(
            "no-padding", "fernetUnpadded",
            "not-base64", "fernetAlphabet",
            "non-ascii", "fernetAlphabet",
            "key-short", "fernetKeyLength",
            "key-long", "fernetKeyLength",
            "key-garbage", "fernetKeyAlphabet",
            "key-nopad", "fernetKeyPadding");

    static List<Arguments> digest() {
        return Vectors.of("digest");
    }

    static List<Arguments> hmac() {
        return Vectors.of("hmac");
    }

    static List<Arguments> hmacVerify() {
        return Vectors.of("hmac_verify");
    }

    static List<Arguments> pbkdf2() {
        return Vectors.of("pbkdf2");
    }

    static List<Arguments> scrypt() {
        return Vectors.of("scrypt");
    }

    static List<Arguments> fernet() {
        return Vectors.of("fernet");
    }

    @Test
    void noVectorIsMissing() {
        assertThat(List.of(digest().size(), hmac().size(), hmacVerify().size())).containsExactly(34, 64, 6);
        assertThat(List.of(pbkdf2().size(), scrypt().size(), fernet().size())).containsExactly(24, 3, 88);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void digest(String name, JsonNode vector) {
        DigestAlgorithm algorithm = DIGESTS.get(vector.get("alg").asString());
        assertThat(Digests.of(algorithm, bytes(vector, "msg_hex"))).isEqualTo(bytes(vector, "digest_hex"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void hmac(String name, JsonNode vector) {
        Hmac hmac = HMACS.get(vector.get("alg").asString());
        assertThat(hmac.of(bytes(vector, "key_hex"), bytes(vector, "msg_hex"))).isEqualTo(bytes(vector, "mac_hex"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void hmacVerify(String name, JsonNode vector) {
        Hmac hmac = HMACS.get(vector.get("alg").asString());
        byte[] code = hmac.of(bytes(vector, "key_hex"), bytes(vector, "msg_hex"));
        String expected = vector.get("expect").asString();
        // Our policy: the case of digits does not matter.
        boolean same = expected.equals("ok") || expected.startsWith("policy: hex case");
        assertThat(hmac.check(code, vector.get("given").asString()) == Hmac.Check.SAME)
                .as(expected)
                .isEqualTo(same);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void pbkdf2(String name, JsonNode vector) {
        Pbkdf2 kdf = new Pbkdf2(
                HMACS.get(vector.get("alg").asString()),
                vector.get("iterations").asInt());
        assertThat(kdf.derive(
                        bytes(vector, "password_hex"),
                        bytes(vector, "salt_hex"),
                        vector.get("dklen").asInt(),
                        Watch.NONE))
                .isEqualTo(bytes(vector, "dk_hex"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void scrypt(String name, JsonNode vector) {
        Scrypt kdf = new Scrypt(
                vector.get("n").asInt(),
                vector.get("r").asInt(),
                vector.get("p").asInt());
        assertThat(kdf.derive(
                        bytes(vector, "password_hex"),
                        bytes(vector, "salt_hex"),
                        vector.get("dklen").asInt()))
                .isEqualTo(bytes(vector, "dk_hex"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void fernet(String name, JsonNode vector) {
        String expected = vector.get("expect").asString();
        if (expected.equals("ok")) {
            assertThat(decrypt(vector)).isEqualTo(bytes(vector, "data_hex"));
            return;
        }
        assertThatThrownBy(() -> decrypt(vector)).isInstanceOfSatisfying(FailureException.class, e -> {
            Failure failure = e.failure();
            String refusal = failure.what().key().split("\\.")[1];
            assertThat(refusal).isIn(expected.equals("refuse") ? List.of(UNNAMED.get(name)) : REFUSALS.get(expected));
            assertThat(failure.toString())
                    .doesNotContain("[")
                    .doesNotContain(vector.get("key").asString());
        });
    }

    private static byte[] decrypt(JsonNode vector) {
        InstantSource clock =
                InstantSource.fixed(Instant.ofEpochSecond(vector.get("now").asLong()));
        FernetKey key = FernetKey.parse(vector.get("key").asString());
        Optional<Duration> ttl = vector.get("ttl").isNull()
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(vector.get("ttl").asLong()));
        FernetToken token = FernetToken.parse(vector.get("token").asString());
        return new Fernet(key, new SecureRandom(), clock).decrypt(token, ttl);
    }
}
