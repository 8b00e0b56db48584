package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.ui.Steps.onFx;
import static org.netsonde.ui.Steps.there;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.app.shell.MainWindow;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Engine;
import org.netsonde.engine.security.SecretStore;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Settings that name files and secrets, in the window. */
@ExtendWith(ApplicationExtension.class)
class FilesAndSecretsTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String VALUE = "correct horse";

    @TempDir
    Path folder;

    private final AnsweringPicker picker = new AnsweringPicker();
    private final Engine engine = PanelStage.engine(TypedProtocol.REGISTRY);
    private Stage stage;
    private MainWindow window;

    @Start
    void start(Stage newStage) throws IOException {
        stage = newStage;
        window = EnglishWindow.open(stage, engine, folder, picker, """
                {"version": 1, "endpoints": [{"name": "Typed", "protocol": "typed-server",
                  "settings": {"certificate": {"type": "pem", "chain": "certificates/mine.pem"}}}]}
                """);
    }

    @AfterEach
    void close() {
        WaitForAsyncUtils.waitForAsyncFx(20_000, window::close);
        engine.close();
    }

    private Endpoint endpoint(FxRobot robot) {
        await().atMost(SOON).until(() -> engine.named("Typed").isPresent());
        WaitForAsyncUtils.waitForFxEvents();
        await().atMost(SOON).until(() -> there(robot, "Typed"));
        robot.clickOn("Typed");
        await().atMost(SOON).until(() -> there(robot, "#group-safety"));
        robot.interact(
                () -> robot.lookup("#group-safety").queryAs(TitledPane.class).setExpanded(true));
        return engine.named("Typed").orElseThrow();
    }

    private static TextField field(FxRobot robot, String query) {
        return robot.lookup(query).queryAs(TextField.class);
    }

    private static String secretStatus(FxRobot robot) {
        return onFx(() -> robot.lookup(".secret-status").queryAs(Label.class).getText());
    }

    @Test
    void aPathStaysAsItIsWrittenAndCanBeChosen(FxRobot robot) {
        Endpoint endpoint = endpoint(robot);
        assertThat(onFx(() -> field(robot, "#field-chain").getText())).isEqualTo("certificates/mine.pem");
        Path chosen = folder.resolve("other.pem");
        picker.answer(chosen);

        robot.interact(() -> robot.lookup("#choose-chain").queryAs(Button.class).fire());

        assertThat(onFx(() -> field(robot, "#field-chain").getText())).isEqualTo(chosen.toString());
        assertThat(endpoint.settings().at("/certificate/chain").asString()).isEqualTo(chosen.toString());
    }

    @Test
    void aSecretIsAskedForStoredAndForgottenAndNeverStandsInTheSettings(FxRobot robot) throws IOException {
        Endpoint endpoint = endpoint(robot);
        SecretStore store = new SecretStore(folder.resolve("config"));
        robot.interact(() -> field(robot, "#field-secret").setText("ui-test-key"));
        await().atMost(SOON).until(() -> secretStatus(robot).contains("NETSONDE_SECRET_UI_TEST_KEY"));

        robot.interact(() -> robot.lookup("#set-secret").queryAs(Button.class).fire());
        await().atMost(SOON).until(() -> there(robot, "#secret-value"));
        assertThat(onFx(() ->
                        robot.lookup("#secret-store").queryAs(Button.class).isDisabled()))
                .isTrue();
        robot.write(VALUE);
        Shots.take(stage, "window-secret");
        robot.push(KeyCode.ENTER);

        await().atMost(SOON).until(() -> secretStatus(robot).startsWith("Stored"));
        assertThat(store.get("ui-test-key")).containsExactly(VALUE.toCharArray());
        assertThat(endpoint.settings().at("/certificate/password/secret").asString())
                .isEqualTo("ui-test-key");
        assertThat(endpoint.settings().toString()).doesNotContain(VALUE);

        robot.interact(() -> robot.lookup("#set-secret").queryAs(Button.class).fire());
        await().atMost(SOON).until(() -> there(robot, "#secret-forget"));
        robot.interact(
                () -> robot.lookup("#secret-forget").queryAs(Button.class).fire());
        await().atMost(SOON).until(() -> secretStatus(robot).contains("NETSONDE_SECRET_UI_TEST_KEY"));
        assertThat(store.names()).isEmpty();
    }

    @Test
    void theFormsOfFilesAndSecretsFitInBothLanguages(FxRobot robot) {
        endpoint(robot);
        robot.interact(() -> field(robot, "#field-secret").setText("ui-test-key"));
        await().atMost(SOON).until(() -> secretStatus(robot).contains("NETSONDE_SECRET_UI_TEST_KEY"));
        robot.interact(
                () -> robot.lookup("#settings-form").queryAs(ScrollPane.class).setVvalue(1));
        Shots.take(stage, "window-pem-en");
        assertThat(onFx(() -> field(robot, "#field-chain").getWidth())).isGreaterThan(120);
        robot.interact(() -> robot.lookup("#language").queryAs(Button.class).fire());
        robot.interact(() -> robot.lookup("#theme").queryAs(Button.class).fire());
        await().atMost(SOON).until(() -> there(robot, "#group-safety"));
        robot.interact(() -> {
            robot.lookup("#group-safety").queryAs(TitledPane.class).setExpanded(true);
            ComboBox<?> kind = robot.lookup("#field-certificate").queryAs(ComboBox.class);
            kind.requestFocus();
        });
        await().atMost(SOON).until(() -> secretStatus(robot).contains("NETSONDE_SECRET_UI_TEST_KEY"));
        robot.interact(
                () -> robot.lookup("#settings-form").queryAs(ScrollPane.class).setVvalue(1));
        Shots.take(stage, "window-pem-zh-dark");
    }
}
