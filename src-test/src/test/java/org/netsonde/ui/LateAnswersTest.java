package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.netsonde.ui.Steps.fill;
import static org.netsonde.ui.Steps.press;
import static org.netsonde.ui.Steps.settle;

import java.nio.file.Path;
import java.time.InstantSource;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.app.bench.BenchPage;
import org.netsonde.app.certificate.CertificatesPage;
import org.netsonde.app.security.jwt.JwtPage;
import org.netsonde.app.security.signature.SignaturesPage;
import org.netsonde.engine.Engine;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.security.AuthorityFolder;
import org.netsonde.engine.security.jwt.JwtAlgorithm;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** What comes late for something that has changed since is not shown in the security bench. */
@ExtendWith(ApplicationExtension.class)
class LateAnswersTest {

    private final Engine engine = PanelStage.engine(ProtocolRegistry.builtin());
    private final NoWindow window = new NoWindow(engine);
    private final StackPane root = new StackPane();

    @Start
    void start(Stage stage) {
        stage.setScene(new Scene(root, 1000, 700));
        stage.show();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private void show(FxRobot robot, java.util.function.Supplier<BenchPage> made) {
        robot.interact(() -> root.getChildren().setAll(made.get().node()));
        settle(robot);
    }

    private static String text(FxRobot robot, String query) {
        return robot.lookup(query).queryAs(TextInputControl.class).getText();
    }

    private static String said(FxRobot robot, String query) {
        return robot.lookup(query).queryAs(Label.class).getText();
    }

    @Test
    void aVerdictIsNotShownForAnotherSignatureOrContent(FxRobot robot) {
        show(robot, () -> new SignaturesPage(window));
        press(robot, "#signature-generate");
        fill(robot, "#signature-content", "signed");
        press(robot, "#signature-sign");
        fill(robot, "#signature-given", text(robot, "#signature-result"));
        window.hold();
        press(robot, "#signature-check");
        fill(robot, "#signature-given", "AAAA");
        robot.interact(window::letGo);
        assertThat(said(robot, "#signature-verdict")).isEmpty();

        press(robot, "#signature-check");
        fill(robot, "#signature-content", "something else");
        assertThat(robot.lookup("#signature-check").query().isDisabled())
                .as("it can be asked again at once")
                .isFalse();
        robot.interact(window::letGo);
        assertThat(said(robot, "#signature-verdict")).isEmpty();

        press(robot, "#signature-check");
        robot.interact(window::letGo);
        assertThat(said(robot, "#signature-verdict")).isNotEmpty();
    }

    @Test
    void aKeyThatComesLateDoesNotReplaceWhatWasTyped(FxRobot robot) {
        show(robot, () -> new SignaturesPage(window));
        window.hold();
        press(robot, "#signature-generate");
        fill(robot, "#signature-key", "mine");
        robot.interact(window::letGo);
        assertThat(text(robot, "#signature-key")).hasSize(4);
        assertThat(robot.lookup("#signature-generate").query().isDisabled()).isFalse();
    }

    @Test
    void thePublicKeyGoesWithItsPrivateOne(FxRobot robot) {
        show(robot, () -> new JwtPage(window));
        robot.interact(() -> {
            ComboBox<JwtAlgorithm> algorithm = robot.lookup("#jwt-algorithm").queryComboBox();
            algorithm.setValue(JwtAlgorithm.ES256);
        });
        press(robot, "#jwt-generate");
        Node copy = robot.lookup("#jwt-public").query();
        assertThat(copy.isVisible()).isTrue();
        fill(robot, "#jwt-sign-key", "another");
        assertThat(copy.isVisible()).isFalse();

        window.hold();
        press(robot, "#jwt-generate");
        fill(robot, "#jwt-sign-key", "mine");
        robot.interact(window::letGo);
        assertThat(text(robot, "#jwt-sign-key")).hasSize(4);
        assertThat(copy.isVisible()).isFalse();
    }

    @Test
    void anAuthorityThatWasJustMadeIsNotHiddenByALookThatCameBefore(FxRobot robot, @TempDir Path folder) {
        window.with(new AuthorityFolder(folder.resolve("authority"), InstantSource.system()));
        CertificatesPage[] page = new CertificatesPage[1];
        show(robot, () -> page[0] = new CertificatesPage(window));
        robot.interact(page[0]::showing);
        Node create = robot.lookup("#create-authority").query();
        assertThat(create.getParent().isVisible()).isTrue();
        window.keep();
        robot.interact(page[0]::showing);
        press(robot, "#create-authority");
        robot.interact(window::tell);
        assertThat(create.getParent().isVisible()).isFalse();
    }

    @Test
    void aBadLeewayDoesNotKeepATokenFromBeingTakenApartAndATooLongOneIsRefused(FxRobot robot) {
        show(robot, () -> new JwtPage(window));
        fill(robot, "#jwt-leeway", "x");
        fill(robot, "#jwt-token", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhXHUyMDJlYiJ9.");
        assertThat(said(robot, "#jwt-verdict")).contains("number of seconds");
        assertThat(text(robot, "#jwt-payload")).contains("a\\u202eb");

        String before = text(robot, "#jwt-token");
        fill(robot, "#jwt-token", "a".repeat(1 << 19));
        assertThat(text(robot, "#jwt-token")).isEqualTo(before);
        assertThat(said(robot, "#jwt-token-problem")).contains("524,288");
        fill(robot, "#jwt-token", "a.b.c");
        assertThat(said(robot, "#jwt-token-problem")).isEmpty();
    }
}
