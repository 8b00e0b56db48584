package org.netsonde.app.shell;

import atlantafx.base.controls.ModalPane;
import atlantafx.base.theme.Styles;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;

/** Questions that must be answered first, in the window and without blocking its thread. JavaFX thread only. */
final class Prompts {

    private final ModalPane pane = new ModalPane();
    private @Nullable Node focusBefore;

    Prompts() {
        pane.setId("prompts");
        // A click beside it must not answer a question about unsaved work.
        pane.setPersistent(true);
        // Zooming in from the corner leaves a ghost of the box there.
        pane.setInTransitionFactory(null);
        pane.setOutTransitionFactory(null);
    }

    /**
     * An answer.
     *
     * @param style a style class for its button, or empty
     */
    record Answer(String id, String text, String style, Runnable run) {}

    /** The layer to put over the window. */
    Node node() {
        return pane;
    }

    boolean showing() {
        return pane.isDisplay();
    }

    /** Takes a prompt away without an answer. */
    @FunctionalInterface
    interface Handle {
        void close();
    }

    /** Asks; an answer in the accent style is the default button, the last is the one that Escape gives. */
    void ask(String title, String question, List<Answer> answers) {
        Text words = new Text(question);
        words.getStyleClass().add("text");
        TextFlow flow = new TextFlow(words);
        show(title, flow, answers);
    }

    /** Shows any content with buttons below it. */
    Handle show(String title, Node content, List<Answer> answers) {
        Label heading = new Label(title);
        heading.getStyleClass().add(Styles.TITLE_4);
        HBox buttons = new HBox(8);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        // Read from the right: the default stands at the end, as in the desktop's own dialogs.
        for (Answer answer : answers.reversed()) {
            buttons.getChildren().add(button(answer, answer.equals(answers.getLast())));
        }
        VBox box = new VBox(16, heading, content, buttons);
        box.getStyleClass().add("prompt");
        box.setAccessibleRole(AccessibleRole.DIALOG);
        box.setAccessibleText(title);
        box.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        box.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                event.consume();
                answer(answers.getLast());
            }
        });
        focusBefore = pane.getScene() == null ? null : pane.getScene().getFocusOwner();
        pane.show(box);
        buttons.getChildren().getLast().requestFocus();
        return () -> {
            if (box.equals(pane.getContent())) {
                hide();
            }
        };
    }

    /** Whoever was at work goes on where the question came. */
    private void hide() {
        pane.hide(true);
        if (focusBefore != null) {
            focusBefore.requestFocus();
            focusBefore = null;
        }
    }

    private Button button(Answer answer, boolean last) {
        Button button = new Button(answer.text());
        button.setId(answer.id());
        button.setDefaultButton(answer.style().equals(Styles.ACCENT));
        button.setCancelButton(last);
        if (!answer.style().isEmpty()) {
            button.getStyleClass().add(answer.style());
        }
        if (answer.style().equals(Styles.DANGER)) {
            // Only the default answer is filled.
            button.getStyleClass().add(Styles.BUTTON_OUTLINED);
        }
        button.setOnAction(event -> answer(answer));
        return button;
    }

    private void answer(Answer answer) {
        hide();
        answer.run().run();
    }
}
