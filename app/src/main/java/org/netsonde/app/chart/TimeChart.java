package org.netsonde.app.chart;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/**
 * A live chart of values over time. It keeps its own bounded data and follows the present until the user zooms (wheel,
 * plus, minus), pans (drag, arrow keys) or points; double click, Home or Escape return. Values are expected to be 0 or
 * more; negative ones are drawn at 0.
 *
 * <p>It never draws by itself: the window's frame clock calls {@link #render} while the chart is showing, which returns
 * at once if nothing visible changed. Style class {@code time-chart}; colours and font come from the style sheet. JavaFX
 * thread only.
 */
public final class TimeChart extends StyledCanvas {

    private static final int CAPACITY = 200_000;
    private static final double PEN = 1.5;
    private static final double VALUE_STEP_HEIGHT = 34;
    private static final double LEAST_WIDTH = 160;
    private static final double LEAST_HEIGHT = 90;
    private static final double USUAL_WIDTH = 480;
    private static final double USUAL_HEIGHT = 200;
    private static final double HEADER_GAP = 8;
    private static final double LABEL_COLUMN = 16;
    /** How near a point must be for the pointer to read it, in units of layout. */
    private static final double REACH = 24;
    /** The part of the width, at its right end, in which zooming a live chart keeps it live. */
    private static final double LIVE_EDGE = 0.1;

    private final String title;
    private final Unit unit;
    private final List<Series> series;
    private final ChartTexts texts;
    private final TimeView view;
    private final StringProperty hint;
    private final ZoneId zone = ZoneId.systemDefault();

    private final PointBuffer points;
    private final Columns columns;
    private final Trace trace = new Trace();
    private final ValueScale scale;
    private final Legend legend;
    private Typeface face = new Typeface(Font.getDefault());
    private Typeface heading = Typeface.heading(Font.getDefault());
    private double labelWidth;
    private Plot plot = new Plot(0, 0, 1, 1, 1);
    private Frame shown = new Frame(0, 1, 0, Double.NaN, true);
    private boolean pointedHere;
    private long now;

    /** What the last drawn frame showed; an equal one need not be drawn again. */
    private record Frame(int columns, double millisPerColumn, long firstColumn, double pointed, boolean live) {
        double from() {
            return firstColumn * millisPerColumn;
        }
    }

    /** A chart with a view of its own. */
    public TimeChart(String title, Unit unit, List<Series> series, ChartTexts texts) {
        this(title, unit, series, texts, new TimeView());
    }

    /**
     * A chart.
     *
     * @param title shown above, in the user's language
     * @param unit how values are written
     * @param series one or more; the first is drawn on top, and a single one gets a light area below
     * @param view the visible time, which several charts may share
     */
    public TimeChart(String title, Unit unit, List<Series> series, ChartTexts texts, TimeView view) {
        super("time-chart");
        this.title = title;
        this.unit = unit;
        this.series = List.copyOf(series);
        this.texts = texts;
        this.view = view;
        points = new PointBuffer(CAPACITY, series.size());
        columns = new Columns(series.size());
        scale = new ValueScale(unit);
        legend = new Legend(this.series, unit);
        hint = new SimpleStringProperty(this, "hint", texts.noData());
        hint.subscribe(this::redraw);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        ChartGestures.install(this);
        describe();
    }

    /**
     * Adds a value to each series.
     *
     * @param millis when, in milliseconds since the epoch; earlier than the last means that the clock was set back
     * @param values one for each series, NaN where there is none
     */
    public void append(long millis, double... values) {
        points.append(millis, values);
        redraw();
    }

    /** Forgets all values. */
    public void clear() {
        points.clear();
        legend.reset();
        redraw();
    }

    /** The visible time. */
    public TimeView view() {
        return view;
    }

    /** How much of the past is visible while live; that of the {@link #view()}. */
    public ObjectProperty<Span> spanProperty() {
        return view.spanProperty();
    }

    /** What a chart without data says. */
    public StringProperty hintProperty() {
        return hint;
    }

