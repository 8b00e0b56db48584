package org.netsonde.app.form;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.netsonde.app.fx.IconButtons;
import org.netsonde.engine.protocol.OptionSpec;
import tools.jackson.databind.JsonNode;

/** A path: typed, and then kept as it is, or chosen with the system's dialog. */
final class FileEditor implements ValueEditor {

    private final TextEditor text;
    private final Button button;

    FileEditor(OptionSpec option, FormContext form, FileChoice files) {
        text = new TextEditor(option, form, "file");
        String title = form.texts().get("form.file.choose", form.labels().option(option.name()));
        button = IconButtons.flat(Feather.FOLDER, title);
        button.setId("choose-" + option.name());
        button.getStyleClass().add("pick");
        button.disableProperty().bind(field().disabledProperty());
        button.setOnAction(e -> files.choose(title, folder()).ifPresent(this::chosen));
    }

    private void chosen(Path file) {
        field().setText(file.toString());
        // The end of a path says more than its beginning.
        field().end();
    }

    private TextField field() {
        return text.control();
    }

    private @Nullable Path folder() {
        try {
            return Path.of(field().getText()).toAbsolutePath().getParent();
        } catch (InvalidPathException e) {
            return null;
        }
    }

    @Override
    public Node control() {
        return field();
    }

    @Override
    public Node beside() {
        return button;
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
