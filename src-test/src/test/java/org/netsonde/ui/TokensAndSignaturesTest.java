package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.ui.Steps.fill;
import static org.netsonde.ui.Steps.menuBar;
import static org.netsonde.ui.Steps.onFx;
import static org.netsonde.ui.Steps.securityPage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.app.shell.MainWindow;
import org.netsonde.engine.Engine;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.security.SigningKey;
import org.netsonde.engine.security.SigningKeyKind;
import org.netsonde.engine.security.jwt.JwtAlgorithm;
import org.netsonde.engine.security.jwt.JwtKey;
import org.netsonde.engine.security.jwt.Jwts;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Tokens and signatures in the security bench. */
@ExtendWith(ApplicationExtension.class)
class TokensAndSignaturesTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String SECRET = "a secret that is long enough for HS256";

    @TempDir
    Path folder;

    private final AnsweringPicker picker = new AnsweringPicker();
    private final Engine engine = PanelStage.engine(ProtocolRegistry.builtin());
    private Stage stage;
    private MainWindow window;

    @Start
    void start(Stage newStage) throws IOException {
        stage = newStage;
        window = EnglishWindow.open(stage, engine, folder, picker, """
                {"version": 1, "endpoints": [{"name": "My API", "protocol": "http-client"}]}
                """);
    }

    @AfterEach
    void close() {
        WaitForAsyncUtils.waitForAsyncFx(20_000, window::close);
        engine.close();
    }

    private void open(FxRobot robot, String page) {
        await().atMost(SOON).until(() -> engine.named("My API").isPresent());
        menuBar(robot, "menu-security");
        securityPage(robot, page);
    }

    private static void pressOnceReady(FxRobot robot, String query) {
        await().atMost(SOON)
                .until(() -> onFx(() -> robot.lookup(query)
                        .tryQueryAs(Button.class)
                        .filter(button -> !button.isDisabled())
                        .isPresent()));
        Steps.press(robot, query);
    }

    private static <T> void select(FxRobot robot, String query, T value) {
        robot.interact(() -> {
            ComboBox<T> box = robot.lookup(query).queryComboBox();
            box.setValue(value);
        });
    }

    private static String text(FxRobot robot, String query) {
        return onFx(() -> robot.lookup(query).queryAs(TextInputControl.class).getText());
    }

    private static String label(FxRobot robot, String query) {
        return onFx(() -> {
            Label label = robot.lookup(query).queryAs(Label.class);
            return label.isVisible() ? label.getText() : "";
        });
    }

    private static List<String> findings(FxRobot robot) {
        return onFx(() -> robot.lookup("#jwt-findings .bench-verdict").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .toList());
    }

    private static void awaitLabel(FxRobot robot, String query, String words) {
        await().atMost(SOON).untilAsserted(() -> assertThat(label(robot, query)).contains(words));
    }

    private static void reveal(FxRobot robot, String query) {
        robot.interact(() -> {
            Node node = robot.lookup(query).query();
            ((javafx.scene.control.ToggleButton) node).fire();
        });
    }

    private void otherLanguageAndTheme(FxRobot robot, String page) {
        pressOnceReady(robot, "#language");
        pressOnceReady(robot, "#theme");
        open(robot, page);
    }

    @Test
    void aPastedTokenIsTakenApartAndCheckedAsItIsTyped(FxRobot robot) {
        open(robot, "jwt");
        awaitLabel(robot, "#jwt-verdict", "Paste a token");
        Shots.take(stage, "jwt-empty");
        long now = Instant.now().getEpochSecond();
        String token = Jwts.sign(
                JwtAlgorithm.HS256,
                Jwts.object("{\"sub\":\"alice\",\"role\":\"admin\",\"iat\":" + (now - 60) + ",\"exp\":" + (now + 3000)
                        + "}"),
                JwtKey.secret(SECRET.getBytes(StandardCharsets.UTF_8)));
        fill(robot, "#jwt-token", "Authorization: Bearer " + token + "\n");
        awaitLabel(robot, "#jwt-verdict", "not checked yet");
        assertThat(text(robot, "#jwt-payload")).contains("\"sub\" : \"alice\"");
        assertThat(onFx(() -> robot.lookup("#jwt-claims .claim-meaning").queryAllAs(Label.class).stream()
                        .map(Label::getText)
                        .toList()))
                .anyMatch(meaning -> meaning.matches("Expires in 4[0-9] min .*"));

        fill(robot, "#jwt-key", SECRET);
        awaitLabel(robot, "#jwt-verdict", "to be accepted");
        assertThat(findings(robot)).containsExactly("The signature is right: HS256, a secret of 38 bytes.");
        Shots.take(stage, "jwt-good");

        fill(robot, "#jwt-key", "secret");
        awaitLabel(robot, "#jwt-verdict", "to be refused");
        assertThat(findings(robot)).anyMatch(line -> line.contains("anybody would guess it"));
        fill(robot, "#jwt-audience", "shop");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(findings(robot)).anyMatch(line -> line.contains("wanted: “shop”")));
        Shots.take(stage, "jwt-bad");
        otherLanguageAndTheme(robot, "jwt");
        fill(robot, "#jwt-token", token);
        fill(robot, "#jwt-key", SECRET);
        awaitLabel(robot, "#jwt-verdict", "应当接受此令牌");
        Shots.take(stage, "jwt-zh-dark");
        otherLanguageAndTheme(robot, "jwt");

        fill(robot, "#jwt-token", token.substring(0, 60) + "*");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(findings(robot)).anyMatch(line -> line.contains("three parts")));

        fill(robot, "#jwt-token", token);
        fill(robot, "#jwt-audience", "");
        fill(robot, "#jwt-key", SigningKeyKind.ECDSA_P256.generate().publicPem());
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(findings(robot)).anyMatch(line -> line.contains("perhaps a forgery")));
        fill(robot, "#jwt-key", "-----BEGIN PUBLIC KEY-----");
        awaitLabel(robot, "#jwt-key-refused", "key");
        fill(robot, "#jwt-leeway", "x");
        awaitLabel(robot, "#jwt-verdict", "number of seconds");
    }

    @Test
    void aTokenIsMadeMaskedCheckedAndGivenToAClient(FxRobot robot) {
        open(robot, "jwt");
        pressOnceReady(robot, "#jwt-create");
        awaitLabel(robot, "#jwt-create-problem", "There is no secret");
        select(robot, "#jwt-algorithm", JwtAlgorithm.ES256);
        pressOnceReady(robot, "#jwt-generate");
        await().atMost(SOON)
                .until(() -> onFx(() -> robot.lookup("#jwt-public").query().isVisible()));
        assertThat(text(robot, "#jwt-sign-key")).doesNotContain("PRIVATE");
        reveal(robot, "#jwt-sign-key-reveal");
        assertThat(text(robot, "#jwt-sign-key")).contains("PRIVATE KEY-----↵");
        robot.interact(() -> robot.lookup("#jwt-page").queryAs(ScrollPane.class).setVvalue(1));
        Shots.take(stage, "jwt-key-revealed");
        reveal(robot, "#jwt-sign-key-reveal");
        pressOnceReady(robot, "#jwt-add-jti");
        assertThat(text(robot, "#jwt-new-claims")).contains("\"jti\"");
        pressOnceReady(robot, "#jwt-create");
        await().atMost(SOON)
                .until(() -> onFx(() -> !robot.lookup("#jwt-check-made").query().isDisabled()));
        assertThat(text(robot, "#jwt-result")).startsWith("●");
        robot.interact(() -> robot.lookup("#jwt-page").queryAs(ScrollPane.class).setVvalue(1));
        Shots.take(stage, "jwt-create");
        reveal(robot, "#jwt-result-reveal");
        String token = text(robot, "#jwt-result");
        assertThat(Jwts.decode(token).algorithm()).contains(JwtAlgorithm.ES256);

        robot.interact(() -> {
            MenuButton menu = robot.lookup("#jwt-bearer").queryAs(MenuButton.class);
            menu.getItems().getFirst().fire();
        });
        pressOnceReady(robot, "#secrets-store");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                engine.named("My API").orElseThrow().settings().toString())
                        .contains("\"authorization\":{\"type\":\"bearer\",\"secret\":\"bearer-my-api\"}")
                        .doesNotContain(token));

        pressOnceReady(robot, "#jwt-check-made");
        awaitLabel(robot, "#jwt-verdict", "not checked yet");

        fill(robot, "#jwt-new-claims", "{\"a\":}");
        assertThat(text(robot, "#jwt-result")).isEmpty();
        pressOnceReady(robot, "#jwt-create");
        awaitLabel(robot, "#jwt-create-problem", "line 1");
    }

    @Test
    void aTextAndAFileAreSignedAndChecked(FxRobot robot) throws IOException {
        open(robot, "signatures");
        Shots.take(stage, "signatures-empty");
        assertThat(onFx(() -> robot.lookup("#signature-sign").query().isDisabled()))
                .isTrue();
        pressOnceReady(robot, "#signature-generate");
        awaitLabel(robot, "#signature-key-state", "Ed25519: signs and checks");
        fill(robot, "#signature-content", "What is signed");
        pressOnceReady(robot, "#signature-sign");
        awaitLabel(robot, "#signature-problem", "64 bytes");
        String signature = text(robot, "#signature-result");
        fill(robot, "#signature-given", signature);
        pressOnceReady(robot, "#signature-check");
        awaitLabel(robot, "#signature-verdict", "is right");
        Shots.take(stage, "signatures-good");
        fill(robot, "#signature-content", "What was signed");
        assertThat(label(robot, "#signature-verdict")).isEmpty();
        assertThat(text(robot, "#signature-result")).isEmpty();
        pressOnceReady(robot, "#signature-check");
        awaitLabel(robot, "#signature-verdict", "is wrong");
        fill(robot, "#signature-given", "*");
        pressOnceReady(robot, "#signature-check");
        awaitLabel(robot, "#signature-verdict", "not Base64");

        Path saved = folder.resolve("key.pem");
        picker.answer(saved);
        pressOnceReady(robot, "#signature-save");
        await().atMost(SOON).until(() -> Files.exists(saved));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(saved)))
                .isEqualTo("rw-------");
        assertThat(SigningKey.read(saved, new char[0]).canSign()).isTrue();

        Path file = Files.writeString(folder.resolve("file.txt"), "What is signed");
        picker.answer(file);
        pressOnceReady(robot, "#signature-content-file");
        fill(robot, "#signature-given", signature);
        pressOnceReady(robot, "#signature-check");
        awaitLabel(robot, "#signature-verdict", "is right");

        picker.answer(saved);
        select(robot, "#signature-key-from", org.netsonde.app.security.part.KeyInput.From.FILE);
        pressOnceReady(robot, "#signature-key-choose");
        awaitLabel(robot, "#signature-key-state", "Ed25519: signs and checks");
        fill(robot, "#signature-key", SigningKeyKind.RSA_2048.generate().publicPem());
        select(robot, "#signature-key-from", org.netsonde.app.security.part.KeyInput.From.TYPED);
        awaitLabel(robot, "#signature-key-state", "RSA 2048, public");
        pressOnceReady(robot, "#signature-check");
        awaitLabel(robot, "#signature-verdict", "makes 256 bytes, these are 64");
        Shots.take(stage, "signatures-bad");
        otherLanguageAndTheme(robot, "signatures");
        pressOnceReady(robot, "#signature-generate");
        awaitLabel(robot, "#signature-key-state", "可签名和验证");
        Shots.take(stage, "signatures-zh-dark");
    }
}
