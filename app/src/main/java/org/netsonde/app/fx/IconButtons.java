package org.netsonde.app.fx;

import atlantafx.base.theme.Styles;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Makes buttons that show only an icon. Stateless. */
public final class IconButtons {

    private IconButtons() {}

    /** A flat one, whose words stand in the tooltip and are read aloud. */
    public static Button flat(Feather icon, String text) {
        Button button = new Button("", new FontIcon(icon));
        button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
        button.setTooltip(new Tooltip(text));
        button.setAccessibleText(text);
        return button;
    }
}
