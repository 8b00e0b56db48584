package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.ui.Steps.there;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.app.shell.MainWindow;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.Engine;
import org.netsonde.engine.EngineOptions;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The settings of a login in the panel of a server. */
@ExtendWith(ApplicationExtension.class)
class LoginFormTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final Engine engine = new Engine(EngineOptions.standard());
    private Stage stage;
    private MainWindow window;

    @Start
    void start(Stage newStage) throws IOException {
        stage = newStage;
        window = EnglishWindow.open(stage, engine, folder, new AnsweringPicker(), """
                {"version": 1, "endpoints": [
                  {"name": "Web", "protocol": "http-server", "settings": {"port": 0, "login":
                    {"type": "required", "list": "staff", "register": true, "open": ["/public/"],
                     "users": [{"name": "alice", "secret": "alice-password"}]}}}]}
                """);
    }

    @AfterEach
    void close() {
        WaitForAsyncUtils.waitForAsyncFx(20_000, window::close);
        engine.close();
    }

    @Test
    void loginInTheClearIsMarkedAndMissingSecretKeepsTheServerFromStarting(FxRobot robot) throws Exception {
        await().atMost(SOON).until(() -> engine.named("Web").isPresent());
        await().atMost(SOON).until(() -> there(robot, "Web"));
        robot.clickOn("Web");
        await().atMost(SOON).until(() -> there(robot, "Login"));
        assertThat(robot.lookup("in the clear").tryQuery()).isPresent();

        Endpoint server = engine.named("Web").orElseThrow();
        // The secret is not known, and the server says so rather than to start without its user.
        server.start().toCompletableFuture().handle((ok, error) -> true).get(10, TimeUnit.SECONDS);
        assertThat(server.state()).isInstanceOf(EndpointState.Failed.class);
        WaitForAsyncUtils.waitForFxEvents();
        Shots.take(stage, "login-failed-en-light");
    }
}
