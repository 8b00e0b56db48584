package org.netsonde.app.licence;

import atlantafx.base.theme.Styles;
import java.util.List;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.netsonde.app.fx.IconButtons;
import org.netsonde.app.text.Texts;

/**
 * The licences of bundled software as one text, with a field that finds words in it: Enter goes to the next place, Shift and
 * Enter to the one before. JavaFX thread only.
 */
public final class LicencesPane {

    private final String text;
    private final Texts texts;
    private final TextField words = new TextField();
    private final Label found = new Label();
    private final TextArea area = new TextArea();
    private final VBox node = new VBox();
    private Finder finder = new Finder(List.of(), 0);
    private int index;
    private boolean begun;

    /**
     * A pane.
     *
     * @param text the licences
     * @param close takes it away
     */
    public LicencesPane(Texts texts, String text, Runnable close) {
        this.texts = texts;
        this.text = text;
        area.setId("licences-text");
        area.setText(text);
        area.setEditable(false);
        area.setWrapText(true);
        area.setAccessibleText(texts.get("licences.title"));
        area.getStyleClass().add("licences-text");
        VBox.setVgrow(area, Priority.ALWAYS);
        node.setId("licences");
        node.getStyleClass().add("licences");
        node.getChildren().addAll(head(close), search(), area);
        // A filter, as text fields keep keys to themselves.
        node.addEventFilter(KeyEvent.KEY_PRESSED, event -> pressed(event, close));
        words.textProperty().subscribe(this::look);
    }

    private HBox head(Runnable close) {
        Label title = new Label(texts.get("licences.title"));
        title.getStyleClass().add(Styles.TITLE_4);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button leave = IconButtons.flat(Feather.X, texts.get("shell.close"));
        leave.setId("close-licences");
        leave.setOnAction(event -> close.run());
        HBox head = new HBox(title, space, leave);
        head.getStyleClass().add("licences-head");
        return head;
    }

    private HBox search() {
        words.setId("licences-find");
        words.setPromptText(texts.get("licences.find"));
        words.setAccessibleText(texts.get("licences.find"));
        found.setId("licences-found");
        found.getStyleClass().add(Styles.TEXT_MUTED);
        Button before = IconButtons.flat(Feather.CHEVRON_UP, texts.get("licences.before"));
        before.setId("licences-before");
        before.setOnAction(event -> go(-1));
        Button next = IconButtons.flat(Feather.CHEVRON_DOWN, texts.get("licences.next"));
        next.setId("licences-next");
        next.setOnAction(event -> go(1));
        HBox search = new HBox(words, before, next, found);
        search.getStyleClass().add("licences-search");
        HBox.setHgrow(words, Priority.ALWAYS);
        return search;
    }

    private void pressed(KeyEvent event, Runnable close) {
        if (event.getCode() == KeyCode.ESCAPE) {
            event.consume();
            close.run();
        } else if (event.getCode() == KeyCode.F && event.isShortcutDown()) {
            event.consume();
            words.requestFocus();
            words.selectAll();
        } else if (event.getCode() == KeyCode.ENTER && words.isFocused()) {
            event.consume();
            go(event.isShiftDown() ? -1 : 1);
        }
    }

    /** Stays where it is while a word gets longer and still fits. */
    private void look(String wanted) {
        int from = Math.min(area.getSelection().getStart(), text.length());
        finder = Finder.of(text, wanted);
        index = finder.at(from);
        show(wanted);
    }

    private void go(int step) {
        int count = finder.places().size();
        if (count > 0) {
            index = Math.floorMod(index + step, count);
            show(words.getText());
        }
    }

    private void show(String wanted) {
        if (finder.places().isEmpty()) {
            found.setText(wanted.isBlank() ? "" : texts.get("licences.none"));
            area.deselect();
            return;
        }
        found.setText(finder.counted(index));
        int place = finder.places().get(index);
        area.selectRange(place, place + finder.length());
    }

    /** The pane. */
    public Region node() {
        return node;
    }

    /** Moves the focus to the field that finds words; the first time, to the beginning of the text too. */
    public void focus() {
        words.requestFocus();
        if (begun) {
            return;
        }
        begun = true;
        // At first the area stands where its text ends.
        Platform.runLater(() -> {
            area.positionCaret(0);
            area.setScrollTop(0);
        });
    }
}