    /**
     * Draws, if anything visible changed since the last call.
     *
     * @param nowMillis the present, in milliseconds since the epoch
     */
    public void render(long nowMillis) {
        now = nowMillis;
        boolean due = takeRedraw();
        boolean read = legend.refresh(points, nowMillis);
        if (canvas().getWidth() < LEAST_WIDTH / 2 || canvas().getHeight() < LEAST_HEIGHT / 2) {
            canvas().getGraphicsContext2D().clearRect(0, 0, canvas().getWidth(), canvas().getHeight());
            return;
        }
        if (due && !face.font().equals(font())) {
            face = new Typeface(font());
            heading = Typeface.heading(font());
            legend.reset();
            labelWidth = 0;
        }
        boolean narrow = heading.width(title) + 2 * HEADER_GAP + legend.width(face, true) > canvas().getWidth();
        Frame next = arrange(narrow);
        if (!due && !read && next.equals(shown) && !scale.shrinking()) {
            return;
        }
        boolean moved = next.millisPerColumn() != shown.millisPerColumn() || !next.live();
        columns.update(points, next.millisPerColumn(), next.firstColumn(), next.columns());
        scale.fit(columns.peak(), (int) Math.max(2, plot.height() / VALUE_STEP_HEIGHT), nowMillis, moved);
        double needed = Math.ceil(AxisPainter.labelWidth(face, unit, scale) / LABEL_COLUMN) * LABEL_COLUMN;
        if (needed != labelWidth) {
            labelWidth = needed;
            next = arrange(narrow);
            columns.update(points, next.millisPerColumn(), next.firstColumn(), next.columns());
        }
        if (read || next.live() != shown.live()) {
            describe();
        }
        shown = next;
        paint(narrow);
    }

    @Override
    protected double computeMinWidth(double height) {
        return LEAST_WIDTH;
    }

    @Override
    protected double computeMinHeight(double width) {
        return LEAST_HEIGHT;
    }

    @Override
    protected double computePrefWidth(double height) {
        return USUAL_WIDTH;
    }

    @Override
    protected double computePrefHeight(double width) {
        return USUAL_HEIGHT;
    }

    /** Zooms at a position, or at the present if that is near and shown. */
    void zoom(double factor, double x) {
        double column = plot.columnAt(x - canvas().getLayoutX());
        boolean atEdge = view.isLive() && column > shown.columns() * (1 - LIVE_EDGE);
        view.zoom(factor, atEdge ? now : shown.from() + column * shown.millisPerColumn(), now, firstTime());
    }

    /** Zooms at the present if it is shown, else at the middle. */
    void zoom(double factor) {
        double middle = shown.from() + shown.columns() / 2.0 * shown.millisPerColumn();
        view.zoom(factor, view.isLive() ? now : middle, now, firstTime());
    }

    /** Pans by a distance on the screen, towards the past if negative. */
    void pan(double distance) {
        view.pan(distance / plot.pixel() * shown.millisPerColumn(), now, firstTime());
    }

    void pointAt(double x, double y) {
        double column = plot.columnAt(x - canvas().getLayoutX());
        double canvasY = y - canvas().getLayoutY();
        pointedHere = column >= 0 && column < shown.columns() && canvasY >= plot.top() && canvasY <= plot.bottom();
        view.point(pointedHere ? shown.from() + (column + 0.5) * shown.millisPerColumn() : Double.NaN);
    }

    void pointNowhere() {
        pointedHere = false;
        view.point(Double.NaN);
    }

    private double firstTime() {
        return points.size() == 0 ? Double.NaN : points.time(0);
    }

