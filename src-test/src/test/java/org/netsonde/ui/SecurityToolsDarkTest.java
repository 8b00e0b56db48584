package org.netsonde.ui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.app.workbench.Preferences;
import org.netsonde.engine.security.crypto.Fernet;
import org.netsonde.engine.security.crypto.FernetKey;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The tools of the security bench in Chinese and dark. */
@ExtendWith(ApplicationExtension.class)
class SecurityToolsDarkTest {

    @TempDir
    Path folder;

    private SecurityWindow bench;

    @Start
    void start(Stage stage) throws IOException {
        bench = new SecurityWindow(
                stage, folder, preferences -> preferences.withLanguage("zh").withTheme(Preferences.Theme.DARK));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void theToolsSpeakChinese() {
        bench.open("hmac");
        bench.fill("#digest-input", "abc");
        bench.awaitSaid("#digest-md5", "900150983cd24fb0d6963f7d28e17f72");
        bench.fill("#digest-expected", "900150983cd24fb0d6963f7d28e17f72");
        bench.awaitSaid("#digest-verdict", "这是输入的 MD5");
        bench.shot("security-digests-dark-zh");

        FernetKey key = FernetKey.generate(new SecureRandom());
        bench.open("fernet");
        bench.fill("#fernet-key", key.text());
        bench.fill(
                "#fernet-token",
                new Fernet(key, new SecureRandom(), InstantSource.system()).encrypt("你好".getBytes(UTF_8)));
        bench.fill("#fernet-ttl", "15m");
        bench.press("#fernet-decrypt");
        bench.awaitText("#fernet-decrypted", "你好");
        bench.shot("security-fernet-dark-zh");
        bench.scroll(1);
        bench.shot("security-fernet-dark-zh-below");

        bench.open("passwords");
        bench.fill("#argon2-memory", "4");
        bench.press("#kdf-derive");
        bench.awaitSaid("#argon2-memory-problem", "8");
        bench.shot("security-passwords-dark-zh");
        assertThat(bench.said("#argon2-memory-problem")).doesNotContain("must");
    }
}
