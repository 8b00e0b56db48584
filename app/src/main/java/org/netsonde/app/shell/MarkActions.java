package org.netsonde.app.shell;

import atlantafx.base.theme.Styles;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.layout.VBox;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.session.Annotation;
import org.netsonde.engine.session.Annotations;

/** Marks moments of the run that goes on, in the user's words. JavaFX thread only. */
final class MarkActions {

    private static final double WIDTH = 420;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Annotations annotations;
    private final Texts texts;
    private final Notices notices;
    private final Prompts prompts;

    MarkActions(Annotations annotations, Texts texts, Notices notices, Prompts prompts) {
        this.annotations = annotations;
        this.texts = texts;
        this.notices = notices;
        this.prompts = prompts;
    }

    /** What is marked. */
    Annotations annotations() {
        return annotations;
    }

    /**
     * Asks what to say of a moment, and marks it.
     *
     * @param chosen the endpoint that it may be of alone
     */
    void mark(Instant at, Optional<Endpoint> chosen) {
        if (prompts.showing()) {
            return;
        }
        TextField field = new TextField();
        field.setId("mark-text");
        // Not a prompt inside, which goes as soon as the field has the keyboard.
        Label what = new Label(texts.get("mark.text"));
        what.setLabelFor(field);
        field.setPrefWidth(WIDTH);
        field.setTextFormatter(new TextFormatter<>(
                change -> change.getControlNewText().length() > Annotation.MAX_TEXT ? null : change));
        CheckBox only = new CheckBox();
        only.setId("mark-only");
        VBox content = new VBox(12, new VBox(6, what, field));
        chosen.ifPresent(endpoint -> {
            only.setText(texts.get("mark.only", endpoint.name()));
            content.getChildren().add(only);
        });
        Prompts.Answer save = new Prompts.Answer("mark-save", texts.get("mark.save"), Styles.ACCENT, () -> {
            String endpoint = only.isSelected() ? chosen.map(Endpoint::id).orElse(null) : null;
            Annotation made = annotations.add(at, Annotation.Kind.NOTE, endpoint, field.getText());
            notices.done(texts.get("mark.done", made.text()));
        });
        Prompts.Answer cancel = new Prompts.Answer("mark-cancel", texts.get("shell.cancel"), "", () -> {});
        String time = TIME.format(at.atZone(ZoneId.systemDefault()));
        prompts.show(texts.get("mark.title", time), content, List.of(save, cancel));
        content.getParent()
                .lookup("#mark-save")
                .disableProperty()
                .bind(Bindings.createBooleanBinding(() -> field.getText().isBlank(), field.textProperty()));
        field.requestFocus();
    }
}
