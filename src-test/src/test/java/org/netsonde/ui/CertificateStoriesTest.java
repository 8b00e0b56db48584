package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.ui.Steps.fill;
import static org.netsonde.ui.Steps.menu;
import static org.netsonde.ui.Steps.menuBar;
import static org.netsonde.ui.Steps.onFx;
import static org.netsonde.ui.Steps.press;
import static org.netsonde.ui.Steps.shown;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.app.certificate.HandOver;
import org.netsonde.app.shell.MainWindow;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.Engine;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.security.AuthorityFolder;
import org.netsonde.engine.security.CertificatePlan;
import org.netsonde.engine.security.IssuedCertificate;
import org.netsonde.engine.security.KeyKind;
import org.netsonde.engine.security.PemFiles;
import org.netsonde.engine.security.Pkcs12Files;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Certificates that peers must refuse, and certificates of others. */
@ExtendWith(ApplicationExtension.class)
class CertificateStoriesTest {

    private static final Duration SOON = Duration.ofSeconds(30);

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
                {"version": 1, "endpoints": [
                  {"name": "Server", "protocol": "tls-server", "settings": {"port": 0}},
                  {"name": "Plain", "protocol": "tcp-server", "settings": {"port": 0}},
                  {"name": "Client", "protocol": "tls-client", "settings": {"target": "Server"}}]}
                """);
    }

    @AfterEach
    void close() {
        WaitForAsyncUtils.waitForAsyncFx(20_000, window::close);
        engine.close();
    }

    private Endpoint endpoint(String name) {
        return engine.named(name).orElseThrow();
    }

    private AuthorityFolder ofWorkspace() {
        return AuthorityFolder.beside(folder.resolve("bench.netsonde"), InstantSource.system());
    }

    private void open(FxRobot robot) {
        await().atMost(SOON).until(() -> engine.named("Client").isPresent());
        menuBar(robot, "menu-certificates");
        await().atMost(SOON).until(() -> shown(robot, "#create-authority") || shown(robot, "#new-certificate"));
    }

    private static void choose(FxRobot robot, String query) {
        robot.interact(() -> robot.lookup(query).queryAs(ToggleButton.class).fire());
    }

    private static List<String> verdicts(FxRobot robot) {
        return onFx(() -> robot.lookup("#certificate-verdicts .bench-verdict").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .toList());
    }

    private static void awaitVerdict(FxRobot robot, String part) {
        await().atMost(SOON).untilAsserted(() -> assertThat(verdicts(robot)).anyMatch(text -> text.contains(part)));
    }

    private static int chain(FxRobot robot) {
        return onFx(() -> robot.lookup("#chain").queryListView().getItems().size());
    }

    private static List<String> facts(FxRobot robot) {
        return onFx(() -> robot.lookup("#looked-at .wrapped-text").queryAllAs(TextArea.class).stream()
                .map(TextArea::getText)
                .toList());
    }

    private void startServer() {
        endpoint("Server").start();
        await().atMost(SOON).until(() -> endpoint("Server").state() instanceof EndpointState.Running);
    }

    @Test
    void anExpiredCertificateOfTheWorkspacesAuthorityIsRefused(FxRobot robot) throws IOException {
        open(robot);
        choose(robot, "#certificates-workspace");
        await().atMost(SOON).until(() -> shown(robot, "#create-authority"));
        Shots.take(stage, "certificates-workspace-none");
        press(robot, "#create-authority");
        await().atMost(SOON).until(() -> shown(robot, "#new-certificate"));
        Path beside = folder.resolve("bench.certificates");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(beside)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(beside.resolve("authority.key"))))
                .isEqualTo("rw-------");
        robot.interact(
                () -> robot.lookup("#new-certificate").queryAs(MenuButton.class).show());
        Shots.take(stage, "certificates-presets");
        robot.interact(
                () -> robot.lookup("#new-certificate").queryAs(MenuButton.class).hide());

        CertificatesTest.begin(robot, "expired");
        Shots.take(stage, "certificates-expired-form");
        press(robot, "#create-certificate");
        await().atMost(SOON).until(() -> shown(robot, "#use-certificate"));
        menu(robot, "#use-certificate", "Server");
        menu(robot, "#trust-certificate", "Client");
        Shots.take(stage, "certificates-expired");
        assertThat(endpoint("Client").settings().at("/tls/trust/file").asString())
                .isEqualTo(ofWorkspace().certificate().toString());

        startServer();
        endpoint("Client").start();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(endpoint("Client").state())
                        .isInstanceOfSatisfying(
                                EndpointState.Failed.class,
                                failed -> assertThat(failed.failure().what().toString())
                                        .contains("has expired")));
        assertThat(onFx(() -> robot.lookup("#certificates-workspace")
                        .queryAs(ToggleButton.class)
                        .isSelected()))
                .isTrue();
    }

    @Test
    void whatAHostShowsIsLookedAtWithoutTrustingIt(FxRobot robot) {
        startServerOnceThere();
        open(robot);
        choose(robot, "#certificates-look");
        Shots.take(stage, "certificates-look-none");
        press(robot, "#fetch-certificate");
        awaitVerdict(robot, "Enter the host");
        EndpointState.Running running =
                (EndpointState.Running) endpoint("Server").state();
        fill(robot, "#certificate-host", "localhost");
        fill(robot, "#certificate-port", Integer.toString(((InetSocketAddress) running.address()).getPort()));
        press(robot, "#fetch-certificate");
        awaitVerdict(robot, "which is not trusted");
        assertThat(chain(robot)).isEqualTo(1);
        // What a pane that scrolls holds is there with the next picture only.
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(facts(robot)).contains("localhost, 127.0.0.1, ::1", "serverAuth"));
        Shots.take(stage, "certificates-look-host");

        // The name that was filled in follows the host; one that the user typed stays.
        fill(robot, "#certificate-host", "127.0.0.1");
        press(robot, "#fetch-certificate");
        // The verdict before says the same; and while one is being fetched, the button cancels.
        await().atMost(SOON).until(() -> source(robot).startsWith("127.0.0.1:"));
        awaitVerdict(robot, "which is not trusted");
        assertThat(name(robot)).isEqualTo("127.0.0.1");
        fill(robot, "#certificate-name", "b.example");
        fill(robot, "#certificate-host", "localhost");
        press(robot, "#fetch-certificate");
        awaitVerdict(robot, "but you asked for b.example");
        assertThat(name(robot)).isEqualTo("b.example");

        fill(robot, "#certificate-port", "1");
        press(robot, "#fetch-certificate");
        awaitVerdict(robot, "localhost:1");
        assertThat(chain(robot)).isZero();
        Shots.take(stage, "certificates-look-refused");
    }

    private static String source(FxRobot robot) {
        return onFx(
                () -> robot.lookup("#certificate-source").queryAs(Label.class).getText());
    }

    private static String name(FxRobot robot) {
        return onFx(
                () -> robot.lookup("#certificate-name").queryAs(TextField.class).getText());
    }

    private void startServerOnceThere() {
        await().atMost(SOON).until(() -> engine.named("Server").isPresent());
        startServer();
    }

    @Test
    void pastedTextAndFilesAreLookedAt(FxRobot robot) throws IOException {
        AuthorityFolder authority = new AuthorityFolder(folder.resolve("another"), InstantSource.system());
        IssuedCertificate issued = authority.issue(CertificatePlan.server(
                KeyKind.ECDSA_P256, List.of("a.example"), InstantSource.system().instant()));
        String chain = Files.readString(issued.chain()) + Files.readString(authority.certificate());
        String key = Files.readString(issued.key());
        open(robot);
        choose(robot, "#certificates-look");

        robot.interact(() ->
                robot.lookup("#pasted-certificate").queryAs(TextArea.class).setText(chain + key));
        awaitVerdict(robot, "a private key");
        awaitVerdict(robot, "which is not trusted");
        assertThat(chain(robot)).isEqualTo(2);
        assertThat(onFx(() -> robot.lookup("#pasted-certificate")
                        .queryAs(TextArea.class)
                        .getText()))
                .contains("BEGIN CERTIFICATE", "BEGIN PRIVATE KEY")
                .doesNotContain(key.lines().skip(1).findFirst().orElseThrow());
        Shots.take(stage, "certificates-look-paste");
        robot.interact(() ->
                robot.lookup("#pasted-certificate").queryAs(TextArea.class).setText("no certificate at all"));
        awaitVerdict(robot, "The text holds no certificate");

        Path p12 = folder.resolve("both.p12");
        Pkcs12Files.write(p12, PemFiles.identity(issued.chain(), issued.key(), new char[0]), "right".toCharArray());
        picker.answer(p12);
        press(robot, "#open-certificate");
        awaitVerdict(robot, "protected by a password");
        fill(robot, "#certificate-password", "wrong");
        press(robot, "#unlock-certificate");
        awaitVerdict(robot, "The password does not open");
        Shots.take(stage, "certificates-look-password");
        fill(robot, "#certificate-password", "right");
        press(robot, "#unlock-certificate");
        await().atMost(SOON).until(() -> chain(robot) == 1);
        fill(robot, "#certificate-name", "b.example");
        robot.interact(() -> robot.lookup("#certificate-name")
                .queryAs(TextField.class)
                .getOnAction()
                .handle(null));
        awaitVerdict(robot, "is for a.example, but you asked for b.example");
        Shots.take(stage, "certificates-look-p12");
    }

    @Test
    void aCertificateIsDraggedToAnEndpointThatTakesOne(FxRobot robot) {
        await().atMost(SOON).until(() -> engine.named("Client").isPresent());
        IssuedCertificate issued = ofWorkspace()
                .issue(CertificatePlan.server(
                        KeyKind.ECDSA_P256,
                        List.of("localhost"),
                        InstantSource.system().instant()));
        open(robot);
        await().atMost(SOON).until(() -> shown(robot, "#use-certificate"));
        assertThat(onFx(() -> robot.lookup("#certificates-workspace")
                        .queryAs(ToggleButton.class)
                        .isSelected()))
                .as("a workspace with an authority begins with it")
                .isTrue();

        // Without a screen nothing can be dragged; what is carried and what is done with it is the same on a clipboard.
        onFx(() -> {
            HandOver hand = new HandOver(new NoWindow(engine));
            Clipboard carried = Clipboard.getSystemClipboard();
            carried.setContent(HandOver.dragged(issued));
            assertThat(hand.takes(endpoint("Plain"), carried)).isFalse();
            assertThat(hand.drop(endpoint("Plain"), carried)).isFalse();
            assertThat(hand.takes(endpoint("Server"), carried)).isTrue();
            assertThat(hand.drop(endpoint("Server"), carried)).isTrue();
            ClipboardContent other = new ClipboardContent();
            other.putString("text");
            carried.setContent(other);
            assertThat(hand.takes(endpoint("Server"), carried)).isFalse();
            return true;
        });
        assertThat(endpoint("Plain").settings().has("tls")).isFalse();
        assertThat(endpoint("Server").settings().at("/tls/certificate/chain").asString())
                .isEqualTo(issued.chain().toString());
    }
}
