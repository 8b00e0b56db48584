package org.netsonde.app.chart;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.image.WritableImage;

/**
 * A live chart of values over time. It keeps its own bounded data and follows the present until the user zooms (wheel,
 * plus, minus), pans (drag, arrow keys) or points; double click, Home or Escape return. Values are expected to be 0 or
 * more; negative ones are drawn at 0.
 *
 * <p>It never draws by itself: the window's frame clock calls {@link #render} while the chart is showing, which returns
 * at once if nothing visible changed. Style class {@code time-chart}; colours and font come from the style sheet. JavaFX
 * thread only.
 */
public final class TimeChart extends StyledCanvas implements Pictured {

    private static final int CAPACITY = 200_000;
    private static final double LEAST_WIDTH = 160;
    private static final double LEAST_HEIGHT = 90;
    private static final double USUAL_WIDTH = 480;
    private static final double USUAL_HEIGHT = 200;
    /** The part of the width, at its right end, in which zooming a live chart keeps it live. */
    private static final double LIVE_EDGE = 0.1;
    /** Around a picture. */
    private static final double MARGIN = 10;

    private final String title;
    private final Unit unit;
    private final List<Series> series;
    private final ChartTexts texts;
    private final TimeView view;
    private final long bridge;
    private final StringProperty hint;
    private final PointBuffer points;
    private final Columns columns;
    private final ValueScale scale;
    private final Legend legend;
    private final ChartPainter painter;
    private Frame shown = Frame.NONE;
    private boolean pointedHere;
    private long now;

    /** A chart with a view of its own, of values without gaps. */
    public TimeChart(String title, Unit unit, List<Series> series, ChartTexts texts) {
        this(title, unit, series, texts, new TimeView(), 0);
    }

    /**
     * A chart.
     *
     * @param title shown above, in the user's language
     * @param unit how values are written
     * @param series one or more; the first is drawn on top, and a single one gets a light area below
     * @param view the visible time, which several charts may share
     * @param bridge how long a gap in the values may be, in milliseconds, for a line to be drawn across it
     */
    public TimeChart(String title, Unit unit, List<Series> series, ChartTexts texts, TimeView view, long bridge) {
        super("time-chart");
        this.title = title;
        this.texts = texts;
        this.view = view;
        this.bridge = bridge;
        points = new PointBuffer(CAPACITY, series.size());
        columns = new Columns(series.size(), bridge);
        scale = new ValueScale(unit);
        // What was recorded has no values of now.
        legend = new Legend(List.copyOf(series), view.isRecorded() ? Optional.empty() : Optional.of(unit), bridge);
        this.unit = unit;
        this.series = List.copyOf(series);
        painter = painter(surface(), columns);
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

    private ChartPainter painter(Surface surface, Columns reduced) {
        return new ChartPainter(
                surface, title, unit, series, points, reduced, scale, legend, view.marks(), view.zone());
    }

    @Override
    public String title() {
        return title;
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
        now = view.now(nowMillis);
        boolean due = takeRedraw();
        boolean read = legend.refresh(points, now);
        if (canvas().getWidth() < LEAST_WIDTH / 2 || canvas().getHeight() < LEAST_HEIGHT / 2) {
            canvas().getGraphicsContext2D().clearRect(0, 0, canvas().getWidth(), canvas().getHeight());
            return;
        }
        boolean moved = (due || read) && painter.arrange();
        Frame next = frame(painter.plot());
        if (!due && !read && !moved && next.equals(shown) && !scale.shrinking()) {
            return;
        }
        boolean settle = next.millisPerColumn() != shown.millisPerColumn() || !next.live();
        columns.update(points, next.millisPerColumn(), next.firstColumn(), next.columns());
        scale.fit(columns.peak(), painter.valueSteps(), nowMillis, settle || view.isRecorded());
        if (painter.arrange()) { // the labels of the new scale need another width
            next = frame(painter.plot());
            columns.update(points, next.millisPerColumn(), next.firstColumn(), next.columns());
        }
        if (due || read || next.live() != shown.live() || next.marks() != shown.marks()) {
            describe();
        }
        shown = next;
        painter.paint(next, hint.get(), texts.paused());
    }

    @Override
    public WritableImage picture(double pixels) {
        PictureSurface surface = new PictureSurface(surface(), MARGIN, pixels);
        Columns reduced = new Columns(series.size(), bridge);
        ChartPainter picture = painter(surface, reduced);
        picture.arrange();
        Frame next = frame(picture.plot()).unpointed();
        reduced.update(points, next.millisPerColumn(), next.firstColumn(), next.columns());
        picture.paint(next, hint.get(), "");
        return surface.image();
    }

    /** {@inheritDoc} A line for each point, times in UTC. */
    @Override
    public String visibleValues() {
        return new VisibleValues(series, unit, points).csv(visibleFrom(), visibleTo());
    }

    /** The time at the left end, in milliseconds since the epoch. */
    public long visibleFrom() {
        return (long) Math.ceil(shown.from());
    }

    /** The time at the right end, in milliseconds since the epoch; that of the last rendering while live. */
    public long visibleTo() {
        return (long) Math.floor(Math.min(shown.time(shown.columns()), view.end(now)));
    }

    /** The time at a place in the chart, the nearest visible one where that is none, in milliseconds since the epoch. */
    public long timeAt(double x) {
        double column = painter.plot().columnAt(x - canvas().getLayoutX());
        return Math.clamp((long) shown.time(column + 0.5), visibleFrom(), visibleTo());
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
        double column = painter.plot().columnAt(x - canvas().getLayoutX());
        boolean atEdge = view.isLive() && column > shown.columns() * (1 - LIVE_EDGE);
        view.zoom(factor, atEdge ? now : shown.time(column), now, firstTime());
    }

    /** Zooms at the present if it is shown, else at the middle. */
    void zoom(double factor) {
        view.zoom(factor, view.isLive() ? now : shown.time(shown.columns() / 2.0), now, firstTime());
    }

    /** Pans by a distance on the screen, towards the past if negative. */
    void pan(double distance) {
        view.pan(distance / painter.plot().pixel() * shown.millisPerColumn(), now, firstTime());
    }

    void pointAt(double x, double y) {
        double column = painter.plot().columnAt(x - canvas().getLayoutX());
        double canvasY = y - canvas().getLayoutY();
        Plot plot = painter.plot();
        pointedHere = column >= 0
                && column < shown.columns()
                && canvasY >= plot.top() - MarkPainter.FLAG
                && canvasY <= plot.bottom();
        view.point(pointedHere ? shown.time(column + 0.5) : Double.NaN);
    }

    void pointNowhere() {
        pointedHere = false;
        view.point(Double.NaN);
    }

    private double firstTime() {
        return points.size() == 0 ? Double.NaN : points.time(0);
    }

    private Frame frame(Plot plot) {
        int count = plot.columns();
        double millisPerColumn = view.width(now, firstTime()) / count;
        long last = Columns.columnOf(view.end(now), millisPerColumn);
        return new Frame(
                count,
                millisPerColumn,
                last - count + 1,
                view.pointed(),
                pointedHere,
                view.isLive(),
                view.marks().version());
    }

    private void describe() {
        String values = points.size() == 0 ? hint.get() : legend.text();
        setAccessibleText(title + ": " + values + said(view.isLive() ? texts.live() : texts.paused()) + marked());
    }

    private static String said(String state) {
        return state.isEmpty() ? "" : "; " + state;
    }

    /** The latest mark, which is the one that somebody would ask for. */
    private String marked() {
        List<Mark> marks = view.marks().all();
        return marks.isEmpty() ? "" : "; " + marks.getLast().text();
    }
}
