package org.netsonde.app.shell;

import javafx.scene.control.Label;
import javafx.scene.control.SeparatorMenuItem;

/** A heading between menu items. The keyboard passes over it as over a line. */
final class MenuHeading extends SeparatorMenuItem {

    MenuHeading(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("menu-heading");
        setContent(label);
        getStyleClass().add("menu-heading-item");
    }
}
