package org.netsonde.ui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.ui.Steps.onFx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.app.bench.BenchPage;
import org.netsonde.engine.security.SecretStore;
import org.netsonde.engine.security.crypto.Argon2Hash;
import org.netsonde.engine.security.crypto.Fernet;
import org.netsonde.engine.security.crypto.FernetKey;
import org.netsonde.engine.security.crypto.FernetToken;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Digests, HMAC, Fernet and keys from passwords, as somebody uses them in the window. */
@ExtendWith(ApplicationExtension.class)
class SecurityToolsTest {

    private static final String MASK = "●+";
    private static final String SHA256_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path folder;

    private SecurityWindow bench;

    @Start
    void start(Stage stage) throws IOException {
        bench = new SecurityWindow(stage, folder, preferences -> preferences);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private static FernetKey newKey() {
        return FernetKey.generate(new SecureRandom());
    }

    private static String token(FernetKey key, Instant at, String content) {
        return new Fernet(key, new SecureRandom(), InstantSource.fixed(at)).encrypt(content.getBytes(UTF_8));
    }

    @Test
    void thePagesAreWalkedWithTheKeyboardAndTheChosenOneIsRemembered(FxRobot robot) {
        bench.open("signatures");
        ListView<BenchPage> pages = onFx(() -> robot.lookup("#security-pages").queryListView());
        robot.interact(pages::requestFocus);
        robot.push(KeyCode.DOWN);
        await().atMost(SecurityWindow.SOON).until(() -> bench.has("#digest-input"));
        assertThat(onFx(pages::isFocused)).as("the arrow keys stay in the list").isTrue();

        robot.push(KeyCode.TAB);
        assertThat(onFx(() -> pages.getScene().getFocusOwner().getId()))
                .as("Tab enters the page")
                .isEqualTo("digest-input");
        robot.push(KeyCode.TAB);
        assertThat(onFx(() -> pages.getScene().getFocusOwner().getId()))
                .as("Tab leaves a field of several lines")
                .isEqualTo("digest-input-form");

        bench.shot("security-focus");

        bench.menu("menu-sessions");
        await().atMost(SecurityWindow.SOON).until(() -> !bench.has("#security-pages"));
        bench.menu("menu-security");
        await().atMost(SecurityWindow.SOON).until(() -> bench.has("#digest-input"));
    }

    @Test
    void digestsAreThereAsSoonAsSomethingIsTyped(FxRobot robot) {
        bench.open("hmac");
        bench.fill("#digest-input", "abc");
        bench.awaitSaid("#digest-sha256", SHA256_OF_ABC);
        bench.awaitSaid("#digest-md5", "900150983cd24fb0d6963f7d28e17f72");

        bench.fill("#digest-expected", SHA256_OF_ABC.toUpperCase(java.util.Locale.ROOT) + "  abc.txt");
        bench.awaitSaid("#digest-verdict", "This is the SHA-256 of the input.");
        bench.shot("security-digests");
        bench.fill("#digest-expected", "900150983cd24fb0d6963f7d28e17f72");
        bench.awaitSaid("#digest-verdict", "MD5 is broken");
        bench.fill("#digest-input", "abd");
        bench.awaitSaid("#digest-verdict", "no such digest");

        robot.interact(
                () -> robot.lookup("#digest-sha512").queryAs(Button.class).fire());
        assertThat(onFx(() -> Clipboard.getSystemClipboard().getString()))
                .isEqualTo(bench.said("#digest-sha512"))
                .hasSize(128);
    }

    @Test
    void whatIsNotHexIsSaidUnderTheFieldAndTheDigestsGo() {
        bench.open("hmac");
        bench.fill("#digest-input", "abc");
        bench.awaitSaid("#digest-sha256", SHA256_OF_ABC);
        bench.choose("#digest-input-form", 1);
        bench.awaitSaid("#digest-input-problem", "not written in hexadecimal digits");
        await().atMost(SecurityWindow.SOON)
                .until(() -> bench.said("#digest-sha256").isEmpty());
        bench.fill("#digest-input", "61 62:63");
        bench.awaitSaid("#digest-sha256", SHA256_OF_ABC);
        assertThat(bench.said("#digest-input-problem")).isEmpty();
    }

    @Test
    void aFileHasDigestsAndACode() throws IOException {
        bench.open("hmac");
        bench.picker.answer(Files.writeString(folder.resolve("firmware.bin"), "abc"));
        bench.press("#digest-input-file");
        bench.awaitSaid("#digest-sha256", SHA256_OF_ABC);
        bench.fill("#hmac-key", "key");
        bench.awaitText("#hmac-code", "9c196e32dc0175f86f4b1cb89289d6619de6bee699e4c378e68309ed97a1a6ab");
        bench.picker.answer(folder.resolve("absent"));
        bench.press("#digest-input-file");
        bench.awaitSaid("#digest-problem", "absent does not exist");
        assertThat(bench.said("#digest-sha256")).isEmpty();
        bench.press("#digest-input-typed");
        bench.awaitSaid("#digest-md5", "d41d8cd98f00b204e9800998ecf8427e");
    }

    @Test
    void aCodeIsComparedInEitherWayOfWriting() {
        bench.open("hmac");
        bench.awaitSaid("#hmac-remark", "The key is empty");
        bench.fill("#digest-input", "The quick brown fox jumps over the lazy dog");
        bench.fill("#hmac-key", "key");
        assertThat(bench.text("#hmac-key")).matches(MASK);
        bench.reveal("#hmac-key-reveal");
        assertThat(bench.text("#hmac-key")).isEqualTo("key");
        bench.awaitText("#hmac-code", "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8");
        assertThat(bench.said("#hmac-remark")).isEmpty();
        bench.fill("#hmac-expected", "97yD9DBThCSxMpjmqm+xQ+9NWaFJRhdZl0edvC0aPNg=");
        bench.awaitSaid("#hmac-verdict", "It is the same code");
        bench.scroll(1);
        bench.shot("security-hmac");
        bench.fill("#hmac-expected", "f7bc");
        bench.awaitSaid("#hmac-verdict", "32 bytes in hex or Base64 are expected");
        bench.fill("#hmac-expected", "00".repeat(32));
        bench.awaitSaid("#hmac-verdict", "It is another code");
    }

    @Test
    void aKeyIsGeneratedAndEncryptsWhatItDecrypts() {
        bench.open("fernet");
        bench.press("#fernet-encrypt");
        bench.awaitSaid("#fernet-encrypt-verdict", "First a key is needed");
        bench.press("#fernet-generate");
        bench.awaitSaid("#fernet-key-verdict", "This is a key of Fernet");
        assertThat(bench.text("#fernet-key")).matches(MASK).hasSize(44);
        bench.fill("#fernet-data", "valve=3");
        bench.press("#fernet-encrypt");
        bench.awaitText("#fernet-made", "gAAAAA");
        bench.reveal("#fernet-key-reveal");
        FernetKey key = FernetKey.parse(bench.text("#fernet-key"));
        FernetToken token = FernetToken.parse(bench.text("#fernet-made"));
        assertThat(new Fernet(key, new SecureRandom(), InstantSource.system())
                        .decrypt(token, java.util.Optional.of(Duration.ofMinutes(1))))
                .isEqualTo("valve=3".getBytes(UTF_8));
        bench.shot("security-fernet");
    }

    @Test
    void aTokenTellsItsAgeAndWhenItExpires() {
        FernetKey key = newKey();
        bench.open("fernet");
        bench.fill("#fernet-key", key.text());
        // What is said of it stays the same for most of a minute.
        bench.fill("#fernet-token", token(key, Instant.now().minusSeconds(125), "hello"));
        bench.awaitSaid("#fernet-token-life", "2m");
        bench.fill("#fernet-ttl", "1h");
        bench.awaitSaid("#fernet-token-life", "expires in 57m");
        bench.press("#fernet-decrypt");
        bench.awaitText("#fernet-decrypted", "hello");
        bench.awaitSaid("#fernet-decrypt-verdict", "It holds 5 bytes");
        bench.scroll(1);
        bench.shot("security-fernet-decrypted");

        bench.fill("#fernet-ttl", "60");
        assertThat(bench.text("#fernet-decrypted"))
                .as("what was decrypted belongs to another time to live")
                .isEmpty();
        bench.awaitSaid("#fernet-token-life", "expired 1m");
        bench.press("#fernet-decrypt");
        bench.awaitSaid("#fernet-decrypt-verdict", "lives for 60 s: it expired");
        bench.fill("#fernet-ttl", "soon");
        bench.press("#fernet-decrypt");
        bench.awaitSaid("#fernet-ttl-verdict", "must be a duration");
    }

    @Test
    void everyBadKeyAndTokenIsAnsweredNearItsField() {
        FernetKey key = newKey();
        bench.open("fernet");
        bench.fill("#fernet-key", "AAAA");
        bench.awaitSaid("#fernet-key-verdict", "The key holds 3 bytes");
        bench.fill("#fernet-key", newKey().text());
        bench.fill("#fernet-token", "\"gAAAAA");
        bench.awaitSaid("#fernet-token-problem", "not Base64, at place 1");
        bench.fill("#fernet-token", token(key, Instant.now(), "hello"));
        assertThat(bench.said("#fernet-token-problem")).isEmpty();
        bench.press("#fernet-decrypt");
        bench.awaitSaid("#fernet-decrypt-verdict", "changed, or made with another key");
        bench.fill("#fernet-key", key.text());
        assertThat(bench.said("#fernet-decrypt-verdict"))
                .as("it was of the other key")
                .isEmpty();
        bench.press("#fernet-decrypt");
        bench.awaitText("#fernet-decrypted", "hello");
    }

    @Test
    void aKeyOfAPasswordIsThatOfPython() {
        bench.open("fernet");
        bench.fill("#fernet-password", "password");
        bench.fill("#fernet-rounds", "none");
        bench.press("#fernet-derive");
        bench.awaitSaid("#fernet-rounds-problem", "must be a whole number");
        bench.fill("#fernet-rounds", "0");
        bench.press("#fernet-derive");
        bench.awaitSaid("#fernet-rounds-problem", "must be from 1 to 10000000");
        bench.fill("#fernet-rounds", "2");
        bench.fill("#fernet-salt", "73616c74");
        bench.press("#fernet-derive");
        bench.awaitSaid("#fernet-derive-verdict", "The key stands above");
        bench.reveal("#fernet-key-reveal");
        // hashlib.pbkdf2_hmac('sha256', b'password', b'salt', 2)
        assertThat(bench.text("#fernet-key")).isEqualTo("rk0Mla9rRtMtCt_5KPBt0CowP47zwlHf1uLYWpVHTEM=");
    }

    @Test
    void workThatTakesLongIsCancelled() {
        bench.open("fernet");
        bench.fill("#fernet-password", "password");
        bench.fill("#fernet-rounds", "10000000");
        bench.press("#fernet-derive");
        await().atMost(SecurityWindow.SOON)
                .until(() -> onFx(
                        () -> bench.find("#fernet-derive-cancel", Node.class).isVisible()));
        bench.shot("security-fernet-working");
        bench.press("#fernet-derive-cancel");
        bench.awaitSaid("#fernet-derive-verdict", "Cancelled");
        assertThat(bench.text("#fernet-key")).isNullOrEmpty();
    }

    @Test
    void aKeyIsKeptAsASecretAndUsedByName() throws IOException {
        FernetKey key = newKey();
        bench.open("fernet");
        bench.fill("#fernet-key", key.text());
        bench.fill("#fernet-secret", "not a name!");
        bench.press("#fernet-secret-store");
        bench.awaitSaid("#fernet-secret-verdict", "The name of a secret must be");
        bench.fill("#fernet-secret", "bench-key");
        bench.press("#fernet-secret-store");
        await().atMost(SecurityWindow.SOON).until(() -> bench.has("#secrets-store"));
        bench.press("#secrets-store");
        bench.awaitSaid("#fernet-secret-verdict", "is stored on this machine");
        assertThat(Files.readString(folder.resolve("bench.netsonde"))).doesNotContain(key.text());

        bench.fill("#fernet-key", "");
        bench.fill("#fernet-secret", "nobody");
        bench.press("#fernet-secret-use");
        bench.awaitSaid("#fernet-secret-verdict", "NETSONDE_SECRET_NOBODY");
        assertThat(bench.text("#fernet-key")).isEmpty();
        bench.fill("#fernet-secret", "bench-key");
        bench.press("#fernet-secret-use");
        bench.awaitSaid("#fernet-secret-verdict", "The key is the secret “bench-key”");
        assertThat(bench.text("#fernet-key")).matches(MASK);
        bench.reveal("#fernet-key-reveal");
        assertThat(bench.text("#fernet-key")).isEqualTo(key.text());
    }

    @Test
    void aKeyThatIsNotToBeStoredIsNotSaidToBe() throws IOException {
        SecretStore store = new SecretStore(folder.resolve("config"));
        store.set("bench-key", "from before".toCharArray());
        bench.open("fernet");
        bench.fill("#fernet-key", newKey().text());
        bench.fill("#fernet-secret", "not a name!");
        bench.press("#fernet-secret-store");
        bench.awaitSaid("#fernet-secret-verdict", "The name of a secret must be");
        bench.fill("#fernet-secret", "bench-key");
        bench.press("#fernet-secret-store");
        await().atMost(SecurityWindow.SOON).until(() -> bench.has("#secrets-drop"));
        assertThat(bench.said("#prompts .title-4")).isEqualTo("Store this secret?");
        bench.shot("security-keep-secret");
        List<String> told = new CopyOnWriteArrayList<>();
        Label verdict = bench.find("#fernet-secret-verdict", Label.class);
        verdict.textProperty().subscribe(sentence -> {
            told.add(sentence);
        });
        bench.press("#secrets-drop");
        bench.fill("#fernet-key", "");
        bench.press("#fernet-secret-use");
        bench.awaitSaid("#fernet-secret-verdict", "The key is the secret");
        assertThat(store.get("bench-key")).containsExactly("from before".toCharArray());
        assertThat(told).noneMatch(sentence -> sentence.contains("is stored"));
    }

    @Test
    void aHashOfAPasswordIsMadeAndVerified() {
        bench.open("passwords");
        bench.fill("#kdf-password", "correct horse");
        bench.fill("#argon2-memory", "64");
        bench.awaitSaid("#kdf-remark", "Below what OWASP advises");
        bench.press("#kdf-derive");
        bench.awaitSaid("#kdf-verdict", "It took ");
        assertThat(bench.said("#kdf-verdict")).matches("It took [\\d,.]+ ms\\.");
        assertThat(bench.text("#kdf-key")).matches(MASK);
        assertThat(bench.text("#kdf-hash")).matches(MASK);
        bench.reveal("#kdf-hash-reveal");
        bench.reveal("#kdf-key-reveal");
        Argon2Hash hash = Argon2Hash.parse(bench.text("#kdf-hash"));
        assertThat(hash.verify("correct horse".getBytes(UTF_8))).isTrue();
        bench.shot("security-passwords");

        bench.fill("#verify-hash", hash.write());
        bench.awaitSaid("#verify-made", "Made with 64 KiB");
        bench.fill("#verify-password", "correct horsf");
        bench.press("#verify");
        bench.awaitSaid("#verify-verdict", "It is not the password");
        bench.fill("#verify-password", "correct horse");
        bench.press("#verify");
        bench.awaitSaid("#verify-verdict", "It is the password");
        bench.scroll(1);
        bench.shot("security-passwords-verified");
        bench.fill("#verify-hash", "$2b$12$abcdefghijklmnopqrstuv");
        bench.awaitSaid("#verify-hash-problem", "a hash of 2b, not of Argon2id");
    }

    @Test
    void parametersOutOfBoundsAreRefusedUnderTheirFields() {
        bench.open("passwords");
        bench.fill("#argon2-memory", "300000");
        bench.press("#kdf-derive");
        bench.awaitSaid("#argon2-memory-problem", "must be from 8 to 262144");
        bench.fill("#argon2-memory", "64");
        bench.fill("#kdf-salt", "00");
        bench.press("#kdf-derive");
        bench.awaitSaid("#kdf-salt-problem", "must be from 8 to 1024");

        bench.choose("#kdf-method", 1);
        bench.fill("#scrypt-n", "1000");
        bench.press("#kdf-derive");
        bench.awaitSaid("#scrypt-n-problem", "must be a power of two, such as 512 or 1024");
        bench.fill("#scrypt-n", "16");
        bench.fill("#kdf-salt", "");
        bench.fill("#scrypt-r", "1");
        bench.fill("#kdf-length", "64");
        bench.press("#kdf-derive");
        bench.awaitSaid("#kdf-verdict", "It took");
        bench.reveal("#kdf-key-reveal");
        assertThat(bench.text("#kdf-key")).startsWith("77d6576238657b203b19ca42c18a0497");

        bench.choose("#kdf-method", 2);
        assertThat(bench.said("#kdf-remark")).doesNotContain("OWASP");
        bench.fill("#pbkdf2-rounds", "1000");
        bench.awaitSaid("#kdf-remark", "600,000 rounds of HMAC-SHA-256");
        bench.shot("security-pbkdf2");
    }
}
