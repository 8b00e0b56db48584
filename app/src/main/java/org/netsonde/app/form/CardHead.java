package org.netsonde.app.form;

import javafx.beans.property.BooleanProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The head of a card: its number and what it is about, so that it can be told from others while it is folded. */
final class CardHead {

    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");
    private static final PseudoClass OFF = PseudoClass.getPseudoClass("off");

    private final ToggleButton fold = new ToggleButton();
    private final Tooltip tip = new Tooltip();
    private int number;
    private String summary = "";

    CardHead() {
        FontIcon chevron = new FontIcon(Feather.CHEVRON_RIGHT);
        fold.selectedProperty()
                .subscribe(open -> chevron.setIconCode(open ? Feather.CHEVRON_DOWN : Feather.CHEVRON_RIGHT));
        fold.setGraphic(chevron);
        fold.getStyleClass().addAll("flat", "list-fold");
        fold.setMaxWidth(Double.MAX_VALUE);
        fold.setMinWidth(0);
        fold.setTooltip(tip);
        HBox.setHgrow(fold, Priority.ALWAYS);
    }

    ToggleButton node() {
        return fold;
    }

    /** Whether the card is open. */
    BooleanProperty openProperty() {
        return fold.selectedProperty();
    }

    void number(int place) {
        number = place;
        write();
    }

    void summary(String line) {
        summary = line;
        tip.setText(line);
        write();
    }

    void bad(boolean bad) {
        fold.pseudoClassStateChanged(BAD, bad);
    }

    /** Shows whether the entry is without effect. */
    void off(boolean off) {
        fold.pseudoClassStateChanged(OFF, off);
    }

    private void write() {
        fold.setText(number + "  " + summary);
    }
}
