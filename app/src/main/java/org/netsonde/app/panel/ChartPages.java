package org.netsonde.app.panel;

import atlantafx.base.theme.Styles;
import javafx.beans.property.BooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.netsonde.app.text.Texts;

/** The buttons that choose which charts show. */
final class ChartPages {

    private ChartPages() {}

    /** Which charts show: the common ones or the protocol's own. */
    static Node buttons(Texts texts, BooleanProperty ownShowing) {
        ToggleButton common = page(texts, "common", Styles.LEFT_PILL);
        ToggleButton own = page(texts, "own", Styles.RIGHT_PILL);
        ToggleGroup group = new ToggleGroup();
        group.getToggles().addAll(common, own);
        group.selectToggle(ownShowing.get() ? own : common);
        group.selectedToggleProperty().subscribe((before, now) -> {
            if (now == null) {
                // One of the two always shows.
                before.setSelected(true);
            } else {
                ownShowing.set(own.equals(now));
            }
        });
        HBox pages = new HBox(common, own);
        pages.getStyleClass().add("chart-pages");
        pages.setMinWidth(Region.USE_PREF_SIZE);
        return pages;
    }

    private static ToggleButton page(Texts texts, String name, String style) {
        ToggleButton button = new ToggleButton(texts.get("panel.charts." + name));
        button.setId("charts-" + name);
        button.getStyleClass().addAll("page", style);
        button.setMinWidth(Region.USE_PREF_SIZE);
        String help = texts.get("panel.charts." + name + ".help");
        button.setTooltip(new Tooltip(help));
        button.setAccessibleText(help);
        return button;
    }
}
