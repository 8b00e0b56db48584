package org.netsonde.app.charting;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.MenuItem;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.chart.Pictured;
import org.netsonde.app.fx.Clipboards;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.file.FileNames;
import org.netsonde.engine.file.WholeFile;

/**
 * The entries of menus by which a chart is taken away: as a picture, in a file or on the clipboard, or as values. JavaFX
 * thread only.
 *
 * @param chart what is taken away
 * @param desk saves it
 */
public record PictureItems(Pictured chart, ChartDesk desk) {

    /** Pixels of a picture for each unit of layout: sharp in print and on fine screens. */
    private static final double PICTURE_SCALE = 2;

    /** New entries. */
    public List<MenuItem> all() {
        return List.of(
                item(desk, "save-picture", Feather.IMAGE, this::savePicture),
                item(desk, "copy-picture", Feather.CLIPBOARD, this::copyPicture),
                item(desk, "copy-values", Feather.COPY, this::copyValues));
    }

    /** An entry of the menu of a chart, with the text {@code charts.menu.<name>} and the id {@code chart-<name>}. */
    static MenuItem item(ChartDesk desk, String name, Feather icon, Runnable run) {
        MenuItem item = new MenuItem(desk.texts().get("charts.menu." + name), new FontIcon(icon));
        item.setId("chart-" + name);
        item.setOnAction(event -> run.run());
        return item;
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
