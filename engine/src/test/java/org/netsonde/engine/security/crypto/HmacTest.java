package org.netsonde.engine.security.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HmacTest {

    private static final byte[] KEY = "key".getBytes(UTF_8);
    private static final byte[] MESSAGE = "message".getBytes(UTF_8);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Hmac.class)
    void aCodeIsFoundInEveryWayOfWritingIt(Hmac hmac) {
        byte[] code = hmac.of(KEY, MESSAGE);
        assertThat(code).hasSize(hmac.length());
        assertThat(hmac.check(code, HexFormat.of().formatHex(code))).isEqualTo(Hmac.Check.SAME);
        assertThat(hmac.check(code, HexFormat.of().withUpperCase().formatHex(code)))
                .isEqualTo(Hmac.Check.SAME);
        assertThat(hmac.check(code, Base64.getEncoder().encodeToString(code))).isEqualTo(Hmac.Check.SAME);
        assertThat(hmac.check(code, Base64.getUrlEncoder().withoutPadding().encodeToString(code)))
                .isEqualTo(Hmac.Check.SAME);
    }

    @ParameterizedTest
    @EnumSource(Hmac.class)
    void anotherCodeIsToldFromNone(Hmac hmac) {
        byte[] code = hmac.of(KEY, MESSAGE);
        byte[] other = hmac.of(MESSAGE, KEY);
        assertThat(hmac.check(code, HexFormat.of().formatHex(other))).isEqualTo(Hmac.Check.OTHER);
        assertThat(hmac.check(code, Base64.getEncoder().encodeToString(other))).isEqualTo(Hmac.Check.OTHER);
        assertThat(hmac.check(code, HexFormat.of().formatHex(code) + "00")).isEqualTo(Hmac.Check.NO_CODE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "zz", "sha256=00", "é", "====", "AAAA"})
    void whatIsNoCodeIsNone(String given) {
        assertThat(Hmac.SHA256.check(Hmac.SHA256.of(KEY, MESSAGE), given)).isEqualTo(Hmac.Check.NO_CODE);
    }

    @ParameterizedTest
    @EnumSource(Hmac.class)
    void aFileHasTheCodeOfItsBytes(Hmac hmac) throws IOException {
        byte[] bytes = new byte[150_000];
        Path file = Files.write(folder.resolve("file"), bytes);
        assertThat(hmac.ofFile(KEY, file, Watch.NONE)).isEqualTo(hmac.of(KEY, bytes));
        assertThat(hmac.ofFile(new byte[0], file, Watch.NONE)).isEqualTo(hmac.of(new byte[0], bytes));
    }
}
