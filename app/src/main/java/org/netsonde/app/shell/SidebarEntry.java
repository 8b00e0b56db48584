package org.netsonde.app.shell;

import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.util.Subscription;
import org.kordamp.ikonli.javafx.FontIcon;

/** An entry below the list of endpoints that brings a screen into the middle; marked while that is in view. */
final class SidebarEntry extends Button {

    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    private final Subscription subscription;

    SidebarEntry(Action action, Screen screen, ObservableValue<Screen> shown) {
        super(action.text(), new FontIcon(action.icon()));
        setId("sidebar-" + action.id());
        getStyleClass().add("sidebar-entry");
        setAlignment(Pos.CENTER_LEFT);
        setMaxWidth(Double.MAX_VALUE);
        setTooltip(new Tooltip(action.text() + (action.keyText().isEmpty() ? "" : " (" + action.keyText() + ")")));
        setOnAction(event -> action.fire());
        subscription = shown.subscribe(now -> pseudoClassStateChanged(CHOSEN, now == screen));
    }

    void dispose() {
        subscription.unsubscribe();
    }
}
