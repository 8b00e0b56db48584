package org.netsonde.app.security.part;

import java.security.SecureRandom;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.security.crypto.ByteForm;

/** Takes a salt, random at first and again at a press. JavaFX thread only. */
public final class SaltInput {

    private static final int LENGTH = 16;

    private final BytesInput input;
    private final SecureRandom random;
    private final HBox node;

    /** One with a new salt. */
    public SaltInput(String id, String label, Texts texts, SecureRandom random) {
        this.random = random;
        input = BytesInput.line(id, label, texts, ByteForm.HEX, ByteForm.BASE64, ByteForm.BASE64URL, ByteForm.TEXT);
        Button anew = new Button(texts.get("security.random"), new FontIcon(Feather.REFRESH_CW));
        anew.setId(id + "-random");
        anew.setAccessibleText(texts.get("security.random.of", label));
        anew.setOnAction(e -> fill());
        anew.setMinWidth(Button.USE_PREF_SIZE);
        node = new HBox(input.node(), anew);
        node.getStyleClass().add("bench-block");
        HBox.setHgrow(input.node(), Priority.ALWAYS);
        fill();
    }

    private void fill() {
        byte[] salt = new byte[LENGTH];
        random.nextBytes(salt);
        input.show(input.form() == ByteForm.TEXT ? ByteForm.HEX : input.form(), salt);
    }

    /** What to put into a page. */
    public Node node() {
        return node;
    }

    /** Where it is typed. */
    public BytesInput input() {
        return input;
    }
}
