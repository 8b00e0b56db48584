package org.netsonde.ui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import javafx.scene.Scene;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.netsonde.app.security.part.BytesInput;
import org.netsonde.app.security.part.SecretInput;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.security.crypto.ByteForm;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Fields that are masked: what shows, and what they hold. */
@ExtendWith(ApplicationExtension.class)
class SecretFieldsTest {

    private static final String PEM = "-----BEGIN X-----\nabc\ndef\n-----END X-----\n";

    private SecretInput password;
    private BytesInput key;

    @Start
    void start(Stage stage) {
        Texts texts = new Texts(Locale.ENGLISH);
        password = new SecretInput("password", "Password", texts);
        key = BytesInput.secret("key", "Key", texts, ByteForm.TEXT, ByteForm.HEX);
        stage.setScene(new Scene(new VBox(password.field(), key.node()), 600, 200));
        stage.show();
    }

    private void reveal(FxRobot robot, String id) {
        robot.interact(() -> robot.lookup(id).queryAs(ToggleButton.class).fire());
    }

    @Test
    void nothingIsUndoneIntoAnotherValue(FxRobot robot) {
        robot.interact(password.field()::requestFocus);
        robot.write("alicepw");
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        assertThat(password.field().getText()).isEqualTo("●".repeat(7));
        assertThat(password.value()).isEqualTo("alicepw");
        robot.push(KeyCode.ALT, KeyCode.BACK_SPACE);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Z);
        assertThat(password.value()).isEqualTo("alicepw");

        robot.interact(() -> password.show(""));
        assertThat(password.field().getText()).isEmpty();
        assertThat(password.value()).isEmpty();
        robot.interact(password.field()::requestFocus);
        robot.write("bobpw");
        assertThat(password.value()).isEqualTo("bobpw");
        assertThat(password.field().getText()).isEqualTo("●".repeat(5));
    }

    @Test
    void evenAfterSomethingUndidItANewValueIsWhole(FxRobot robot) {
        robot.interact(password.field()::requestFocus);
        robot.write("alicepw");
        robot.interact(() -> {
            password.field().undo();
            password.show("other");
        });
        assertThat(password.value()).isEqualTo("other");
        assertThat(password.field().getText()).isEqualTo("●".repeat(5));
    }

    @Test
    void typingInTheMiddleChangesWhatIsThere(FxRobot robot) {
        robot.interact(() -> {
            password.show("abef");
            password.field().requestFocus();
            password.field().positionCaret(2);
        });
        robot.write("cd");
        robot.push(KeyCode.DELETE);
        assertThat(password.value()).isEqualTo("abcdf");
        assertThat(password.field().getText()).isEqualTo("●".repeat(5));
    }

    @Test
    void aKeyOfSeveralLinesStaysWholeWhenItIsRevealedEditedAndReplaced(FxRobot robot) {
        TextInputControl field = key.field();
        robot.interact(() -> key.show(ByteForm.TEXT, PEM.getBytes(UTF_8)));
        assertThat(key.text()).isEqualTo(PEM);
        reveal(robot, "#key-reveal");
        assertThat(key.text()).isEqualTo(PEM);
        assertThat(field.getText()).isEqualTo(PEM.replace('\n', '↵'));

        robot.interact(() -> {
            field.requestFocus();
            field.positionCaret(PEM.indexOf("def"));
        });
        robot.write("x");
        assertThat(key.text()).isEqualTo(PEM.replace("def", "xdef"));

        robot.interact(() -> {
            field.selectAll();
            field.copy();
        });
        assertThat(clipboard(robot)).isEqualTo(PEM.replace("def", "xdef"));
        robot.interact(() -> {
            field.selectAll();
            field.replaceSelection("");
        });
        assertThat(key.text()).isEmpty();

        robot.interact(() -> field.setText(PEM.replace("\n", "\r\n")));
        assertThat(key.text()).as("line breaks are of one kind").isEqualTo(PEM);
        robot.interact(() -> key.show(ByteForm.TEXT, "new".getBytes(UTF_8)));
        assertThat(key.text()).isEqualTo("new");
        assertThat(field.getText()).as("another secret comes masked").isEqualTo("●●●");
        assertThat(robot.lookup("#key-reveal").queryAs(ToggleButton.class).isSelected())
                .isFalse();
    }

    @Test
    void whatIsMaskedIsNotCopied(FxRobot robot) {
        robot.interact(() -> {
            password.show("before");
            password.field().selectAll();
        });
        String before = clipboard(robot);
        robot.interact(() -> {
            password.field().copy();
            password.field().cut();
        });
        assertThat(clipboard(robot)).isEqualTo(before);
        assertThat(password.value()).isEqualTo("before");
    }

    private static String clipboard(FxRobot robot) {
        TextField held = new TextField();
        robot.interact(() -> {
            String text = Clipboard.getSystemClipboard().getString();
            held.setText("");
            held.setUserData(text == null ? "" : text);
        });
        return (String) held.getUserData();
    }
}
