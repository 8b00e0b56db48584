package org.netsonde.app.panel;

import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.netsonde.app.text.Texts;

/** Asks, below the payload, what is to become of a command line that was pasted into it. JavaFX thread only. */
final class PasteOffer {

    private final HBox node = new HBox();
    private final Button use;
    private String pasted = "";

    /**
     * An offer that does not show.
     *
     * @param message makes a message of it
     * @param text keeps it as the text that it is
     */
    PasteOffer(Texts texts, String program, Consumer<String> message, Consumer<String> text) {
        Label question = new Label(texts.get("panel.command.offer", program));
        question.setMinWidth(0);
        question.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(question, Priority.ALWAYS);
        use = new Button(texts.get("panel.command.offer.use"));
        use.setId("paste-use");
        use.getStyleClass().addAll("small", "accent");
        use.setOnAction(e -> take(message));
        Button keep = new Button(texts.get("panel.command.offer.text"));
        keep.setId("paste-text");
        keep.getStyleClass().add("small");
        keep.setOnAction(e -> take(text));
        use.setMinWidth(Region.USE_PREF_SIZE);
        keep.setMinWidth(Region.USE_PREF_SIZE);
        node.getChildren().addAll(question, use, keep);
        node.getStyleClass().add("paste-offer");
        close();
    }

    HBox node() {
        return node;
    }

    void show(String line) {
        pasted = line;
        node.setVisible(true);
        node.setManaged(true);
        use.requestFocus();
    }

    private void close() {
        pasted = "";
        node.setVisible(false);
        node.setManaged(false);
    }

    private void take(Consumer<String> by) {
        String line = pasted;
        close();
        by.accept(line);
    }
}
