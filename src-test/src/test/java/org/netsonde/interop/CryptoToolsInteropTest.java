package org.netsonde.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.security.crypto.DigestAlgorithm;
import org.netsonde.engine.security.crypto.Digests;
import org.netsonde.engine.security.crypto.Fernet;
import org.netsonde.engine.security.crypto.FernetKey;
import org.netsonde.engine.security.crypto.FernetToken;
import org.netsonde.engine.security.crypto.Hmac;
import org.netsonde.engine.security.crypto.Pbkdf2;
import org.netsonde.engine.security.crypto.Scrypt;
import org.netsonde.engine.security.crypto.Watch;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;

/** Digests, HMAC, keys from passwords and Fernet, as Python's modules and its cryptography make them, both ways. */
class CryptoToolsInteropTest {

    private static final int COUNT = 40;
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

    private final Random random = new Random(7);
    private PeerProcess python;

    @BeforeEach
    void open() {
        Peers.requirePythonModule("cryptography", "python3-cryptography");
        python = Peers.python("crypto_tools.py");
    }

    @AfterEach
    void close() {
        if (python != null) {
            python.close();
        }
    }

    private byte[] bytes(int most) {
        byte[] bytes = new byte[random.nextInt(most + 1)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String hex(byte[] bytes) {
        return bytes.length == 0 ? "-" : HexFormat.of().formatHex(bytes);
    }

    @ParameterizedTest
    @EnumSource(DigestAlgorithm.class)
    void digests(DigestAlgorithm algorithm) {
        String name = Map.of(DigestAlgorithm.SHA512_256, "sha512-256")
                .getOrDefault(algorithm, algorithm.name().toLowerCase(Locale.ROOT));
        for (int i = 0; i < COUNT; i++) {
            byte[] message = bytes(500);
            assertThat(hex(Digests.of(algorithm, message)))
                    .isEqualTo(python.ask("digest " + name + " " + hex(message)));
        }
    }

    @ParameterizedTest
    @EnumSource(Hmac.class)
    void codes(Hmac hmac) {
        String name = Map.of(Hmac.SHA512_256, "sha512-256")
                .getOrDefault(hmac, hmac.name().toLowerCase(Locale.ROOT));
        for (int i = 0; i < COUNT; i++) {
            byte[] key = bytes(200);
            byte[] message = bytes(500);
            assertThat(hex(hmac.of(key, message)))
                    .isEqualTo(python.ask("hmac " + name + " " + hex(key) + " " + hex(message)));
        }
    }

    @ParameterizedTest
    @CsvSource({"SHA1, sha1", "SHA256, sha256", "SHA384, sha384", "SHA512, sha512"})
    void keysByPbkdf2(Hmac hmac, String name) {
        for (int i = 0; i < COUNT; i++) {
            byte[] password = bytes(200);
            byte[] salt = bytes(40);
            int rounds = 1 + random.nextInt(300);
            int length = 1 + random.nextInt(150);
            assertThat(hex(new Pbkdf2(hmac, rounds).derive(password, salt, length, Watch.NONE)))
                    .isEqualTo(python.ask(
                            "pbkdf2 " + name + " " + hex(password) + " " + hex(salt) + " " + rounds + " " + length));
        }
    }

    @Test
    void keysByScrypt() {
        for (int i = 0; i < COUNT; i++) {
            byte[] password = bytes(100);
            byte[] salt = bytes(40);
            int n = 2 << random.nextInt(10);
            int r = 1 + random.nextInt(8);
            int p = 1 + random.nextInt(3);
            int length = 1 + random.nextInt(100);
            assertThat(hex(new Scrypt(n, r, p).derive(password, salt, length)))
                    .isEqualTo(python.ask(
                            "scrypt " + hex(password) + " " + hex(salt) + " " + n + " " + r + " " + p + " " + length));
        }
    }

    @Test
    void aKeyOfAPasswordIsTheSame() {
        byte[] password = bytes(30);
        byte[] salt = bytes(30);
        assertThat(FernetKey.derive(Pbkdf2.USUAL, password, salt, Watch.NONE).text())
                .isEqualTo(python.ask("fernet-key " + hex(password) + " " + hex(salt) + " 600000"));
    }

    @Test
    void tokensOfPythonAreDecryptedHere() {
        FernetKey key = FernetKey.parse(python.ask("fernet-new"));
        Fernet fernet = new Fernet(key, new SecureRandom(), InstantSource.fixed(NOW));
        for (int i = 0; i < COUNT; i++) {
            byte[] data = bytes(300);
            FernetToken token = FernetToken.parse(
                    python.ask("fernet-encrypt " + key.text() + " " + hex(data) + " " + NOW.getEpochSecond()));
            assertThat(token.at()).isEqualTo(NOW);
            assertThat(fernet.decrypt(token, Optional.of(Duration.ofSeconds(1))))
                    .isEqualTo(data);
        }
    }

    @Test
    void tokensFromHereAreDecryptedByPython() {
        FernetKey key = FernetKey.generate(new SecureRandom());
        Fernet fernet = new Fernet(key, new SecureRandom(), InstantSource.fixed(NOW));
        for (int i = 0; i < COUNT; i++) {
            byte[] data = bytes(300);
            String token = fernet.encrypt(data);
            assertThat(python.ask("fernet-decrypt " + key.text() + " " + token + " -"))
                    .isEqualTo(hex(data));
        }
    }

    /** Around each edge of what is too old and too young. */
    @ParameterizedTest
    @CsvSource({"59, 60", "60, 60", "61, 60", "-59, 60", "-60, 60", "-61, 60", "0, 0", "1, 0", "-1, 0"})
    void theTimeOfATokenIsJudgedAsByPython(long age, long ttl) {
        FernetKey key = FernetKey.generate(new SecureRandom());
        String token =
                new Fernet(key, new SecureRandom(), InstantSource.fixed(NOW.minusSeconds(age))).encrypt(new byte[] {1});
        String answer =
                python.ask("fernet-decrypt " + key.text() + " " + token + " " + ttl + " " + NOW.getEpochSecond());
        Fernet now = new Fernet(key, new SecureRandom(), InstantSource.fixed(NOW));
        Optional<Duration> limit = Optional.of(Duration.ofSeconds(ttl));
        if (answer.equals("refused")) {
            assertThatThrownBy(() -> now.decrypt(FernetToken.parse(token), limit))
                    .isInstanceOf(FailureException.class);
        } else {
            assertThat(hex(now.decrypt(FernetToken.parse(token), limit))).isEqualTo(answer);
        }
    }
}
