package org.netsonde.app.shell;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.fx.IconButtons;
import org.netsonde.app.fx.Keyboard;
import org.netsonde.app.panel.SavedText;
import org.netsonde.app.text.Texts;
import org.netsonde.app.workbench.Workbench;
import org.netsonde.engine.workspace.SavedMessage;

/** The saved messages as a list: found by a filter, renamed, removed, brought back, chosen. JavaFX thread only. */
final class SavedMessagesPage {

    private static final String INSERT = "saved-insert";
    private static final double WIDTH = 412;
    private static final double LIST_HEIGHT = 300;

    private final Workbench workbench;
    private final Texts texts;
    private final Prompts prompts;
    private final Predicate<SavedMessage> usable;
    private final Consumer<SavedMessage> chosen;
    private final TextField filter = new TextField();
    private final ListView<SavedMessage> list = new ListView<>();
    private final TextField name = new TextField();
    private final Button rename = new Button();
    private final Button remove = new Button();
    private final Button undo = new Button();
    private List<SavedMessage> before = List.of();

    /**
     * A page.
     *
     * @param usable which can be chosen; where none can, nothing is offered to be
     */
    SavedMessagesPage(
            Workbench workbench,
            Texts texts,
            Prompts prompts,
            Predicate<SavedMessage> usable,
            Consumer<SavedMessage> chosen) {
        this.workbench = workbench;
        this.texts = texts;
        this.prompts = prompts;
        this.usable = usable;
        this.chosen = chosen;
    }

    /** Shows it. */
    void show() {
        VBox content = new VBox(8, filter, list, edit());
        content.setPrefWidth(WIDTH);
        makeFilter();
        makeList();
        List<Prompts.Answer> answers = new ArrayList<>();
        boolean offers = workbench.savedMessages().stream().anyMatch(usable);
        if (offers) {
            answers.add(new Prompts.Answer(INSERT, texts.get("shell.messages.insert"), Styles.ACCENT, this::choose));
        }
        answers.add(new Prompts.Answer("saved-close", texts.get("shell.close"), "", () -> {}));
        prompts.show(texts.get("shell.messages.title"), content, answers);
        Node insert = content.getParent().lookup("#" + INSERT);
        if (insert != null) {
            insert.disableProperty()
                    .bind(list.getSelectionModel()
                            .selectedItemProperty()
                            .map(m -> !usable.test(m))
                            .orElse(true));
        }
        refresh(null);
        list.getSelectionModel().selectFirst();
        filter.requestFocus();
    }

