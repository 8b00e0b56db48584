package org.netsonde.app.charting;

import java.time.Instant;
import java.util.function.Consumer;
import javafx.geometry.Point2D;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.netsonde.app.chart.TimeChart;

/**
 * The menu of a chart: takes it away as a picture or as values, marks a moment, goes back to live. It comes by the mouse,
 * the menu key and Shift+F10.
 */
public final class ChartMenu {

    private final TimeChart chart;
    private final ContextMenu menu = new ContextMenu();
    private final MenuItem live;
    private long moment;

    private ChartMenu(TimeChart chart, ChartDesk desk, @Nullable Consumer<Instant> mark) {
        this.chart = chart;
        live = PictureItems.item(
                desk, "live", Feather.SKIP_FORWARD, () -> chart.view().follow());
        menu.setId("chart-menu");
        menu.getItems().setAll(new PictureItems(chart, desk).all());
        menu.getItems().add(new SeparatorMenuItem());
        if (mark != null) {
            menu.getItems()
                    .add(PictureItems.item(
                            desk, "mark", Feather.FLAG, () -> mark.accept(Instant.ofEpochMilli(moment))));
        }
        menu.getItems().add(live);
    }

    /**
     * Gives a chart its menu.
     *
     * @param mark marks a moment; null where nothing can be marked
     */
    public static void install(TimeChart chart, ChartDesk desk, @Nullable Consumer<Instant> mark) {
        ChartMenu menu = new ChartMenu(chart, desk, mark);
        chart.addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, event -> {
            event.consume();
            if (event.isKeyboardTrigger()) {
                menu.showInTheMiddle();
            } else {
                menu.show(event.getX(), event.getScreenX(), event.getScreenY());
            }
        });
        chart.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            boolean menuKey = event.getCode() == KeyCode.CONTEXT_MENU;
            if (menuKey || (event.getCode() == KeyCode.F10 && event.isShiftDown())) {
                event.consume();
                menu.showInTheMiddle();
            }
        });
    }

    private void showInTheMiddle() {
        Point2D middle = chart.localToScreen(chart.getWidth() / 2, chart.getHeight() / 2);
        if (middle != null) {
            show(chart.getWidth() / 2, middle.getX(), middle.getY());
        }
    }

    private void show(double x, double screenX, double screenY) {
        moment = chart.timeAt(x);
        live.setDisable(chart.view().isLive());
        menu.hide();
        menu.show(chart, screenX, screenY);
    }
}
