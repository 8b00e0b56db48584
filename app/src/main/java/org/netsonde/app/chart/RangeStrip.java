package org.netsonde.app.chart;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.paint.Color;

/**
 * A whole recorded run in a strip, and which part of it is looked at: two handles that are dragged, or moved with the
 * keyboard (see {@link RangeGestures}). What is chosen is the visible part of the {@link TimeView} that it shares with
 * charts. Marks show as ticks at the top.
 *
 * <p>Drawn by {@link #render} like a {@link TimeChart}. Style class {@code range-strip}. JavaFX thread only.
 */
public final class RangeStrip extends StyledCanvas {

    private static final int CAPACITY = 200_000;
    private static final long BRIDGE_MILLIS = 2_000;
    private static final double LEAST_WIDTH = 160;
    private static final double HEIGHT = 68;
    private static final double PEN = 1.5;
    private static final double HEAD = 7;
    private static final double HANDLE = 3;
    private static final double GRIP_HEIGHT = 16;
    private static final double GRIP_WIDTH = 7;
    private static final double MARK_WIDTH = 3;
    /** How near the pointer must be to a handle or a mark. */
    private static final double NEAR = 6;

    private static final double SHADE = 0.62;
    private static final double HEADROOM = 1.1;

    private final TimeView view;
    private final PointBuffer points = new PointBuffer(CAPACITY, 1);
    private final Columns columns = new Columns(1, BRIDGE_MILLIS);
    private final Trace trace = new Trace();
    private final Tooltip tip = new Tooltip();
    private List<Mark> marks = List.of();
    private Consumer<Mark> onMark = mark -> {};
    private Typeface face = new Typeface(javafx.scene.text.Font.getDefault());
    private Plot plot = new Plot(0, 0, 1, 1, 1);

    /**
     * A strip.
     *
     * @param view of a recorded run
     */
    public RangeStrip(TimeView view) {
        super("range-strip");
        this.view = view;
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        setMaxHeight(HEIGHT);
        setMinWidth(LEAST_WIDTH);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.SLIDER);
        view.shownProperty().subscribe(this::redraw);
        focusedProperty().subscribe(this::redraw);
        RangeGestures.install(this, view);
    }

    /** Adds a value, 0 or more; the shape of the run is drawn from these. */
    public void append(long millis, double value) {
        points.append(millis, value);
        redraw();
    }

    /** Shows these marks, in the order of time. */
    public void marks(List<Mark> all) {
        marks = List.copyOf(all);
        redraw();
    }

    /** Hears when a mark is clicked. */
    public void onMark(Consumer<Mark> listener) {
        onMark = listener;
    }

    /** Draws, if anything changed since the last call. */
    public void render() {
        if (!takeRedraw() || canvas().getWidth() < LEAST_WIDTH / 2) {
            return;
        }
        if (!face.font().equals(font())) {
            face = new Typeface(font());
        }
        arrange();
        GraphicsContext graphics = canvas().getGraphicsContext2D();
        graphics.clearRect(0, 0, canvas().getWidth(), canvas().getHeight());
        AxisPainter axes = new AxisPainter(graphics, surface(), face, plot);
        double perColumn = millisPerColumn();
        axes.times(view.run().from(), perColumn, view.zone());
        line(graphics, perColumn);
        shade(graphics);
        marks.forEach(mark -> mark(graphics, mark));
        handles(graphics);
    }

    private void arrange() {
        double pixel = 1 / scale();
        double bottom = canvas().getHeight() - face.lineHeight() - AxisPainter.LABEL_GAP;
        double width = Math.max(1, Math.floor((canvas().getWidth() - GRIP_WIDTH) / pixel)) * pixel;
        plot = new Plot(GRIP_WIDTH / 2, HEAD, width, Math.max(1, bottom - HEAD), pixel);
    }

    private double millisPerColumn() {
        return view.run().width() / plot.columns();
    }

    private void line(GraphicsContext graphics, double perColumn) {
        columns.update(points, perColumn, Columns.columnOf(view.run().from(), perColumn), plot.columns() + 1);
        columns.trace(0, trace);
        double peak = columns.peak();
        TracePainter painter = new TracePainter(graphics, plot, peak > 0 ? peak * HEADROOM : 1, PEN);
        Color color = color(peak > 0 ? Ink.ACCENT : Ink.NEUTRAL);
        painter.area(trace, color);
        painter.line(trace, color);
    }

    /** What is not looked at steps back. */
    private void shade(GraphicsContext graphics) {
        graphics.setFill(color(Ink.BUBBLE).deriveColor(0, 1, 1, SHADE));
        double left = xOf(view.shownProperty().get().from());
        double right = xOf(view.shownProperty().get().to());
        graphics.fillRect(plot.left(), plot.top(), left - plot.left(), plot.height());
        graphics.fillRect(right, plot.top(), plot.right() - right, plot.height());
    }

    private void mark(GraphicsContext graphics, Mark mark) {
        double x = Math.rint(xOf(mark.at()));
        graphics.setFill(color(mark.tone().ink()));
        graphics.fillRect(x, plot.top() - HEAD, plot.pixel(), plot.height() + HEAD);
        graphics.fillRoundRect(x - MARK_WIDTH, 0, 2 * MARK_WIDTH, HEAD, MARK_WIDTH, MARK_WIDTH);
    }

    private void handles(GraphicsContext graphics) {
        Color color = color(isFocused() ? Ink.ACCENT : Ink.LABEL);
        for (double at : new double[] {
            view.shownProperty().get().from(), view.shownProperty().get().to()
        }) {
            double x = Math.rint(xOf(at));
            graphics.setFill(color);
            graphics.fillRect(x - HANDLE / 2, plot.top(), HANDLE, plot.height());
            double y = plot.top() + (plot.height() - GRIP_HEIGHT) / 2;
            graphics.fillRoundRect(x - GRIP_WIDTH / 2, y, GRIP_WIDTH, GRIP_HEIGHT, 4, 4);
        }
    }

    /** Where a time is, in coordinates of the canvas. */
    private double xOf(double millis) {
        return plot.left() + (millis - view.run().from()) / view.run().width() * plot.width();
    }

    /** Where a time is, in coordinates of the strip. */
    double positionOf(double millis) {
        return canvas().getLayoutX() + xOf(millis);
    }

    /** The time at a place, in coordinates of the strip; within the run. */
    public double momentAt(double x) {
        double part = (x - canvas().getLayoutX() - plot.left()) / plot.width();
        return view.run().from() + Math.clamp(part, 0, 1) * view.run().width();
    }

    boolean isNear(double x, double millis) {
        return Math.abs(x - positionOf(millis)) <= NEAR;
    }

    /** The mark whose head is at a place. */
    Optional<Mark> markAt(double x, double y) {
        return y - canvas().getLayoutY() > HEAD + NEAR
                ? Optional.empty()
                : marks.stream()
                        .filter(mark -> isNear(x, mark.at()))
                        .min((a, b) ->
                                Double.compare(Math.abs(x - positionOf(a.at())), Math.abs(x - positionOf(b.at()))));
    }

    void fire(Mark mark) {
        onMark.accept(mark);
    }

    /** Says what is under the pointer. */
    void tell(Optional<Mark> mark) {
        if (mark.isPresent()) {
            tip.setText(mark.get().text());
            Tooltip.install(this, tip);
        } else {
            Tooltip.uninstall(this, tip);
        }
    }
}
