package org.netsonde.engine.security.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.FailureException;

class FernetTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

    private final SecureRandom random = new SecureRandom();
    private final FernetKey key = FernetKey.generate(random);
    private final Fernet fernet = at(NOW);

    private Fernet at(Instant now) {
        return new Fernet(key, random, InstantSource.fixed(now));
    }

    private static FernetToken parse(String token) {
        return FernetToken.parse(token);
    }

    @Test
    void whatIsEncryptedIsDecrypted() {
        for (int length : new int[] {0, 1, 15, 16, 17, 1000}) {
            byte[] data = new byte[length];
            random.nextBytes(data);
            assertThat(fernet.decrypt(parse(fernet.encrypt(data)), Optional.empty()))
                    .isEqualTo(data);
        }
    }

    @Test
    void aTokenTellsWhenItWasMade() {
        assertThat(parse(fernet.encrypt(new byte[0])).at()).isEqualTo(NOW);
    }

    @Test
    void twoTokensOfTheSameDiffer() {
        assertThat(fernet.encrypt(new byte[8])).isNotEqualTo(fernet.encrypt(new byte[8]));
    }

    @Test
    void aKeyIsReadAsItIsWritten() {
        assertThat(key.text()).hasSize(44);
        assertThat(FernetKey.parse("  " + key.text() + "\n").text()).isEqualTo(key.text());
        assertThat(key.toString()).doesNotContain(key.text());
    }

    @Test
    void anExpiredTokenSaysByHowMuch() {
        FernetToken token = parse(fernet.encrypt("hello".getBytes(UTF_8)));
        Fernet later = at(NOW.plusSeconds(75));
        assertThat(later.decrypt(token, Optional.of(Duration.ofSeconds(75)))).isEqualTo("hello".getBytes(UTF_8));
        assertThatThrownBy(() -> later.decrypt(token, Optional.of(Duration.ofSeconds(60))))
                .hasMessageContaining("75 s old and lives for 60 s: it expired 15 s ago");
    }

    @Test
    void theTimeOfATokenIsNotBelievedBeforeItsCode() {
        byte[] forged = Base64.getUrlDecoder().decode(fernet.encrypt(new byte[1]));
        ByteBuffer.wrap(forged).putLong(1, 0);
        FernetToken token = parse(Base64.getUrlEncoder().encodeToString(forged));
        assertThatThrownBy(() -> fernet.decrypt(token, Optional.of(Duration.ofSeconds(60))))
                .hasMessageContaining("The code of the token is wrong");
    }

    @Test
    void aTimeThatNoClockKnowsIsInTheFuture() {
        byte[] signed = ByteBuffer.allocate(41).put((byte) 0x80).putLong(-1).array();
        byte[] code = Hmac.SHA256.of(key.signing(), signed);
        String text = Base64.getUrlEncoder()
                .encodeToString(ByteBuffer.allocate(73).put(signed).put(code).array());
        assertThat(parse(text).at()).isEqualTo(Instant.MAX);
        assertThatThrownBy(() -> fernet.decrypt(parse(text), Optional.of(Duration.ofSeconds(60))))
                .hasMessageContaining("from the future");
    }

    @Test
    void halfABlockIsNamed() {
        byte[] signed = ByteBuffer.allocate(30).put((byte) 0x80).array();
        byte[] code = Hmac.SHA256.of(key.signing(), signed);
        String text = Base64.getUrlEncoder()
                .encodeToString(ByteBuffer.allocate(62).put(signed).put(code).array());
        assertThatThrownBy(() -> fernet.decrypt(parse(text), Optional.empty()))
                .hasMessageContaining("5 encrypted bytes are no whole number of blocks");
    }

    @Test
    void aKeyOfAPasswordIsAlwaysTheSame() {
        byte[] password = "correct horse".getBytes(UTF_8);
        Pbkdf2 kdf = new Pbkdf2(Hmac.SHA256, 1000);
        String made = FernetKey.derive(kdf, password, new byte[16], Watch.NONE).text();
        assertThat(FernetKey.derive(kdf, password, new byte[16], Watch.NONE).text())
                .isEqualTo(made);
        assertThat(FernetKey.derive(kdf, password, new byte[17], Watch.NONE).text())
                .isNotEqualTo(made);
    }

    @Test
    void aCharacterThatDoesNotBelongIsFoundWhereItStandsInTheTextAsGiven() {
        assertThatThrownBy(() -> parse("\n gAAA\nAA*A")).hasMessageContaining("not Base64, at place 10.");
        assertThatThrownBy(() -> parse("*")).hasMessageContaining("not Base64, at place 1.");
        assertThatThrownBy(() -> parse("  A\r\n \"")).hasMessageContaining("not Base64, at place 7.");
    }

    @Test
    void emptyAndOversizedTextsAreRefused() {
        assertThatThrownBy(() -> parse("  \n"))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("no token");
        assertThatThrownBy(() -> parse("A".repeat(FernetToken.MAX_TEXT + 1)))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("longer than 16 MiB");
        assertThatThrownBy(() -> FernetKey.parse(""))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("no key");
    }
}
