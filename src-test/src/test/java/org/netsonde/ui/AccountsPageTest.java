package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.ui.Steps.fill;
import static org.netsonde.ui.Steps.menu;
import static org.netsonde.ui.Steps.onFx;
import static org.netsonde.ui.Steps.press;
import static org.netsonde.ui.Steps.securityPage;
import static org.netsonde.ui.Steps.shown;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.app.shell.MainWindow;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.Engine;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.security.account.AccountList;
import org.netsonde.engine.security.account.AccountRole;
import org.netsonde.engine.security.account.AccountRules;
import org.netsonde.engine.security.account.LoginSession;
import org.netsonde.engine.security.account.User;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Users, from the first one to the end of his session. */
@ExtendWith(ApplicationExtension.class)
class AccountsPageTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final Engine engine = PanelStage.engine(ProtocolRegistry.builtin());
    private Stage stage;
    private MainWindow window;

    @Start
    void start(Stage newStage) throws IOException {
        stage = newStage;
        window = EnglishWindow.open(stage, engine, folder, new AnsweringPicker(), """
                {"version": 1, "endpoints": [
                  {"name": "Web", "protocol": "http-server", "settings": {"port": 0}},
                  {"name": "Plain", "protocol": "tcp-server", "settings": {"port": 0}}]}
                """);
    }

    @AfterEach
    void close() {
        WaitForAsyncUtils.waitForAsyncFx(20_000, window::close);
        engine.close();
    }

    private AccountList list() {
        return engine.accounts().list("default");
    }

    private void open(FxRobot robot) {
        await().atMost(SOON).until(() -> engine.named("Plain").isPresent());
        WaitForAsyncUtils.waitForFxEvents();
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Y);
        securityPage(robot, "accounts");
        await().atMost(SOON).until(() -> shown(robot, "#users"));
    }

    private static List<User> users(FxRobot robot) {
        return onFx(
                () -> List.copyOf(robot.lookup("#users").<User>queryTableView().getItems()));
    }

    private static List<LoginSession> sessions(FxRobot robot) {
        return onFx(() -> List.copyOf(
                robot.lookup("#login-sessions").<LoginSession>queryTableView().getItems()));
    }

    private static void chooseFirst(FxRobot robot, String table) {
        robot.interact(() -> {
            TableView<?> view = robot.lookup(table).queryTableView();
            view.getSelectionModel().select(0);
        });
    }

    private static String problem(FxRobot robot) {
        return onFx(() -> robot.lookup("#user-problem").queryAs(Label.class).getText());
    }

    private void add(FxRobot robot, String name, String password) {
        press(robot, "#add-user");
        fill(robot, "#user-name", name);
        fill(robot, "#user-password", password);
        press(robot, "#user-save");
    }

    private Endpoint web() {
        return engine.named("Web").orElseThrow();
    }

    @Test
    void aUserIsAddedLogsInIsSeenAndSentAway(FxRobot robot) throws IOException, InterruptedException {
        open(robot);
        Shots.take(stage, "accounts-empty");
        menu(robot, "#require-login", "Web");
        assertThat(web().settings().at("/login/type").asString()).isEqualTo("required");
        assertThat(web().check().problems()).isEmpty();
        press(robot, "#add-user");
        press(robot, "#user-save");
        assertThat(problem(robot)).isEqualTo("Enter the name.");
        fill(robot, "#user-name", "alice");
        press(robot, "#user-generate");
        Shots.take(stage, "accounts-add");
        fill(robot, "#user-password", "correct horse");
        press(robot, "#user-save");
        await().atMost(SOON).until(() -> users(robot).size() == 1);
        assertThat(users(robot).getFirst().hash()).startsWith("argon2id");
        // The table may have looked by itself before the form heard that it was done.
        await().atMost(SOON).until(() -> !shown(robot, "#user-form"));

        add(robot, "alice", "another one");
        await().atMost(SOON).until(() -> problem(robot).contains("There is another user called"));
        Shots.take(stage, "accounts-taken");
        press(robot, "#user-cancel");

        web().start();
        await().atMost(SOON).until(() -> web().state() instanceof EndpointState.Running);
        assertThat(logIn("wrong password")).isEqualTo(401);
        assertThat(logIn("correct horse")).isEqualTo(200);
        await().atMost(SOON).until(() -> sessions(robot).size() == 1);
        chooseFirst(robot, "#login-sessions");
        press(robot, "#make-token");
        String masked = onFx(
                () -> robot.lookup("#session-token").queryAs(TextArea.class).getText());
        assertThat(masked).isNotEmpty().doesNotContain(".");
        Shots.take(stage, "accounts-session");
        press(robot, "#revoke-session");
        await().atMost(SOON).until(() -> sessions(robot).isEmpty());
        assertThat(list().sessions()).isEmpty();
        robot.interact(() -> robot.lookup("#accounts-used-by .hyperlink")
                .queryAs(Hyperlink.class)
                .fire());
        assertThat(shown(robot, "#accounts")).isFalse();
    }

    private int logIn(String password) throws IOException, InterruptedException {
        EndpointState.Running running = (EndpointState.Running) web().state();
        int port = ((InetSocketAddress) running.address()).getPort();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/auth/login"))
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(
                                            "{\"name\": \"alice\", \"password\": \"" + password + "\"}"))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    @Test
    void aUserIsChangedUnlockedAndRemoved(FxRobot robot) {
        list().add("bob", "correct horse".toCharArray(), AccountRole.READER);
        AccountRules strict = new AccountRules(1, Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1));
        try {
            list().logIn("bob", "wrong".toCharArray(), strict, "here");
        } catch (org.netsonde.engine.security.account.LoginRefusedException e) {
            assertThat(e).hasMessageNotContaining("bob");
        }
        open(robot);
        await().atMost(SOON).until(() -> users(robot).size() == 1);
        chooseFirst(robot, "#users");
        assertThat(users(robot).getFirst().lockedUntil()).isNotNull();
        Shots.take(stage, "accounts-locked");
        press(robot, "#unlock-user");
        await().atMost(SOON).until(() -> users(robot).getFirst().lockedUntil() == null);
        menu(robot, "#set-role", "Administrator");
        await().atMost(SOON).until(() -> users(robot).getFirst().role() == AccountRole.ADMIN);
        press(robot, "#set-password");
        fill(robot, "#user-password", "short");
        press(robot, "#user-save");
        await().atMost(SOON).until(() -> problem(robot).contains("That password is not allowed"));
        fill(robot, "#user-password", "a better password");
        press(robot, "#user-save");
        await().atMost(SOON).until(() -> !shown(robot, "#user-form"));
        assertThat(list().logIn("bob", "a better password".toCharArray(), strict, "here")
                        .session()
                        .user())
                .isEqualTo("bob");
        press(robot, "#remove-user");
        await().atMost(SOON).until(() -> shown(robot, "#bench-yes"));
        press(robot, "#bench-yes");
        await().atMost(SOON).until(() -> users(robot).isEmpty());
        assertThat(list().sessions()).isEmpty();
    }

    @Test
    void aNameThatNoListCanHaveIsRefusedAndAnotherListIsItsOwn(FxRobot robot) {
        list().add("bob", "correct horse".toCharArray(), AccountRole.READER);
        open(robot);
        await().atMost(SOON).until(() -> users(robot).size() == 1);
        robot.interact(
                () -> robot.lookup("#account-lists").<String>queryComboBox().setValue("a/b"));
        assertThat(onFx(() ->
                        robot.lookup("#accounts-problem").queryAs(Label.class).getText()))
                .contains("No list of accounts can be called that");
        String shown = onFx(
                () -> robot.lookup("#account-lists").<String>queryComboBox().getValue());
        assertThat(shown).as("the name of what is shown").isEqualTo("default");
        assertThat(users(robot)).hasSize(1);
        robot.interact(
                () -> robot.lookup("#account-lists").<String>queryComboBox().setValue("staff"));
        await().atMost(SOON).until(() -> users(robot).isEmpty());
        add(robot, "carol", "correct horse");
        await().atMost(SOON).until(() -> users(robot).size() == 1);
        assertThat(engine.accounts().list("staff").users()).hasSize(1);
        ComboBox<String> lists = robot.lookup("#account-lists").queryComboBox();
        assertThat(lists.isEditable()).isTrue();
    }

    @Test
    void accountsFitInBothLanguagesAndThemes(FxRobot robot) {
        for (String name : List.of("alice", "bob")) {
            list().add(name, "correct horse".toCharArray(), AccountRole.WRITER);
            list().logIn(name, "correct horse".toCharArray(), new AccountRules(), "127.0.0.1:40000");
        }
        for (int i = 0; i < Texts.LANGUAGES.size(); i++) {
            open(robot);
            await().atMost(SOON).until(() -> users(robot).size() == 2);
            chooseFirst(robot, "#users");
            Shots.take(stage, "accounts-" + (i == 0 ? "en-light" : "zh-dark"));
            double right = onFx(() -> {
                Node remove = robot.lookup("#remove-user").query();
                return remove.localToScene(remove.getLayoutBounds()).getMaxX();
            });
            assertThat(right).isLessThan(1280);
            press(robot, "#language");
            press(robot, "#theme");
        }
    }
}
