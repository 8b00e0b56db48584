package org.netsonde.app.shell;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.text.Texts;

/** Find an endpoint or an action by typing a part of its name. JavaFX thread only. */
final class Palette {

    private static final int ROWS = 12;
    private static final double ROW_HEIGHT = 34;

    private final TextField field = new TextField();
    private final ListView<Entry> list = new ListView<>();
    private final VBox box = new VBox(field, list);
    private final StackPane layer = new StackPane(box);
    private final Supplier<List<Entry>> entries;
    private @Nullable Node focusBefore;

    /**
     * Something to find.
     *
     * @param detail what stands behind it: a shortcut, an address
     */
    record Entry(String text, String detail, Feather icon, Runnable run) {}

    /**
     * A hidden palette.
     *
     * @param entries all there is to find now
     */
    Palette(Texts texts, Supplier<List<Entry>> entries) {
        this.entries = entries;
        field.setId("palette-field");
        field.setPromptText(texts.get("shell.palette.prompt"));
        field.setAccessibleText(texts.get("shell.palette.prompt"));
        field.getStyleClass().add("palette-field");
        list.setId("palette-list");
        list.setFocusTraversable(false);
        list.setFixedCellSize(ROW_HEIGHT);
        list.setCellFactory(view -> new Cell());
        list.setOnMouseClicked(event -> run());
        list.setPlaceholder(new Label(texts.get("shell.palette.none")));
        box.getStyleClass().addAll("palette-box", Styles.ELEVATED_3);
        box.setMaxSize(560, Region.USE_PREF_SIZE);
        layer.getStyleClass().add("palette-layer");
        layer.setAlignment(Pos.TOP_CENTER);
        layer.setVisible(false);
        layer.setOnMousePressed(event -> {
            if (layer.equals(event.getTarget())) {
                hide();
            }
        });
        field.textProperty().addListener((o, before, text) -> find(text));
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
    }

    /** The layer to put over the window. */
    Node node() {
        return layer;
    }

    /** Shows it, ready to type. */
    void show() {
        focusBefore = layer.getScene() == null ? null : layer.getScene().getFocusOwner();
        layer.setVisible(true);
        field.clear();
        find("");
        field.requestFocus();
    }

    private void hide() {
        layer.setVisible(false);
        if (focusBefore != null) {
            focusBefore.requestFocus();
        }
    }

    private void find(String text) {
        List<String> words = List.of(text.strip().toLowerCase(Locale.ROOT).split("\\s+", -1));
        List<Entry> found = new ArrayList<>();
        for (Entry entry : entries.get()) {
            String name = (entry.text() + " " + entry.detail()).toLowerCase(Locale.ROOT);
            if (words.stream().allMatch(name::contains)) {
                found.add(entry);
            }
        }
        list.getItems().setAll(found);
        list.setPrefHeight(Math.clamp(found.size(), 1, ROWS) * ROW_HEIGHT + 2);
        list.getSelectionModel().selectFirst();
        list.scrollTo(0);
    }

    private void keyPressed(KeyEvent event) {
        switch (event.getCode()) {
            case UP -> move(-1);
            case DOWN -> move(1);
            case ENTER -> run();
            case ESCAPE -> hide();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void move(int step) {
        int size = list.getItems().size();
        if (size > 0) {
            int index = Math.floorMod(list.getSelectionModel().getSelectedIndex() + step, size);
            list.getSelectionModel().select(index);
            list.scrollTo(index);
        }
    }

    private void run() {
        Entry entry = list.getSelectionModel().getSelectedItem();
        if (entry != null) {
            hide();
            entry.run().run();
        }
    }

    private static final class Cell extends ListCell<Entry> {
        @Override
        protected void updateItem(@Nullable Entry entry, boolean empty) {
            super.updateItem(entry, empty);
            setGraphic(null);
            setAccessibleText(null);
            if (entry != null && !empty) {
                Label detail = new Label(entry.detail());
                detail.getStyleClass().add(Styles.TEXT_MUTED);
                Region gap = new Region();
                HBox.setHgrow(gap, Priority.ALWAYS);
                HBox row = new HBox(10, new FontIcon(entry.icon()), new Label(entry.text()), gap, detail);
                row.setAlignment(Pos.CENTER_LEFT);
                setGraphic(row);
                setAccessibleText(entry.text());
            }
        }
    }
}
