package org.netsonde.app.security.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.app.security.part.KeyInput.From;
import org.netsonde.app.security.part.KeyInput.Given;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.security.Keys;
import org.netsonde.engine.security.SigningKeyKind;
import org.netsonde.engine.security.crypto.ByteForm;
import org.netsonde.engine.security.jwt.JwtAlgorithm;
import org.netsonde.engine.security.jwt.JwtKey;

class JwtKeyReaderTest {

    @TempDir
    private Path folder;

    private final Keys keys = Keys.inMemory(InstantSource.system());

    private static Given typed(String text, ByteForm form) {
        return new Given(From.TYPED, text, form, null, "", "");
    }

    private JwtKey read(Given given) {
        return JwtKeyReader.read(given, keys).getFirst();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whatIsTypedIsASecretUnlessItIsPemOrJson() {
        assertThat(read(typed("geheim", ByteForm.TEXT)).secretBytes()).isEqualTo(bytes("geheim"));
        assertThat(read(typed("67 65", ByteForm.HEX)).secretBytes()).isEqualTo(bytes("ge"));
        String pem = SigningKeyKind.ED25519.generate().publicPem();
        assertThat(read(typed(pem, ByteForm.TEXT)).algorithms()).containsExactly(JwtAlgorithm.EDDSA);
        assertThat(read(typed("{\"kty\":\"oct\",\"k\":\"Z2U\"}", ByteForm.TEXT)).secretBytes())
                .isEqualTo(bytes("ge"));
        assertThatThrownBy(() -> read(typed("6", ByteForm.HEX))).isInstanceOf(FailureException.class);
    }

    @Test
    void theLineBreakAtTheEndOfAFileIsNoPartOfTheSecret() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "geheim\r\n");
        assertThat(read(new Given(From.FILE, "", ByteForm.TEXT, file, "", "")).secretBytes())
                .isEqualTo(bytes("geheim"));
        Path other = Files.writeString(folder.resolve("other"), "a\n\n");
        assertThat(read(new Given(From.FILE, "", ByteForm.TEXT, other, "", "")).secretBytes())
                .isEqualTo(bytes("a\n"));
    }

    @Test
    void aSecretThatIsNotStoredOrHasNoProperNameIsSaid() {
        assertThatThrownBy(() -> read(new Given(From.STORED, "", ByteForm.TEXT, null, "none", "")))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("NETSONDE_SECRET_NONE");
        assertThatThrownBy(() -> read(new Given(From.STORED, "", ByteForm.TEXT, null, "a secret!", "")))
                .isInstanceOf(FailureException.class)
                .hasMessageNotContaining("a secret!");
    }

    @Test
    void nothingSaysWhatWasTyped() {
        assertThat(typed("geheim", ByteForm.TEXT)).asString().doesNotContain("geheim");
    }
}
