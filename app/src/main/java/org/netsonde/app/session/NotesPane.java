package org.netsonde.app.session;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.fx.Keyboard;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.session.Annotation;

/** What was marked in a session, in the order of time: a click goes to the moment. JavaFX thread only. */
final class NotesPane {

    private final Texts texts;
    private final Function<String, String> endpointName;
    private final Optional<Consumer<Annotation>> remove;
    private final Label title = new Label();
    private final ListView<Annotation> list = new ListView<>();
    private final VBox node = new VBox();

    /**
     * An empty list.
     *
     * @param endpointName the name of an endpoint by its id
     * @param jump goes to a mark
     * @param remove takes one away; empty where none can be
     * @param add begins a new one
     */
    NotesPane(
            Texts texts,
            Function<String, String> endpointName,
            Consumer<Annotation> jump,
            Optional<Consumer<Annotation>> remove,
            Runnable add) {
        this.texts = texts;
        this.endpointName = endpointName;
        this.remove = remove;
        title.getStyleClass().add("list-title");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button plus = new Button(null, new FontIcon(Feather.PLUS));
        plus.setId("add-note");
        plus.getStyleClass().addAll("flat", "button-icon", "small");
        plus.setTooltip(new Tooltip(texts.get("session.note.add")));
        plus.setAccessibleText(texts.get("session.note.add"));
        plus.setOnAction(e -> add.run());
        HBox head = new HBox(title, gap, plus);
        head.getStyleClass().add("session-side-head");
        list.setId("session-notes");
        list.getStyleClass().addAll("dense", "session-marks");
        list.setAccessibleText(texts.get("session.notes"));
        Label none = new Label(texts.get("session.notes.none"));
        none.setWrapText(true);
        none.getStyleClass().add("hint");
        list.setPlaceholder(none);
        list.setCellFactory(view -> new Cell(jump));
        list.setOnKeyPressed(e -> {
            Annotation chosen = list.getSelectionModel().getSelectedItem();
            if (chosen == null) {
                return;
            }
            if (e.getCode() == KeyCode.ENTER || e.getCode() == KeyCode.SPACE) {
                jump.accept(chosen);
                e.consume();
            } else if (Keyboard.removes(e)) {
                remove.ifPresent(away -> away.accept(chosen));
                e.consume();
            }
        });
        list.setContextMenu(menu(jump));
        VBox.setVgrow(list, Priority.ALWAYS);
        node.getChildren().addAll(head, list);
        node.getStyleClass().add("session-side");
        show(List.of());
    }

    private ContextMenu menu(Consumer<Annotation> jump) {
        MenuItem go = new MenuItem(texts.get("session.note.go"), new FontIcon(Feather.CROSSHAIR));
        go.setOnAction(e -> chosen().ifPresent(jump));
        MenuItem away = new MenuItem(texts.get("session.note.remove"), new FontIcon(Feather.TRASH_2));
        away.setId("remove-note");
        away.setOnAction(e -> chosen().ifPresent(gone -> remove.ifPresent(run -> run.accept(gone))));
        away.setDisable(remove.isEmpty());
        return new ContextMenu(go, away);
    }

    private Optional<Annotation> chosen() {
        return Optional.ofNullable(list.getSelectionModel().getSelectedItem());
    }

    Node node() {
        return node;
    }

    void show(List<Annotation> all) {
        list.getItems().setAll(all);
        title.setText(texts.get("session.notes.title", all.size()));
    }

    /** Marks a line as the one that was gone to. */
    void choose(String id) {
        list.getItems().stream().filter(a -> a.id().equals(id)).findFirst().ifPresent(annotation -> {
            list.getSelectionModel().select(annotation);
            list.scrollTo(annotation);
        });
    }

    private String kind(Annotation.Kind kind) {
        return texts.get("mark.kind." + kind.name().toLowerCase(java.util.Locale.ROOT));
    }

    /** Time, kind and endpoint, and below them the text. */
    private final class Cell extends ListCell<Annotation> {
        private final Region dot = new Region();
        private final Label when = new Label();
        private final Label what = new Label();
        private final VBox lines = new VBox(new HBox(dot, when), what);

        Cell(Consumer<Annotation> jump) {
            setPrefWidth(0);
            dot.getStyleClass().add("mark-dot");
            when.getStyleClass().add("mark-when");
            what.setWrapText(true);
            what.setMinHeight(Region.USE_PREF_SIZE);
            lines.getStyleClass().add("mark-lines");
            setOnMouseClicked(e -> {
                Annotation annotation = getItem();
                if (annotation != null && e.getButton() == MouseButton.PRIMARY) {
                    jump.accept(annotation);
                }
            });
        }

        @Override
        protected void updateItem(@Nullable Annotation annotation, boolean empty) {
            super.updateItem(annotation, empty);
            setText(null);
            if (annotation == null || empty) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            for (Annotation.Kind kind : Annotation.Kind.values()) {
                dot.pseudoClassStateChanged(
                        PseudoClass.getPseudoClass(kind.name().toLowerCase(java.util.Locale.ROOT)),
                        annotation.kind() == kind);
            }
            String about = annotation.endpoint().isEmpty() ? "" : " · " + endpointName.apply(annotation.endpoint());
            when.setText(Times.clock((double) annotation.atMillis()) + " · " + kind(annotation.kind()) + about);
            what.setText(annotation.text());
            setGraphic(lines);
            setAccessibleText(when.getText() + ", " + annotation.text());
        }
    }
}
