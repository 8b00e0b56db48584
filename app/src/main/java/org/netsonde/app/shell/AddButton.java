package org.netsonde.app.shell;

import java.util.List;
import java.util.function.Supplier;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import org.kordamp.ikonli.feather.Feather;
import org.netsonde.app.fx.IconButtons;

/** The button that adds an endpoint: it opens a menu of protocols. */
final class AddButton {

    private final Button button;
    private final ContextMenu menu = new ContextMenu();
    private final Supplier<List<MenuItem>> items;

    AddButton(String text, Supplier<List<MenuItem>> items) {
        this.items = items;
        button = IconButtons.flat(
                Feather.PLUS, text + " (" + Keys.ctrl(KeyCode.N).getDisplayText() + ")");
        button.setAccessibleText(text);
        button.setId("add-endpoint");
        button.setOnAction(event -> open());
        menu.setId("add-menu");
    }

    Button button() {
        return button;
    }

    /** Opens the menu below the button. */
    void open() {
        menu.getItems().setAll(items.get());
        menu.show(button, Side.BOTTOM, 0, 4);
    }
}
