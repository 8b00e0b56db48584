package org.netsonde.app.shell;

import java.util.function.BooleanSupplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.Button;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.fx.IconButtons;

/**
 * Something that the user can do: one object behind its menu item, its button, its shortcut and its line in the palette.
 * JavaFX thread only.
 */
final class Action {

    private final String id;
    private final String text;
    private final Feather icon;
    private final @Nullable KeyCombination key;
    private final Runnable run;
    private final BooleanSupplier possible;
    private final BooleanProperty disabled = new SimpleBooleanProperty();

    Action(String id, String text, Feather icon, @Nullable KeyCombination key, Runnable run, BooleanSupplier possible) {
        this.id = id;
        this.text = text;
        this.icon = icon;
        this.key = key;
        this.run = run;
        this.possible = possible;
    }

    String id() {
        return id;
    }

    String text() {
        return text;
    }

    Feather icon() {
        return icon;
    }

    /** The shortcut as people read it, or nothing. */
    String keyText() {
        return key == null ? "" : key.getDisplayText();
    }

    boolean enabled() {
        return !disabled.get();
    }

    /** Looks again whether it is possible now. */
    void refresh() {
        disabled.set(!possible.getAsBoolean());
    }

    /** Does it, if it is possible now. */
    void fire() {
        if (possible.getAsBoolean()) {
            run.run();
        }
    }

    /** A menu item, with the shortcut shown and at work. */
    MenuItem menuItem() {
        MenuItem item = plainMenuItem();
        item.setAccelerator(key);
        return item;
    }

    /** A menu item for a context menu, which must not take the shortcut a second time. */
    MenuItem plainMenuItem() {
        MenuItem item = new MenuItem(text, new FontIcon(icon));
        item.setId("menu-" + id);
        item.setOnAction(event -> fire());
        item.disableProperty().bind(disabled);
        return item;
    }

    /** A button with only the icon; the tooltip has the words and the shortcut. */
    Button iconButton() {
        Button button = IconButtons.flat(icon, keyText().isEmpty() ? text : text + " (" + keyText() + ")");
        button.setId(id);
        button.setAccessibleText(text);
        button.setOnAction(event -> fire());
        button.disableProperty().bind(disabled);
        return button;
    }

    /** A button with icon and words. */
    Button button() {
        Button button = new Button(text, new FontIcon(icon));
        button.setId(id);
        if (key != null) {
            button.setTooltip(new Tooltip(text + " (" + keyText() + ")"));
        }
        button.setOnAction(event -> fire());
        button.disableProperty().bind(disabled);
        return button;
    }
}
