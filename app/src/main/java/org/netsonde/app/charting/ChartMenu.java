package org.netsonde.app.charting;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Point2D;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.chart.TimeChart;
import org.netsonde.app.fx.Clipboards;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.file.FileNames;
import org.netsonde.engine.file.WholeFile;

/**
 * The menu of a chart: takes it away as a picture or as values, marks a moment, goes back to live. It comes by the mouse,
 * the menu key and Shift+F10.
 */
public final class ChartMenu {

    /** Pixels of a picture for each unit of layout: sharp in print and on fine screens. */
    private static final double PICTURE_SCALE = 2;

    private final TimeChart chart;
    private final ChartDesk desk;
    private final ContextMenu menu = new ContextMenu();
    private final MenuItem live;
    private long moment;

    private ChartMenu(TimeChart chart, ChartDesk desk, @Nullable Consumer<Instant> mark) {
        this.chart = chart;
        this.desk = desk;
        live = item("live", Feather.SKIP_FORWARD, () -> chart.view().follow());
        menu.setId("chart-menu");
        menu.getItems()
                .setAll(
                        item("save-picture", Feather.IMAGE, this::savePicture),
                        item("copy-picture", Feather.CLIPBOARD, this::copyPicture),
                        item("copy-values", Feather.COPY, this::copyValues),
                        new SeparatorMenuItem());
        if (mark != null) {
            menu.getItems().add(item("mark", Feather.FLAG, () -> mark.accept(Instant.ofEpochMilli(moment))));
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

    private MenuItem item(String name, Feather icon, Runnable run) {
        MenuItem item = new MenuItem(desk.texts().get("charts.menu." + name), new FontIcon(icon));
        item.setId("chart-" + name);
        item.setOnAction(event -> run.run());
        return item;
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

    private void savePicture() {
        WritableImage image = chart.picture(PICTURE_SCALE);
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] pixels = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        Texts texts = desk.texts();
        Optional<Path> target = desk.saveTo(
                texts.get("charts.picture.title"), texts.get("charts.picture.kind"), "png", fileName() + ".png");
        target.ifPresent(file -> desk.run(
                () -> {
                    WholeFile.replace(file, out -> PngWriter.write(pixels, width, PICTURE_SCALE, out));
                    return file;
                },
                desk::written,
                desk::show));
    }

    /** The title in words that every file system takes. */
    private String fileName() {
        return FileNames.of(chart.title().replaceAll("[^\\p{L}\\p{N}]+", "-"), "chart");
    }

    private void copyPicture() {
        Clipboards.copy(chart.picture(PICTURE_SCALE));
        desk.show(desk.texts().get("charts.picture.copied", chart.title()));
    }

    private void copyValues() {
        Clipboards.copy(chart.visibleValues());
        desk.show(desk.texts().get("charts.values.copied", chart.title()));
    }
}
