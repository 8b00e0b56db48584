package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.ui.Steps.onFx;
import static org.netsonde.ui.Steps.securityPage;
import static org.netsonde.ui.Steps.shown;
import static org.netsonde.ui.Steps.there;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.app.shell.MainWindow;
import org.netsonde.app.workbench.Folders;
import org.netsonde.app.workbench.UserKeys;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.Engine;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.security.AuthorityFolder;
import org.netsonde.engine.security.CertificatePlan;
import org.netsonde.engine.security.IssuedCertificate;
import org.netsonde.engine.security.KeyKind;
import org.netsonde.fixtures.RawServer;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import tools.jackson.databind.node.ObjectNode;

/** A server is inspected by pointing and clicking, and what was found taken away. */
@ExtendWith(ApplicationExtension.class)
class InspectorPageTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final AnsweringPicker picker = new AnsweringPicker();
    private Engine engine;
    private Stage stage;
    private MainWindow window;

    @Start
    void start(Stage newStage) throws IOException {
        stage = newStage;
        // The window and the engine have the same authority, as in the program.
        Folders folders = new Folders(folder.resolve("config"), folder.resolve("state"));
        engine = new Engine(
                EngineOptions.standard(),
                ProtocolRegistry.builtin(),
                UserKeys.in(folders).keys(),
                InstantSource.system());
        window = EnglishWindow.open(stage, engine, folder, picker, """
                {"version": 1, "endpoints": [{"name": "Secure", "protocol": "tls-server", "settings": {"port": 0}}]}
                """);
    }

    @AfterEach
    void close() {
        WaitForAsyncUtils.waitForAsyncFx(20_000, window::close);
        engine.close();
    }

    private void open(FxRobot robot) {
        secure();
        WaitForAsyncUtils.waitForFxEvents();
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Y).release(KeyCode.Y, KeyCode.SHIFT, KeyCode.CONTROL);
        securityPage(robot, "inspector");
        await().atMost(SOON).until(() -> shown(robot, "#inspect"));
    }

    private Endpoint secure() {
        await().atMost(SOON).until(() -> engine.named("Secure").isPresent());
        return engine.named("Secure").orElseThrow();
    }

    private static String text(FxRobot robot, String query) {
        return onFx(() -> robot.lookup(query).queryAs(Label.class).getText());
    }

    private static void type(FxRobot robot, String target) {
        robot.interact(
                () -> robot.lookup("#inspect-target").queryAs(TextField.class).setText(target));
    }

    private static List<String> labels(FxRobot robot) {
        return onFx(() -> robot.lookup("#inspection .label").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .toList());
    }

    private static void tab(FxRobot robot, int place) {
        robot.interact(() -> robot.lookup("#inspection-tabs")
                .queryAs(TabPane.class)
                .getSelectionModel()
                .select(place));
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void serverOfTheWorkspaceIsInspectedFromTheMenuAndExported(FxRobot robot) throws IOException {
        secure().start().toCompletableFuture().join();
        open(robot);
        Shots.take(stage, "inspector-empty");
        robot.interact(() -> {
            MenuButton servers = robot.lookup("#inspect-servers").queryAs(MenuButton.class);
            servers.show();
            assertThat(servers.getItems()).hasSize(1);
            assertThat(servers.getItems().getFirst().getText()).startsWith("Secure (127.0.0.1:");
            servers.hide();
            servers.getItems().getFirst().fire();
        });
        await().atMost(SOON).until(() -> shown(robot, "#inspection"));
        assertThat(text(robot, "#inspection-grade")).isEqualTo("A+");
        // What a tab holds is there with the next picture only.
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(labels(robot)).contains("TLS 1.3 is offered.", "The certificate is for 127.0.0.1."));
        Shots.take(stage, "inspector-overview");
        tab(robot, 1);
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(labels(robot)).contains("TLS_AES_128_GCM_SHA256", "TLS 1.0 · not offered"));
        Shots.take(stage, "inspector-suites");
        tab(robot, 2);
        await().atMost(SOON).until(() -> shown(robot, "#inspection-pem-0"));
        Shots.take(stage, "inspector-certificates");
        Path pem = folder.resolve("server.pem");
        picker.answer(pem);
        robot.interact(
                () -> robot.lookup("#inspection-pem-0").queryAs(Button.class).fire());
        await().atMost(SOON).until(() -> Files.exists(pem));
        assertThat(pem).content().startsWith("-----BEGIN CERTIFICATE-----");
        tab(robot, 3);
        Shots.take(stage, "inspector-protocol");

        Path json = folder.resolve("inspection.json");
        picker.answer(json);
        robot.interact(() -> robot.lookup("#inspection-export").queryAs(MenuButton.class).getItems().stream()
                .filter(item -> "inspection-export-json".equals(item.getId()))
                .forEach(item -> item.fire()));
        await().atMost(SOON).until(() -> Files.exists(json));
        assertThat(json).content().contains("\"letter\" : \"A+\"");
    }

    private static void choose(FxRobot robot, String menu, String words) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(onFx(() -> {
                            MenuButton button = robot.lookup(menu).queryAs(MenuButton.class);
                            button.show();
                            button.hide();
                            return button.getItems().stream()
                                    .map(MenuItem::getText)
                                    .toList();
                        }))
                        .contains(words));
        robot.interact(() -> robot.lookup(menu).queryAs(MenuButton.class).getItems().stream()
                .filter(item -> words.equals(item.getText()))
                .forEach(MenuItem::fire));
    }

    @Test
    void aServerThatKnowsTheWorkspacesAuthorityOnlyIsInspectedWithItsCertificates(FxRobot robot) {
        AuthorityFolder shared = AuthorityFolder.beside(folder.resolve("bench.netsonde"), InstantSource.system());
        Instant now = InstantSource.system().instant();
        IssuedCertificate server = shared.issue(CertificatePlan.server(KeyKind.ECDSA_P256, List.of("127.0.0.1"), now));
        IssuedCertificate client = shared.issue(CertificatePlan.client(KeyKind.ECDSA_P256, "tester", List.of(), now));
        ObjectNode settings = secure().settings();
        ObjectNode tls = settings.withObject("tls");
        tls.put("clientAuth", "required");
        tls.withObject("certificate").removeAll().put("type", "pem");
        tls.withObject("certificate")
                .put("chain", server.chain().toString())
                .put("key", server.key().toString());
        tls.withObject("trust").removeAll().put("type", "custom");
        tls.withObject("trust").put("file", shared.certificate().toString());
        secure().configure(settings);
        secure().start().toCompletableFuture().join();
        open(robot);
        choose(robot, "#inspect-certificate", client.name() + " (workspace)");
        choose(robot, "#inspect-trust", "The workspace's authority");
        Shots.take(stage, "inspector-choices");
        choose(robot, "#inspect-servers", onFx(() -> "Secure (" + address() + ")"));
        await().atMost(SOON).until(() -> shown(robot, "#inspection"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(labels(robot))
                        .contains("A certificate of the client is required.")
                        .anyMatch(text -> text.startsWith("The certificate is trusted, by "))
                        .noneMatch(text -> text.startsWith("The server requires a certificate of the client in")));

        // A file may stand for either.
        picker.answer(folder.resolve("nothing.pem"));
        robot.interact(() -> robot.lookup("#inspect-trust").queryAs(MenuButton.class).getItems().stream()
                .filter(item -> "inspect-trust-file".equals(item.getId()))
                .forEach(MenuItem::fire));
        assertThat(onFx(() ->
                        robot.lookup("#inspect-trust").queryAs(MenuButton.class).getText()))
                .isEqualTo("nothing.pem");
        robot.interact(() -> robot.lookup("#inspect").queryAs(Button.class).fire());
        await().atMost(SOON).until(() -> text(robot, "#inspect-failure").contains("nothing.pem"));
    }

    private String address() {
        EndpointState.Running running = (EndpointState.Running) secure().state();
        return "127.0.0.1:" + ((InetSocketAddress) running.address()).getPort();
    }

    @Test
    void aRunningServerIsInspectedFromItsPanel(FxRobot robot) {
        secure();
        WaitForAsyncUtils.waitForFxEvents();
        await().atMost(SOON).until(() -> there(robot, "Secure"));
        robot.clickOn("Secure");
        await().atMost(SOON).until(() -> shown(robot, "#more"));
        assertThat(inspectable(robot)).as("it does not run").isFalse();
        secure().start().toCompletableFuture().join();
        await().atMost(SOON).until(() -> inspectable(robot));
        robot.interact(() -> robot.lookup("#more").queryAs(MenuButton.class).getItems().stream()
                .filter(item -> "inspect-tls".equals(item.getId()))
                .forEach(MenuItem::fire));
        await().atMost(SOON).until(() -> shown(robot, "#inspection"));
        assertThat(onFx(() ->
                        robot.lookup("#inspect-target").queryAs(TextField.class).getText()))
                .isEqualTo(address());
    }

    private static boolean inspectable(FxRobot robot) {
        return onFx(() -> {
            MenuButton more = robot.lookup("#more").queryAs(MenuButton.class);
            more.show();
            more.hide();
            return more.getItems().stream().anyMatch(item -> "inspect-tls".equals(item.getId()) && item.isVisible());
        });
    }

    @Test
    void whatIsNoTlsAndWhatIsNoServerIsSaidNearTheField(FxRobot robot) throws IOException {
        open(robot);
        type(robot, "what is this");
        robot.clickOn("#inspect-target").type(KeyCode.ENTER);
        await().atMost(SOON).until(() -> text(robot, "#inspect-failure").contains("no host name"));
        try (RawServer ssh = new RawServer(client -> {
            client.getOutputStream().write("SSH-2.0-OpenSSH_9.2\r\n".getBytes(StandardCharsets.US_ASCII));
            RawServer.waitForEnd(client);
        })) {
            type(robot, "https://127.0.0.1:" + ssh.port());
            robot.clickOn("#inspect-target").type(KeyCode.ENTER);
            await().atMost(SOON).until(() -> text(robot, "#inspect-failure").contains("but SSH"));
            Shots.take(stage, "inspector-ssh");
        }
    }

    @Test
    void speaksChineseInTheDark(FxRobot robot) {
        secure().start().toCompletableFuture().join();
        await().atMost(SOON).until(() -> shown(robot, "#language"));
        robot.interact(() -> robot.lookup("#language").queryAs(Button.class).fire());
        robot.interact(() -> robot.lookup("#theme").queryAs(Button.class).fire());
        open(robot);
        robot.interact(() -> {
            MenuButton servers = robot.lookup("#inspect-servers").queryAs(MenuButton.class);
            servers.show();
            servers.hide();
            servers.getItems().getFirst().fire();
        });
        await().atMost(SOON).until(() -> shown(robot, "#inspection"));
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(labels(robot)).contains("提供 TLS 1.3。").noneMatch(text -> text.contains("inspect.")));
        Shots.take(stage, "inspector-overview-zh-dark");
        tab(robot, 3);
        Shots.take(stage, "inspector-protocol-zh-dark");
    }

    @Test
    void escapeCancelsAndTheFieldIsThereAgain(FxRobot robot) throws IOException {
        open(robot);
        try (RawServer silent = new RawServer(RawServer::waitForEnd)) {
            type(robot, "127.0.0.1:" + silent.port());
            robot.clickOn("#inspect-target").type(KeyCode.ENTER);
            await().atMost(SOON).until(() -> shown(robot, "#inspect-cancel"));
            await().atMost(SOON).until(() -> text(robot, "#inspect-step").contains("Connecting"));
            Shots.take(stage, "inspector-running");
            robot.type(KeyCode.ESCAPE);
            await().atMost(SOON).until(() -> shown(robot, "#inspect"));
            assertThat(text(robot, "#inspect-failure")).isEqualTo("Cancelled.");
        }
    }
}
