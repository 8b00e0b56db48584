package org.netsonde.app.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.fx.IconButtons;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.session.Machine;
import org.netsonde.engine.session.SessionInfo;

/** The top of an opened session: what it is called, when and where it was, and what can be done with it. */
final class SessionHeader {

    /**
     * What can be done with the session as a whole.
     *
     * @param rename gives it another name; empty where it has none
     * @param notes changes what is written about it; empty where that cannot be changed
     * @param export takes it away as files
     * @param reload looks at it as it is now; empty where it does not go on
     * @param folder shows its folder; empty where it has none
     */
    record Commands(
            Runnable back,
            Optional<Consumer<String>> rename,
            Optional<Runnable> notes,
            Runnable export,
            Optional<Runnable> reload,
            Optional<Runnable> folder) {}

    private static final int MIN_COLUMNS = 9;
    private static final int MAX_COLUMNS = 36;

    private final Texts texts;
    private final Label words = new Label();
    private final VBox node;

    SessionHeader(SessionInfo info, Texts texts, Commands commands) {
        this.texts = texts;
        Button back = icon("session-back", "session.back", Feather.ARROW_LEFT, commands.back());
        Node name = commands.rename().isPresent()
                ? nameField(info, commands.rename().get())
                : nameLabel(texts.get("session.now"));
        Label state = new Label(texts.get("session.state." + info.state().name().toLowerCase(java.util.Locale.ROOT)));
        state.getStyleClass().add("session-state");
        state.setMinWidth(Region.USE_PREF_SIZE);
        HBox title = new HBox(name, state);
        title.getStyleClass().add("title-line");
        Label facts = new Label(facts(info));
        facts.setId("session-facts");
        facts.getStyleClass().add("session-facts");
        facts.setTooltip(new Tooltip(facts.getText()));
        facts.setMinWidth(0);
        VBox lines = new VBox(title, facts);
        lines.setMinWidth(0);
        HBox.setHgrow(lines, Priority.ALWAYS);
        HBox row = new HBox(back, lines);
        row.getStyleClass().add("session-header");
        commands.reload()
                .ifPresent(run ->
                        row.getChildren().add(icon("session-reload", "session.reload", Feather.REFRESH_CW, run)));
        commands.notes()
                .ifPresent(run -> row.getChildren().add(icon("session-words", "session.words", Feather.EDIT_3, run)));
        commands.folder()
                .ifPresent(run -> row.getChildren().add(icon("session-folder", "session.folder", Feather.FOLDER, run)));
        Button export = new Button(texts.get("session.export"), new FontIcon(Feather.DOWNLOAD));
        export.setId("session-export");
        export.setMinWidth(Region.USE_PREF_SIZE);
        export.setTooltip(new Tooltip(texts.get("session.export.help")));
        export.setOnAction(e -> commands.export().run());
        row.getChildren().add(export);
        words.setId("session-notes-text");
        words.getStyleClass().add("session-words");
        words.managedProperty().bind(words.visibleProperty());
        words(info.notes());
        node = new VBox(row, words);
    }

    private TextField nameField(SessionInfo info, Consumer<String> rename) {
        TextField field = new TextField(info.name());
        field.setId("session-name");
        field.setPromptText(texts.get("session.unnamed"));
        field.setAccessibleText(texts.get("session.name"));
        field.setTooltip(new Tooltip(texts.get("session.rename.help")));
        // Not a stop for Tab: F2 leads here.
        field.setFocusTraversable(false);
        field.getStyleClass().add("name");
        field.prefColumnCountProperty()
                .bind(field.textProperty().map(text -> Math.clamp(text.length(), MIN_COLUMNS, MAX_COLUMNS)));
        String[] known = {info.name()};
        Runnable commit = () -> {
            String wanted = field.getText().strip();
            if (!wanted.equals(known[0])) {
                known[0] = wanted;
                rename.accept(wanted);
            }
        };
        field.setOnAction(e -> {
            commit.run();
            field.getParent().requestFocus();
        });
        field.focusedProperty().subscribe((before, now) -> {
            if (!now) {
                commit.run();
            }
        });
        field.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                field.setText(known[0]);
                field.getParent().requestFocus();
                e.consume();
            }
        });
        return field;
    }

    private static Label nameLabel(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("name");
        return label;
    }

    private Button icon(String id, String key, Feather icon, Runnable run) {
        Button button = IconButtons.flat(icon, texts.get(key));
        button.setId(id);
        button.setOnAction(e -> run.run());
        return button;
    }

    private String facts(SessionInfo info) {
        List<String> parts = new ArrayList<>();
        parts.add(Times.dateTime(info.started()));
        parts.add(Times.length(Times.length(info)));
        if (!info.origin().isEmpty()) {
            parts.add(texts.get("session.origin", info.origin()));
        }
        Machine machine = info.machine();
        parts.add(texts.get("session.machine", machine.system(), machine.architecture(), machine.processors()));
        parts.add("Java " + machine.java());
        parts.add("Netsonde " + info.version());
        parts.add(info.transport());
        parts.removeIf(String::isBlank);
        return String.join("  ·  ", parts);
    }

    Node node() {
        return node;
    }

    /** Shows what is written about the session, as far as it fits two lines; the rest is in the tooltip. */
    void words(String notes) {
        words.setVisible(!notes.isBlank());
        words.setText(notes.strip().replaceAll("\\s*\\R\\s*", "  ·  "));
        words.setTooltip(notes.isBlank() ? null : new Tooltip(notes));
    }
}
