package org.netsonde.app.session;

import java.time.Instant;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.netsonde.app.chart.Stretch;
import org.netsonde.app.text.Texts;

/** Where a new note is written: when, what, and whether it is about one endpoint. There only while needed. */
final class NoteBar {

    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");
    private static final double TIME_WIDTH = 190;

    /** Takes a note. */
    @FunctionalInterface
    interface Taker {
        /**
         * A note was written.
         *
         * @param ofEndpoint whether it is about the chosen endpoint only
         */
        void take(Instant at, boolean ofEndpoint, String text);
    }

    private final Texts texts;
    private final Stretch run;
    private final boolean free;
    private final Taker taker;
    private final TextField time = new TextField();
    private final TextField text = new TextField();
    private final CheckBox ofEndpoint = new CheckBox();
    private final HBox node = new HBox();
    private Runnable closed = () -> {};

    /**
     * A bar that does not show.
     *
     * @param run the moments that there are
     * @param free whether any of them can be marked; else it is always the present
     */
    NoteBar(Texts texts, Stretch run, boolean free, Taker taker) {
        this.texts = texts;
        this.run = run;
        this.taker = taker;
        this.free = free;
        Label when = new Label(texts.get("session.note.at"));
        when.setMinWidth(Region.USE_PREF_SIZE);
        time.setId("note-time");
        time.setPrefWidth(TIME_WIDTH);
        time.setMinWidth(TIME_WIDTH);
        time.setAccessibleText(texts.get("session.note.at"));
        time.textProperty().subscribe(now -> time.pseudoClassStateChanged(BAD, moment().isEmpty()));
        text.setId("note-text");
        text.setPromptText(texts.get("session.note.text"));
        text.setAccessibleText(texts.get("session.note.text"));
        HBox.setHgrow(text, Priority.ALWAYS);
        text.setOnAction(e -> take());
        time.setOnAction(e -> take());
        ofEndpoint.setId("note-endpoint");
        ofEndpoint.setMinWidth(0);
        Button add = new Button(texts.get("session.note.take"));
        add.setId("note-take");
        add.getStyleClass().addAll("accent", "small");
        add.setMinWidth(Region.USE_PREF_SIZE);
        add.setOnAction(e -> take());
        Button cancel = new Button(texts.get("shell.cancel"));
        cancel.setId("note-cancel");
        cancel.getStyleClass().add("small");
        cancel.setMinWidth(Region.USE_PREF_SIZE);
        cancel.setOnAction(e -> close());
        if (free) {
            node.getChildren().addAll(when, time);
        }
        node.getChildren().addAll(text, ofEndpoint, add, cancel);
        node.getStyleClass().add("note-bar");
        node.setVisible(false);
        node.managedProperty().bind(node.visibleProperty());
        node.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                e.consume();
                close();
            }
        });
    }

    Node node() {
        return node;
    }

    /**
     * Begins a note.
     *
     * @param millis the moment to propose
     * @param endpoint the name of the chosen endpoint; empty for none
     * @param whenClosed runs once it is written or given up
     */
    void open(double millis, String endpoint, Runnable whenClosed) {
        closed = whenClosed;
        time.setText(Times.fine(Math.clamp(millis, run.from(), run.to())));
        time.setTooltip(new Tooltip(texts.get("session.note.at.help", Times.fine(run.from()), Times.fine(run.to()))));
        text.clear();
        ofEndpoint.setText(texts.get("session.note.endpoint", endpoint));
        ofEndpoint.setVisible(!endpoint.isEmpty());
        ofEndpoint.setManaged(ofEndpoint.isVisible());
        ofEndpoint.setSelected(false);
        node.setVisible(true);
        text.requestFocus();
    }

    private Optional<Instant> moment() {
        return !free
                ? Optional.of(Instant.now())
                : Times.parse(time.getText())
                        .filter(at ->
                                run.from() <= (double) at.toEpochMilli() && (double) at.toEpochMilli() <= run.to());
    }

    private void take() {
        Optional<Instant> at = moment();
        if (at.isEmpty()) {
            time.requestFocus();
        } else if (text.getText().isBlank()) {
            text.requestFocus();
        } else {
            String written = text.getText();
            boolean about = ofEndpoint.isVisible() && ofEndpoint.isSelected();
            close();
            taker.take(at.get(), about, written);
        }
    }

    private void close() {
        node.setVisible(false);
        closed.run();
    }
}
