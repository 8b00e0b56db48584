package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.ui.Steps.fill;
import static org.netsonde.ui.Steps.menuBar;
import static org.netsonde.ui.Steps.onFx;
import static org.netsonde.ui.Steps.press;
import static org.netsonde.ui.Steps.shown;
import static org.netsonde.ui.Steps.there;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
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
import org.netsonde.engine.Engine;
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

/** The authority and its certificates, from nothing to an endpoint that uses one. */
@ExtendWith(ApplicationExtension.class)
class CertificatesTest {

    private static final Duration SOON = Duration.ofSeconds(30);

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
                {"version": 1, "endpoints": [{"name": "Typed", "protocol": "typed-server"}]}
                """);
    }

    @AfterEach
    void close() {
        WaitForAsyncUtils.waitForAsyncFx(20_000, window::close);
        engine.close();
    }

    /** What the window has written, read by somebody else. */
    private AuthorityFolder authority() {
        return new AuthorityFolder(folder.resolve("config").resolve("authority"), InstantSource.system());
    }

    private void open(FxRobot robot) {
        await().atMost(SOON).until(() -> engine.named("Typed").isPresent());
        menuBar(robot, "menu-certificates");
        await().atMost(SOON).until(() -> shown(robot, "#create-authority") || shown(robot, "#new-certificate"));
    }

    /** Begins a new certificate of that sort. */
    static void begin(FxRobot robot, String preset) {
        robot.interact(() -> robot.lookup("#new-certificate").queryAs(MenuButton.class).getItems().stream()
                .filter(item -> ("new-" + preset).equals(item.getId()))
                .findFirst()
                .orElseThrow()
                .fire());
    }

    private static List<String> issued(FxRobot robot) {
        return onFx(() -> {
            ListView<IssuedCertificate> list = robot.lookup("#issued").queryListView();
            return list.getItems().stream().map(IssuedCertificate::name).toList();
        });
    }

    private static List<String> facts(FxRobot robot, String within) {
        return onFx(() -> robot.lookup(within + " .wrapped-text").queryAllAs(TextArea.class).stream()
                .map(TextArea::getText)
                .toList());
    }

    @Test
    void fromNoAuthorityToACertificateThatAnEndpointShows(FxRobot robot) {
        open(robot);
        Shots.take(stage, "certificates-empty");
        assertThat(authority().certificate()).as("nothing is made by looking").doesNotExist();

        press(robot, "#create-authority");
        await().atMost(SOON).until(() -> shown(robot, "#new-certificate"));
        // What a pane that scrolls holds is there with the next picture only; so it is below.
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(facts(robot, ".authority"))
                        .contains(authority().certificate().toString())
                        .anyMatch(value -> value.startsWith("CN=Netsonde authority")));

        begin(robot, "server");
        await().atMost(SOON).until(() -> there(robot, "#field-name"));
        fill(robot, "#field-name", "");
        fill(robot, "#field-until", "tomorrow");
        assertThat(onFx(() -> robot.lookup(".plan-form .problem").queryAllAs(Label.class).stream()
                        .filter(Node::isVisible)
                        .map(Label::getText)
                        .toList()))
                .anyMatch(problem -> problem.contains("tomorrow"));
        assertThat(onFx(() -> robot.lookup("#create-certificate")
                        .queryAs(Button.class)
                        .isDisabled()))
                .isTrue();
        fill(robot, "#field-name", "printer.example");
        fill(robot, "#field-until", "2099-01-31T12:00:00Z");
        robot.interact(() -> {
            ComboBox<String> key = robot.lookup("#field-key").queryComboBox();
            key.setValue("rsa-2048");
        });
        Shots.take(stage, "certificates-form");
        press(robot, "#create-certificate");

        await().atMost(SOON).until(() -> issued(robot).equals(List.of("printer.example")));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(facts(robot, "#certificate"))
                        .contains("CN=printer.example", "localhost, 127.0.0.1, ::1"));
        IssuedCertificate certificate = authority().issued().getFirst();

        use(robot, "Typed");

        Endpoint endpoint = engine.named("Typed").orElseThrow();
        assertThat(endpoint.settings().at("/certificate/type").asString()).isEqualTo("pem");
        assertThat(endpoint.settings().at("/certificate/chain").asString())
                .isEqualTo(certificate.chain().toString());
        assertThat(endpoint.settings().at("/certificate/key").asString())
                .isEqualTo(certificate.key().toString());
        assertThat(endpoint.check().problems()).isEmpty();

        press(robot, "#remove-certificate");
        await().atMost(SOON).until(() -> shown(robot, "#bench-no"));
        Shots.take(stage, "certificates-remove");
        press(robot, "#bench-no");
        assertThat(certificate.key()).exists();
        press(robot, "#remove-certificate");
        await().atMost(SOON).until(() -> shown(robot, "#bench-yes"));
        press(robot, "#bench-yes");
        await().atMost(SOON).until(() -> issued(robot).isEmpty());
        assertThat(certificate.key()).doesNotExist();
        assertThat(certificate.chain()).doesNotExist();
    }

    private static void use(FxRobot robot, String name) {
        robot.interact(() -> {
            MenuButton use = robot.lookup("#use-certificate").queryAs(MenuButton.class);
            use.show();
            use.getItems().stream()
                    .filter(item -> item.getText().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .fire();
            use.hide();
        });
    }

    @Test
    void certificatesAreSavedAsFilesWhoseKeysOnlyTheirOwnerReads(FxRobot robot) throws IOException {
        authority()
                .issue(CertificatePlan.server(
                        KeyKind.ECDSA_P256,
                        List.of("localhost"),
                        InstantSource.system().instant()));
        open(robot);
        await().atMost(SOON).until(() -> shown(robot, "#save-pem"));

        Path root = folder.resolve("root.pem");
        picker.answer(root);
        press(robot, "#save-authority");
        await().atMost(SOON).until(() -> Files.exists(root));

        Path pem = folder.resolve("mine.pem");
        Path key = folder.resolve("mine.key");
        picker.answer(pem);
        press(robot, "#save-pem");
        await().atMost(SOON).until(() -> Files.exists(pem));
        assertThat(PemFiles.identity(pem, key, new char[0]).certificate().getIssuerX500Principal())
                .isEqualTo(PemFiles.chain(root).getFirst().getSubjectX500Principal());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");

        Files.writeString(key, "another's");
        press(robot, "#save-pem");
        await().atMost(SOON).until(() -> shown(robot, "#bench-no"));
        press(robot, "#bench-no");
        assertThat(key).hasContent("another's");

        Path p12 = folder.resolve("mine.p12");
        picker.answer(p12);
        press(robot, "#save-pkcs12");
        await().atMost(SOON).until(() -> shown(robot, "#password-first"));
        fill(robot, "#password-first", "secret");
        fill(robot, "#password-again", "secre");
        assertThat(onFx(() ->
                        robot.lookup("#password-save").queryAs(Button.class).isDisabled()))
                .isTrue();
        fill(robot, "#password-again", "secret");
        Shots.take(stage, "certificates-password");
        press(robot, "#password-save");
        await().atMost(SOON).until(() -> Files.exists(p12));
        assertThat(Pkcs12Files.read(p12, "secret".toCharArray()).certificate())
                .isEqualTo(PemFiles.chain(pem).getFirst());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(p12)))
                .isEqualTo("rw-------");
    }

    @Test
    void anAuthorityThatCannotBeReadIsReportedAndStays(FxRobot robot) throws IOException {
        Files.createDirectories(authority().certificate().getParent());
        Files.writeString(authority().certificate(), "no certificate");
        Files.writeString(authority().certificate().resolveSibling("authority.key"), "no key");
        await().atMost(SOON).until(() -> engine.named("Typed").isPresent());
        WaitForAsyncUtils.waitForFxEvents();
        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.write("Certificates");
        robot.push(KeyCode.ENTER);

        await().atMost(SOON).until(() -> shown(robot, ".authority-warning"));
        assertThat(shown(robot, "#create-authority")).isFalse();
        assertThat(shown(robot, "#new-certificate")).isFalse();
        assertThat(authority().certificate()).hasContent("no certificate");
    }

    @Test
    void theKeyboardReachesWhatMakesNewOnes(FxRobot robot) {
        open(robot);
        press(robot, "#create-authority");
        await().atMost(SOON).until(() -> shown(robot, "#new-certificate"));
        for (int i = 0; i < 10 && !isFocused(robot, "#new-certificate"); i++) {
            robot.push(KeyCode.SHIFT, KeyCode.TAB);
        }
        assertThat(isFocused(robot, "#new-certificate")).isTrue();
    }

    private boolean isFocused(FxRobot robot, String query) {
        return onFx(() -> robot.lookup(query).query().isFocused());
    }

    @Test
    void certificatesFitInBothLanguagesAndThemes(FxRobot robot) {
        AuthorityFolder authority = authority();
        for (String name : List.of("localhost", "printer.example", "old.example")) {
            CertificatePlan plan = CertificatePlan.server(
                    KeyKind.ECDSA_P256,
                    List.of(name, "127.0.0.1", "::1"),
                    InstantSource.system().instant());
            authority.issue(
                    name.equals("old.example") ? plan.valid(plan.from().minus(Duration.ofDays(9)), plan.from()) : plan);
        }
        for (int i = 0; i < Texts.LANGUAGES.size(); i++) {
            open(robot);
            await().atMost(SOON).until(() -> shown(robot, "#save-pem"));
            Shots.take(stage, "certificates-" + (i == 0 ? "en-light" : "zh-dark"));
            begin(robot, "server");
            Shots.take(stage, "certificates-form-" + (i == 0 ? "en-light" : "zh-dark"));
            double lower = onFx(() -> {
                Node create = robot.lookup("#create-certificate").query();
                return create.localToScene(create.getLayoutBounds()).getMaxY();
            });
            assertThat(lower).isLessThan(760);
            robot.push(KeyCode.ESCAPE);
            assertThat(shown(robot, "#plan-form")).as("left by Escape").isFalse();
            assertThat(shown(robot, "#certificates")).isTrue();
            press(robot, "#language");
            press(robot, "#theme");
        }
    }
}
