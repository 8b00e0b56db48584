package org.netsonde.app.security.part;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.security.SecurityContext;
import org.netsonde.engine.security.crypto.ByteForm;

/** Takes bytes that are typed, or a file that is chosen or dropped, in place of each other. JavaFX thread only. */
public final class SourceInput {

    private final SecurityContext context;
    private final String label;
    private final BytesInput typed;
    private final Button choose = new Button();
    private final Label name = new Label();
    private final HBox chosen;
    private final VBox node;
    private final List<Runnable> listeners = new ArrayList<>();
    private @Nullable Path file;

    /** Empty, and for typing. */
    public SourceInput(String id, String label, SecurityContext context, ByteForm... forms) {
        this.context = context;
        this.label = label;
        typed = BytesInput.area(id, label, context.texts(), forms);
        typed.onChange(this::changed);
        choose.setId(id + "-file");
        choose.setText(context.texts().get("security.file"));
        choose.setGraphic(new FontIcon(Feather.FILE));
        choose.getStyleClass().add("small");
        choose.setTooltip(new Tooltip(context.texts().get("security.file.help")));
        choose.setOnAction(
                e -> context.open(label, file == null ? null : file.getParent()).ifPresent(this::show));
        Button back = new Button(context.texts().get("security.file.none"));
        back.setId(id + "-typed");
        back.getStyleClass().add("small");
        back.setMinWidth(Region.USE_PREF_SIZE);
        back.setOnAction(e -> {
            show((Path) null);
            typed.field().requestFocus();
        });
        name.setId(id + "-name");
        name.setGraphic(new FontIcon(Feather.FILE));
        name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        chosen = new HBox(name, back);
        chosen.getStyleClass().addAll("bench-line", "bench-file");
        node = new VBox();
        node.getStyleClass().add("bench-source");
        node.setOnDragOver(this::offered);
        node.setOnDragDropped(this::dropped);
        arrange();
    }

    /** What to put into a page. */
    public Node node() {
        return node;
    }

    /** Calls when there is something else. */
    public void onChange(Runnable changed) {
        listeners.add(changed);
    }

    /** Where bytes are typed. */
    public BytesInput typed() {
        return typed;
    }

    /** Moves the focus to it. */
    public void focus() {
        if (file == null) {
            typed.field().requestFocus();
        } else {
            choose.requestFocus();
        }
    }

    /** The chosen file. */
    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    /** Takes a file, or what is typed where it is null. */
    public void show(@Nullable Path newFile) {
        file = newFile;
        arrange();
        changed();
    }

    private void arrange() {
        Path now = file;
        HBox buttons = new HBox(choose);
        buttons.getStyleClass().add("bench-line");
        node.getChildren().setAll(now == null ? typed.node() : chosen, buttons);
        name.setText(now == null ? "" : now.toString());
        name.setAccessibleText(context.texts().get("security.file.of", label, name.getText()));
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    private void offered(DragEvent event) {
        if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
            event.consume();
        }
    }

    private void dropped(DragEvent event) {
        List<File> files = event.getDragboard().getFiles();
        if (!files.isEmpty()) {
            show(files.getFirst().toPath());
            event.setDropCompleted(true);
            event.consume();
        }
    }
}