    private Frame arrange(boolean narrow) {
        double pixel = 1 / scale();
        double top = heading.lineHeight() + HEADER_GAP + (narrow ? face.lineHeight() + HEADER_GAP / 2 : 0);
        double bottom = canvas().getHeight() - face.lineHeight() - AxisPainter.LABEL_GAP;
        double left = labelWidth + AxisPainter.LABEL_GAP;
        double width = Math.floor((canvas().getWidth() - left) / pixel) * pixel;
        double height = Math.floor((bottom - top) / pixel) * pixel;
        plot = new Plot(left, top, Math.max(pixel, width), Math.max(pixel, height), pixel);
        int count = plot.columns();
        double millisPerColumn = view.width(now, firstTime()) / count;
        long last = Columns.columnOf(view.end(now), millisPerColumn);
        return new Frame(count, millisPerColumn, last - count + 1, view.pointed(), view.isLive());
    }

    private void paint(boolean narrow) {
        GraphicsContext graphics = canvas().getGraphicsContext2D();
        graphics.clearRect(0, 0, canvas().getWidth(), canvas().getHeight());
        paintHeader(graphics, narrow);
        AxisPainter axes = new AxisPainter(graphics, this, face, plot);
        if (points.size() == 0) {
            axes.empty(hint.get());
            return;
        }
        axes.times(shown.from(), shown.millisPerColumn(), zone);
        axes.values(unit, scale);
        HoverPainter hover = new HoverPainter(graphics, this, face, plot);
        double pointedX = plot.x(columns.indexOf(reading()));
        boolean pointing = pointedX >= plot.left() && pointedX < plot.right();
        if (pointing) {
            hover.crosshair(pointedX);
        }
        TracePainter lines = new TracePainter(graphics, plot, scale.top(), PEN);
        for (int s = series.size() - 1; s >= 0; s--) {
            Color color = color(series.get(s).tone().ink());
            columns.trace(s, trace);
            if (series.size() == 1) {
                lines.area(trace, color);
            }
            lines.line(trace, color);
        }
        if (!shown.live()) {
            hover.notice(texts.paused());
        }
        if (pointing) {
            paintReading(hover, pointedX);
        }
    }

    private void paintHeader(GraphicsContext graphics, boolean narrow) {
        double baseline = heading.ascent();
        graphics.setFont(heading.font());
        graphics.setTextAlign(TextAlignment.LEFT);
        graphics.setFill(color(Ink.TITLE));
        graphics.fillText(title, 0, baseline);
        boolean names = legend.width(face, true) <= canvas().getWidth();
        double x = narrow ? 0 : Math.rint(canvas().getWidth() - legend.width(face, true));
        legend.paint(graphics, this, face, x, narrow ? baseline + face.lineHeight() + 4 : baseline, names);
    }

    /** The time that the pointer reads: that of the nearest point, or the pointer's own if none is near. */
    private double reading() {
        double pointed = shown.pointed();
        int nearest = Double.isNaN(pointed) ? -1 : points.nearest(pointed);
        double reach = Math.max(1, REACH / plot.pixel()) * shown.millisPerColumn();
        return nearest >= 0 && Math.abs(points.time(nearest) - pointed) <= reach ? points.time(nearest) : pointed;
    }

    private void paintReading(HoverPainter hover, double x) {
        int column = (int) columns.indexOf(reading());
        List<HoverPainter.Row> rows = new ArrayList<>();
        for (int s = 0; s < series.size(); s++) {
            Color color = color(series.get(s).tone().ink());
            double low = columns.low(s, column);
            double high = columns.high(s, column);
            String value = Unit.NO_VALUE;
            if (low <= high) {
                String lowest = unit.format(low);
                String highest = unit.format(high);
                value = lowest.equals(highest) ? highest : lowest + " – " + highest;
                hover.mark(x, plot.y(high, scale.top()), color);
            }
            rows.add(new HoverPainter.Row(series.get(s).name(), value, color));
        }
        if (pointedHere) {
            String pattern = shown.millisPerColumn() < 200 ? "HH:mm:ss.SSS" : "HH:mm:ss";
            DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern).withZone(zone);
            hover.bubble(x, format.format(Instant.ofEpochMilli((long) reading())), rows);
        }
    }

    private void describe() {
        String values = points.size() == 0 ? hint.get() : legend.text();
        setAccessibleText(title + ": " + values + (view.isLive() ? "; " + texts.live() : "; " + texts.paused()));
    }
}
