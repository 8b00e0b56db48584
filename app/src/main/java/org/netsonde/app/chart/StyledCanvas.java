package org.netsonde.app.chart;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.css.CssMetaData;
import javafx.css.FontCssMetaData;
import javafx.css.SimpleStyleableObjectProperty;
import javafx.css.StyleConverter;
import javafx.css.Styleable;
import javafx.css.StyleableObjectProperty;
import javafx.css.StyleableProperty;
import javafx.geometry.Insets;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.stage.Window;

/**
 * A region filled by one canvas, whose colours and font come from style sheets. It only notes that it must be redrawn;
 * drawing is up to the caller's frame clock.
 */
abstract class StyledCanvas extends Region {

    private static final CssMetaData<StyledCanvas, Font> FONT = new FontCssMetaData<>("-fx-font", Font.getDefault()) {
        @Override
        public boolean isSettable(StyledCanvas node) {
            return !node.font.isBound();
        }

        @Override
        public StyleableProperty<Font> getStyleableProperty(StyledCanvas node) {
            return node.font;
        }
    };
    private static final Map<Ink, InkProperty> INKS = inks();
    private static final List<CssMetaData<? extends Styleable, ?>> STYLEABLES = styleables();

    private final Canvas canvas = new Canvas();
    private final StyleableObjectProperty<Font> font =
            new SimpleStyleableObjectProperty<>(FONT, this, "font", Font.getDefault()) {
                @Override
                protected void invalidated() {
                    get();
                    redraw();
                }
            };
    private final Map<Ink, StyleableObjectProperty<Color>> colors = new EnumMap<>(Ink.class);
    private final Surface surface = new Screen();
    private boolean dirty = true;
    private double scale = 1;

    StyledCanvas(String styleClass) {
        INKS.forEach((ink, property) -> colors.put(ink, property.create(this)));
        getStyleClass().add(styleClass);
        canvas.setMouseTransparent(true);
        getChildren().add(canvas);
    }

    /** The style properties of every canvas. */
    public static List<CssMetaData<? extends Styleable, ?>> getClassCssMetaData() {
        return STYLEABLES;
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return STYLEABLES;
    }

    final Canvas canvas() {
        return canvas;
    }

    /** What is drawn on it: in its size, style and resolution of the moment of asking. */
    final Surface surface() {
        return surface;
    }

    final Font font() {
        return font.get();
    }

    final Color color(Ink ink) {
        return colorProperty(ink).get();
    }

    /** Notes that the next frame must draw. */
    final void redraw() {
        dirty = true;
    }

    /** Whether drawing is due, because of style, size, screen or data; asking clears it. */
    final boolean takeRedraw() {
        double current = screenScale();
        boolean due = dirty || current != scale;
        scale = current;
        dirty = false;
        return due;
    }

    /** Screen pixels in a unit of layout, as of the last {@link #takeRedraw()}. */
    final double scale() {
        return scale;
    }

    @Override
    protected void layoutChildren() {
        Insets insets = getInsets();
        double width = Math.max(0, getWidth() - insets.getLeft() - insets.getRight());
        double height = Math.max(0, getHeight() - insets.getTop() - insets.getBottom());
        canvas.relocate(snapPositionX(insets.getLeft()), snapPositionY(insets.getTop()));
        if (canvas.getWidth() != width || canvas.getHeight() != height) {
            canvas.setWidth(width);
            canvas.setHeight(height);
            redraw();
        }
    }

    private StyleableObjectProperty<Color> colorProperty(Ink ink) {
        return Objects.requireNonNull(colors.get(ink));
    }

    private double screenScale() {
        Scene scene = getScene();
        Window window = scene == null ? null : scene.getWindow();
        return window == null ? 1 : Math.max(1, window.getRenderScaleX());
    }

    private static Map<Ink, InkProperty> inks() {
        Map<Ink, InkProperty> inks = new EnumMap<>(Ink.class);
        for (Ink ink : Ink.values()) {
            inks.put(ink, new InkProperty(ink));
        }
        return inks;
    }

    private static List<CssMetaData<? extends Styleable, ?>> styleables() {
        List<CssMetaData<? extends Styleable, ?>> all = new ArrayList<>(Region.getClassCssMetaData());
        all.add(FONT);
        all.addAll(INKS.values());
        return List.copyOf(all);
    }

    /** The canvas as it shows. */
    private final class Screen implements Surface {

        @Override
        public GraphicsContext graphics() {
            return canvas.getGraphicsContext2D();
        }

        @Override
        public double width() {
            return canvas.getWidth();
        }

        @Override
        public double height() {
            return canvas.getHeight();
        }

        @Override
        public double scale() {
            return scale;
        }

        @Override
        public Font font() {
            return font.get();
        }

        @Override
        public Color color(Ink ink) {
            return StyledCanvas.this.color(ink);
        }
    }

    private static final class InkProperty extends CssMetaData<StyledCanvas, Color> {

        private final Ink ink;

        InkProperty(Ink ink) {
            super(ink.property(), StyleConverter.getColorConverter(), ink.initial());
            this.ink = ink;
        }

        StyleableObjectProperty<Color> create(StyledCanvas owner) {
            return new SimpleStyleableObjectProperty<>(this, owner, ink.property(), ink.initial()) {
                @Override
                protected void invalidated() {
                    get();
                    owner.redraw();
                }
            };
        }

        @Override
        public boolean isSettable(StyledCanvas node) {
            return true;
        }

        @Override
        public StyleableProperty<Color> getStyleableProperty(StyledCanvas node) {
            return node.colorProperty(ink);
        }
    }
}
