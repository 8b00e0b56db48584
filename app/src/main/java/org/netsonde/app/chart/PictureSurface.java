package org.netsonde.app.chart;

import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/** A picture of a chart in a resolution of its own, in the style of the one that shows. JavaFX thread only. */
final class PictureSurface implements Surface {

    /** The most pixels along a side; what the software pipeline can draw too. */
    private static final double MOST = 8_192;

    private final Surface style;
    private final Canvas canvas;
    private final double scale;
    private final double width;
    private final double height;

    /**
     * An empty picture.
     *
     * @param style gives its size, colours and font
     * @param margin around it, in units of layout
     * @param scale pixels in a unit of layout; fewer where the picture would be too large
     */
    PictureSurface(Surface style, double margin, double scale) {
        this.style = style;
        width = style.width();
        height = style.height();
        double longest = Math.max(width, height) + 2 * margin;
        this.scale = Math.min(scale, MOST / longest);
        canvas =
                new Canvas(Math.ceil((width + 2 * margin) * this.scale), Math.ceil((height + 2 * margin) * this.scale));
        GraphicsContext graphics = canvas.getGraphicsContext2D();
        graphics.scale(this.scale, this.scale);
        graphics.translate(margin, margin);
    }

    /** What was drawn, on the background of the style. */
    WritableImage image() {
        SnapshotParameters parameters = new SnapshotParameters();
        parameters.setFill(style.color(Ink.BACKGROUND));
        return canvas.snapshot(parameters, null);
    }

    @Override
    public GraphicsContext graphics() {
        return canvas.getGraphicsContext2D();
    }

    @Override
    public double width() {
        return width;
    }

    @Override
    public double height() {
        return height;
    }

    @Override
    public double scale() {
        return scale;
    }

    @Override
    public Font font() {
        return style.font();
    }

    @Override
    public Color color(Ink ink) {
        return style.color(ink);
    }
}