    private void makeFilter() {
        filter.setId("saved-filter");
        filter.setPromptText(texts.get("shell.messages.filter"));
        filter.setAccessibleText(texts.get("shell.messages.filter"));
        filter.textProperty().subscribe(text -> refresh(selected()));
        filter.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.DOWN) {
                e.consume();
                list.requestFocus();
            }
        });
    }

    private void makeList() {
        list.setId("saved-list");
        list.setPrefHeight(LIST_HEIGHT);
        list.setAccessibleText(texts.get("shell.messages.title"));
        list.setPlaceholder(new Label(texts.get("shell.messages.nothing")));
        list.setCellFactory(view -> new Cell());
        list.getSelectionModel().selectedItemProperty().subscribe(this::chose);
        list.addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (Keyboard.removes(e)) {
                e.consume();
                remove();
            } else if (e.getCode() == KeyCode.F2) {
                e.consume();
                name.requestFocus();
            }
        });
    }

    private HBox edit() {
        name.setId("saved-rename");
        name.setAccessibleText(texts.get("shell.messages.name"));
        name.setOnAction(e -> rename());
        HBox.setHgrow(name, Priority.ALWAYS);
        button(rename, "saved-rename-do", "shell.messages.rename", Feather.EDIT_2, this::rename);
        button(remove, "saved-remove", "shell.messages.remove", Feather.TRASH_2, this::remove);
        button(undo, "saved-undo", "shell.action.undo", Feather.CORNER_UP_LEFT, this::undo);
        undo.setDisable(true);
        HBox line = new HBox(8, name, rename, remove, undo);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private void button(Button button, String id, String key, Feather icon, Runnable run) {
        Button made = IconButtons.flat(icon, texts.get(key));
        button.setId(id);
        button.setGraphic(new FontIcon(icon));
        button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
        button.setTooltip(made.getTooltip());
        button.setAccessibleText(texts.get(key));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(e -> run.run());
    }

    private @Nullable SavedMessage selected() {
        return list.getSelectionModel().getSelectedItem();
    }

    private void chose(@Nullable SavedMessage message) {
        name.setText(message == null ? "" : message.name());
        name.setDisable(message == null);
        rename.setDisable(message == null);
        remove.setDisable(message == null);
    }

    /** Shows those that the filter lets through, and chooses that one of them. */
    private void refresh(@Nullable SavedMessage choice) {
        String wanted = filter.getText().strip().toLowerCase(Locale.ROOT);
        list.getItems()
                .setAll(workbench.savedMessages().stream()
                        .filter(message -> wanted.isEmpty()
                                || message.name().toLowerCase(Locale.ROOT).contains(wanted)
                                || SavedText.of(message)
                                        .toLowerCase(Locale.ROOT)
                                        .contains(wanted))
                        .toList());
        if (choice != null && list.getItems().contains(choice)) {
            list.getSelectionModel().select(choice);
        } else {
            list.getSelectionModel().selectFirst();
        }
        chose(selected());
    }

    private void choose() {
        SavedMessage message = selected();
        if (message != null && usable.test(message)) {
            chosen.accept(message);
        }
    }

    private void rename() {
        SavedMessage message = selected();
        String text = name.getText().strip();
        boolean taken = workbench.savedMessages().stream()
                .anyMatch(other -> !other.equals(message) && other.name().equals(text));
        name.pseudoClassStateChanged(Styles.STATE_DANGER, text.isEmpty() || taken);
        if (message != null && !text.isEmpty() && !taken) {
            SavedMessage renamed = message.renamed(text);
            replace(message, List.of(renamed), renamed);
        }
    }

    private void remove() {
        SavedMessage message = selected();
        if (message != null) {
            replace(message, List.of(), null);
        }
    }

    private void replace(SavedMessage old, List<SavedMessage> by, @Nullable SavedMessage choice) {
        List<SavedMessage> all = new ArrayList<>(workbench.savedMessages());
        int place = all.indexOf(old);
        if (place >= 0) {
            before = workbench.savedMessages();
            all.remove(place);
            all.addAll(place, by);
            change(all, choice);
        }
    }

    private void undo() {
        change(before, null);
        undo.setDisable(true);
    }

    private void change(List<SavedMessage> all, @Nullable SavedMessage choice) {
        workbench.saveMessages(all);
        undo.setDisable(false);
        refresh(choice);
    }

    /** One message: its name, and what it holds. */
    private final class Cell extends ListCell<SavedMessage> {
        private final Label title = new Label();
        private final Label content = new Label();
        private final VBox lines = new VBox(title, content);

        Cell() {
            content.getStyleClass().add("saved-content");
            lines.setMinWidth(0);
            lines.setPrefWidth(0);
            setOnMouseClicked(e -> {
                if (e.getClickCount() == 2 && !isEmpty() && usable.test(getItem())) {
                    Node insert = list.getScene().lookup("#" + INSERT);
                    if (insert instanceof Button button) {
                        button.fire();
                    }
                }
            });
        }

        @Override
        protected void updateItem(@Nullable SavedMessage message, boolean empty) {
            super.updateItem(message, empty);
            if (empty || message == null) {
                setGraphic(null);
                setAccessibleText(null);
            } else {
                title.setText(message.name());
                content.setText(SavedText.of(message));
                setGraphic(lines);
                setAccessibleText(message.name());
            }
        }
    }
}
