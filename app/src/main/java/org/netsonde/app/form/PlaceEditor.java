package org.netsonde.app.form;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.netsonde.app.fx.IconButtons;
import org.netsonde.engine.protocol.OptionSpec;
import tools.jackson.databind.JsonNode;

/** A folder or a file to save to: typed, and then kept as it is, or either chosen with the system's dialogs. */
final class PlaceEditor implements ValueEditor {

    private final TextEditor text;
    private final HBox buttons;

    PlaceEditor(OptionSpec option, FormContext form, PlaceChoice places) {
        text = new TextEditor(option, form, "file");
        String label = form.labels().option(option.name());
        String folderTitle = form.texts().get("form.place.folder", label);
        String fileTitle = form.texts().get("form.place.file", label);
        Button folder = button("choose-folder-" + option.name(), Feather.FOLDER, folderTitle);
        folder.setOnAction(e -> places.folder(folderTitle, start()).ifPresent(this::chosen));
        Button file = button("choose-file-" + option.name(), Feather.FILE, fileTitle);
        file.setOnAction(e -> places.file(fileTitle, start()).ifPresent(this::chosen));
        buttons = new HBox(folder, file);
        buttons.getStyleClass().add("row-buttons");
    }

    private Button button(String id, Feather icon, String title) {
        Button button = IconButtons.flat(icon, title);
        button.setId(id);
        button.getStyleClass().add("pick");
        button.disableProperty().bind(text.control().disabledProperty());
        return button;
    }

    private void chosen(Path place) {
        text.control().setText(place.toString());
        // The end of a path says more than its beginning.
        text.control().end();
    }

    private @Nullable Path start() {
        try {
            Path typed = Path.of(text.control().getText()).toAbsolutePath();
            return Files.isDirectory(typed) ? typed : typed.getParent();
        } catch (InvalidPathException e) {
            return null;
        }
    }

    @Override
    public TextField control() {
        return text.control();
    }

    @Override
    public Node beside() {
        return buttons;
    }

    @Override
    public void show(@Nullable JsonNode value) {
        text.show(value);
    }

    @Override
    public @Nullable JsonNode value() {
        return text.value();
    }
}
