package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.ui.Steps.onFx;
import static org.netsonde.ui.Steps.there;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.TitledPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.app.shell.MainWindow;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Engine;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.security.Keys;
import org.netsonde.engine.security.Secrets;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** A client that logs in at a server that requires it, in the window. */
@ExtendWith(ApplicationExtension.class)
class LoginPanelTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final Engine engine = new Engine(
            EngineOptions.standard(),
            new Keys(
                    () -> {
                        throw new AssertionError("a certificate is wanted");
                    },
                    new Secrets(Map.of("NETSONDE_SECRET_DOOR", "open-sesame-7")::get, null),
                    InstantSource.system()));
    private Stage stage;
    private MainWindow window;

    @Start
    void start(Stage newStage) throws IOException {
        stage = newStage;
        window = EnglishWindow.open(stage, engine, folder, new AnsweringPicker(), """
                {"version": 1, "endpoints": [
                  {"name": "Guarded", "protocol": "websocket-server", "settings": {"port": 0, "login": {"type": "required",
                    "users": [{"name": "wendy", "secret": "door", "role": "writer"}]}}},
                  {"name": "Wendy", "protocol": "websocket-client", "settings": {"target": "Guarded",
                    "authorization": {"type": "login", "user": "wendy", "secret": "door"}}}]}
                """);
    }

    @AfterEach
    void close() {
        WaitForAsyncUtils.waitForAsyncFx(20_000, window::close);
        engine.close();
    }

    private void show(FxRobot robot, String name, String group, String picture) {
        await().atMost(SOON).until(() -> there(robot, name));
        robot.clickOn(name);
        await().atMost(SOON).until(() -> there(robot, "#group-" + group));
        robot.interact(
                () -> robot.lookup("#group-" + group).queryAs(TitledPane.class).setExpanded(true));
        WaitForAsyncUtils.waitForFxEvents();
        Shots.take(stage, picture);
    }

    @Test
    void formsHaveTheLoginAndTheServerShowsWhoIsConnected(FxRobot robot) throws Exception {
        await().atMost(SOON).until(() -> engine.named("Wendy").isPresent());
        show(robot, "Wendy", "authorization", "login-client");
        show(robot, "Guarded", "login", "login-server");
        Endpoint server = engine.named("Guarded").orElseThrow();
        server.start().toCompletableFuture().get(20, TimeUnit.SECONDS);
        engine.named("Wendy").orElseThrow().start().toCompletableFuture().get(20, TimeUnit.SECONDS);
        await().atMost(SOON).until(() -> server.connections().count() == 1);
        assertThat(onFx(() -> robot.lookup("#group-login").tryQuery().isPresent()))
                .isTrue();
        Shots.take(stage, "login-running");
    }
}
