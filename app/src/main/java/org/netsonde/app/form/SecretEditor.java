package org.netsonde.app.form;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.engine.protocol.OptionSpec;
import tools.jackson.databind.JsonNode;

/**
 * The name of a secret. Below it stands whether its value is known and from where, and a button that asks for the value,
 * which never comes here.
 */
final class SecretEditor implements ValueEditor {

    private static final PseudoClass KNOWN = PseudoClass.getPseudoClass("known");

    private final FormContext form;
    private final SecretDesk desk;
    private final TextEditor text;
    private final Label status = new Label();
    private final Button set = new Button();
    private final HBox below = new HBox(status, set);

    SecretEditor(OptionSpec option, FormContext form, SecretDesk desk) {
        this.form = form;
        this.desk = desk;
        text = new TextEditor(option, form, "secret");
        text.control().setPromptText(form.texts().get("form.secret.prompt"));
        text.control().textProperty().subscribe(this::look);
        // It may have been stored elsewhere since.
        text.control().focusedProperty().subscribe(this::look);
        status.getStyleClass().add("secret-status");
        status.setWrapText(true);
        status.setMinHeight(Region.USE_PREF_SIZE);
        status.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(status, Priority.ALWAYS);
        set.setId("set-" + option.name());
        set.setText(form.texts().get("form.secret.set"));
        set.getStyleClass().add("small");
        set.setMinWidth(Region.USE_PREF_SIZE);
        set.setTooltip(new Tooltip(form.texts().get("form.secret.set.help")));
        set.disableProperty().bind(text.control().disabledProperty());
        set.setOnAction(e -> desk.change(name(), this::look));
        below.getStyleClass().add("secret-line");
        below.managedProperty().bind(below.visibleProperty());
        look();
    }

    private String name() {
        return text.control().getText().strip();
    }

    private void look() {
        String name = name();
        below.setVisible(!name.isEmpty());
        if (!name.isEmpty()) {
            desk.find(name, source -> {
                // Another name may have been typed meanwhile.
                if (name.equals(name())) {
                    show(name, source);
                }
            });
        }
    }

    private void show(String name, SecretDesk.Source source) {
        boolean known = source != SecretDesk.Source.NONE;
        status.setText(
                switch (source) {
                    case ENVIRONMENT -> form.texts().get("form.secret.environment", desk.variable(name));
                    case STORE -> form.texts().get("form.secret.stored");
                    case NONE -> form.texts().get("form.secret.none", desk.variable(name));
                });
        status.setGraphic(new FontIcon(known ? Feather.CHECK : Feather.ALERT_TRIANGLE));
        status.pseudoClassStateChanged(KNOWN, known);
        // What is stored counts only where the environment has none.
        set.setVisible(source != SecretDesk.Source.ENVIRONMENT);
    }

    @Override
    public Node control() {
        return text.control();
    }

    @Override
    public Node below() {
        return below;
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
