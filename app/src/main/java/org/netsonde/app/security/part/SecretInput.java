package org.netsonde.app.security.part;

import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.text.Texts;

/** Takes what gives access to something, masked until its button is pressed. JavaFX thread only. */
public final class SecretInput {

    private final MaskedField field;
    private final ToggleButton reveal = new ToggleButton(null, new FontIcon(Feather.EYE));

    /** A field that is masked. */
    public SecretInput(String id, String label, Texts texts) {
        field = new MaskedField(texts);
        field.setId(id);
        field.setAccessibleText(label);
        reveal.setId(id + "-reveal");
        reveal.getStyleClass().addAll("button-icon", "flat", "secret-reveal");
        reveal.setTooltip(new Tooltip(texts.get("security.reveal")));
        reveal.setAccessibleText(texts.get("security.reveal"));
        reveal.selectedProperty().subscribe(shown -> {
            field.reveal(shown);
            reveal.setGraphic(new FontIcon(shown ? Feather.EYE_OFF : Feather.EYE));
        });
        field.setRight(reveal);
    }

    /** What to put into a page. Its text is masked; see {@link #value}. */
    public MaskedField field() {
        return field;
    }

    /** What was typed. */
    public String value() {
        return field.getValue();
    }

    /** Calls when it changes. */
    public void onChange(Runnable changed) {
        field.valueProperty().subscribe((before, now) -> changed.run());
    }

    /** Replaces it, whole; what comes is masked even where what was there had been revealed. */
    public void show(String value) {
        reveal.setSelected(false);
        field.setText(value);
    }
}
