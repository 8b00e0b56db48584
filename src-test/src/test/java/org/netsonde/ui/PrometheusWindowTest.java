package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.ui.Steps.onFx;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.app.shell.MainWindow;
import org.netsonde.app.workbench.Folders;
import org.netsonde.app.workbench.Preferences;
import org.netsonde.app.workbench.PreferencesFile;
import org.netsonde.app.workbench.PrometheusPreferences;
import org.netsonde.engine.Engine;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.prometheus.ScrapeAddress;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The figures for Prometheus, switched on and off in the window. */
@ExtendWith(ApplicationExtension.class)
class PrometheusWindowTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final Engine engine = new Engine(EngineOptions.standard());
    private Stage stage;
    private MainWindow window;

    @Start
    void start(Stage newStage) throws IOException {
        stage = newStage;
        open();
    }

    private void open() throws IOException {
        window = EnglishWindow.open(stage, engine, folder, new AnsweringPicker(), """
                {"version": 1, "endpoints": [
                  {"name": "Echo", "protocol": "tcp-server", "settings": {"port": 0}}]}
                """);
    }

    @AfterEach
    void close() {
        WaitForAsyncUtils.waitForAsyncFx(20_000, window::close);
        engine.close();
    }

    private PrometheusPreferences remembered() {
        return new PreferencesFile(
                        new Folders(folder.resolve("config"), folder.resolve("state")).config(), Runnable::run)
                .get()
                .prometheus();
    }

    private static String text(FxRobot robot, String query) {
        return onFx(() -> robot.lookup(query).queryAs(Labeled.class).getText());
    }

    private static boolean visible(FxRobot robot, String query) {
        return onFx(() -> robot.lookup(query).tryQuery().filter(Node::isVisible).isPresent());
    }

    private void showPage(FxRobot robot) {
        await().atMost(SOON).until(() -> engine.named("Echo").isPresent());
        robot.clickOn("#menu-view");
        robot.clickOn("#menu-prometheus");
        await().atMost(SOON).until(() -> visible(robot, "#prometheus-on"));
    }

    private static void fill(FxRobot robot, String field, String text) {
        robot.interact(() -> robot.lookup(field).queryAs(TextField.class).setText(text));
    }

    private static void toggle(FxRobot robot) {
        robot.interact(
                () -> robot.lookup("#prometheus-on").queryAs(CheckBox.class).fire());
    }

    private static void fire(FxRobot robot, String button) {
        robot.interact(() -> robot.lookup(button).queryAs(Button.class).fire());
    }

    private static String figures(String url) throws Exception {
        try (HttpClient http =
                HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build()) {
            return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private static String served(FxRobot robot) {
        await().atMost(SOON).until(() -> text(robot, "#prometheus-status").startsWith("Served at http://"));
        return text(robot, "#prometheus-status").substring("Served at ".length());
    }

    @Test
    void figuresAreServedFromTheSwitchOnAndRememberedUntilItIsOff(FxRobot robot) throws Exception {
        assertThat(visible(robot, "#status-prometheus")).isFalse();
        showPage(robot);
        assertThat(text(robot, "#prometheus-status")).isEqualTo("Nothing listens.");
        fill(robot, "#prometheus-port", "0");

        toggle(robot);

        String url = served(robot);
        assertThat(figures(url)).contains("netsonde_up{endpoint=\"Echo\"");
        Shots.take(stage, "prometheus-light");
        fire(robot, "#prometheus-copy-config");
        String config = onFx(() -> Clipboard.getSystemClipboard().getString());
        assertThat(config)
                .isEqualTo(onFx(() -> robot.lookup("#prometheus-config")
                        .queryAs(TextArea.class)
                        .getText()))
                .contains(url.replaceFirst("http://", "").replaceFirst("/metrics", ""));
        fire(robot, "#prometheus-close");
        // Preferences are written in the background.
        await().atMost(SOON).until(() -> remembered().on());
        assertThat(text(robot, "#status-prometheus"))
                .isEqualTo("Prometheus " + remembered().address());
        fire(robot, "#language");
        fire(robot, "#theme");
        assertThat(figures(url)).contains("netsonde_up");

        fire(robot, "#status-prometheus");
        Shots.take(stage, "prometheus-zh-dark");
        toggle(robot);
        await().atMost(SOON).until(() -> !remembered().on());
        assertThat(visible(robot, "#status-prometheus")).isFalse();
        int port = remembered().port();
        await().atMost(SOON).until(() -> {
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.isBound();
            } catch (IOException e) {
                return false;
            }
        });
    }

    @Test
    void aPortInUseIsSaidAndAnotherOffered(FxRobot robot) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            showPage(robot);
            fill(robot, "#prometheus-port", port);
            toggle(robot);
            await().atMost(SOON).until(() -> text(robot, "#prometheus-status").contains("already in use"));
            Shots.take(stage, "prometheus-in-use");
            assertThat(onFx(() -> robot.lookup("#prometheus-on")
                            .queryAs(CheckBox.class)
                            .isSelected()))
                    .isFalse();

            fire(robot, "#prometheus-free-port");

            assertThat(figures(served(robot))).contains("netsonde_up");
        }
    }

    @Test
    void whatIsNoAddressIsSaidAndAWideOneIsMarked(FxRobot robot) {
        showPage(robot);
        assertThat(visible(robot, "#prometheus-wide")).isFalse();
        fill(robot, "#prometheus-host", "0.0.0.0");
        assertThat(visible(robot, "#prometheus-wide")).isTrue();
        fill(robot, "#prometheus-port", "many");
        toggle(robot);
        assertThat(text(robot, "#prometheus-status")).contains("is no address");
        assertThat(onFx(() ->
                        robot.lookup("#prometheus-on").queryAs(CheckBox.class).isSelected()))
                .isFalse();
        assertThat(remembered().on()).isFalse();
    }

    @Test
    void itComesBackWithTheWindowAndAPortThatIsTakenByThenIsSaid(FxRobot robot) throws Exception {
        showPage(robot);
        fill(robot, "#prometheus-port", "0");
        toggle(robot);
        String url = served(robot);
        fire(robot, "#prometheus-close");
        await().atMost(SOON).until(() -> remembered().on());
        int port = remembered().port();

        WaitForAsyncUtils.waitForAsyncFx(20_000, window::close);
        reopen();
        await().atMost(SOON).until(() -> visible(robot, "#status-prometheus"));
        assertThat(figures(url)).contains("netsonde_up");

        WaitForAsyncUtils.waitForAsyncFx(20_000, window::close);
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            reopen();
            await().atMost(SOON).until(() -> visible(robot, "#prometheus-notice-free-port"));
            fire(robot, "#prometheus-notice-free-port");
            await().atMost(SOON).until(() -> visible(robot, "#status-prometheus"));
            await().atMost(SOON).until(() -> remembered().port() != taken.getLocalPort());
        }
    }

    private void reopen() {
        WaitForAsyncUtils.waitForAsyncFx(20_000, () -> {
            window = EnglishWindow.open(stage, engine, folder, new AnsweringPicker(), Optional.empty());
            return null;
        });
    }

    @Test
    void itIsOffUntilAskedFor() {
        assertThat(Preferences.none().prometheus().on()).isFalse();
        assertThat(new PrometheusPreferences(true, " ", 1)).isEqualTo(PrometheusPreferences.STANDARD);
        assertThat(new PrometheusPreferences(true, "localhost", 70_000).on()).isFalse();
        assertThat(PrometheusPreferences.at(ScrapeAddress.loopback(1234))
                        .off()
                        .address()
                        .port())
                .isEqualTo(1234);
    }
}
