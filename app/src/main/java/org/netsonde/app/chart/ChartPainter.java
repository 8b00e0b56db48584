package org.netsonde.app.chart;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** Lays out and draws a {@link TimeChart}: header, axes, lines and what the pointer asks for. */
final class ChartPainter {

    private static final double PEN = 1.5;
    private static final double HEADER_GAP = 10;
    private static final double LABEL_COLUMN = 16;
    private static final double VALUE_STEP_HEIGHT = 34;
    /** How near a point must be for the pointer to read it, in units of layout. */
    private static final double REACH = 24;

    private static final int MOST_NOTES = 4;

    private static final double FINE_MILLIS_PER_COLUMN = 200;

    private final Surface surface;
    private final String title;
    private final Unit unit;
    private final List<Series> series;
    private final PointBuffer points;
    private final Columns columns;
    private final ValueScale scale;
    private final Legend legend;
    private final MarkPainter marks;
    private final Trace trace = new Trace();
    private final ZoneId zone;
    private Typeface face = new Typeface(Font.getDefault());
    private Typeface heading = Typeface.heading(Font.getDefault());
    private double labelWidth;
    private boolean narrow;
    private Plot plot = new Plot(0, 0, 1, 1, 1);

    ChartPainter(
            Surface surface,
            String title,
            Unit unit,
            List<Series> series,
            PointBuffer points,
            Columns columns,
            ValueScale scale,
            Legend legend,
            Marks marks,
            ZoneId zone) {
        this.surface = surface;
        this.title = title;
        this.unit = unit;
        this.series = series;
        this.points = points;
        this.columns = columns;
        this.scale = scale;
        this.legend = legend;
        this.zone = zone;
        this.marks = new MarkPainter(marks);
    }

    Plot plot() {
        return plot;
    }

    /** How many steps the value axis has room for. */
    int valueSteps() {
        return (int) Math.max(1, plot.height() / VALUE_STEP_HEIGHT);
    }

    /** Places the plot for the size, font and labels of now; returns whether it moved. */
    boolean arrange() {
        if (!face.font().equals(surface.font())) {
            face = new Typeface(surface.font());
            heading = Typeface.heading(surface.font());
            legend.reset();
        }
        labelWidth = Math.ceil(AxisPainter.labelWidth(face, unit, scale) / LABEL_COLUMN) * LABEL_COLUMN;
        double available = surface.width();
        narrow = heading.width(title) + 2 * HEADER_GAP + legend.width(face, true) > available;
        double pixel = 1 / surface.scale();
        double top = heading.lineHeight() + HEADER_GAP + (narrow ? face.lineHeight() + HEADER_GAP / 2 : 0);
        double bottom = surface.height() - face.lineHeight() - AxisPainter.LABEL_GAP;
        double left = labelWidth + AxisPainter.LABEL_GAP;
        double width = Math.max(1, Math.floor((available - left) / pixel)) * pixel;
        double height = Math.max(1, Math.floor((bottom - top) / pixel)) * pixel;
        Plot before = plot;
        plot = new Plot(left, top, width, height, pixel);
        return !plot.equals(before);
    }

    /**
     * Draws everything.
     *
     * @param hint what to say without data
     * @param paused what to say while not live
     */
    void paint(Frame frame, String hint, String paused) {
        GraphicsContext graphics = surface.graphics();
        graphics.clearRect(0, 0, surface.width(), surface.height());
        header(graphics, frame.live() ? "" : paused);
        AxisPainter axes = new AxisPainter(graphics, surface, face, plot);
        if (points.size() == 0) {
            axes.empty(hint);
            return;
        }
        axes.times(frame.from(), frame.millisPerColumn(), zone);
        axes.values(unit, scale);
        HoverPainter hover = new HoverPainter(graphics, surface, face, plot);
        double reading = reading(frame);
        double x = plot.x(columns.indexOf(reading));
        boolean pointing = x >= plot.left() && x < plot.right();
        if (pointing) {
            hover.crosshair(x);
        }
        marks.paint(surface, plot, frame);
        lines(graphics);
        if (pointing) {
            List<HoverPainter.Row> rows = values(hover, x, (int) columns.indexOf(reading));
            if (frame.pointedHere()) {
                int room = Math.clamp(hover.lines() - rows.size() - 1, 1, MOST_NOTES);
                hover.bubble(x, time(reading, frame.millisPerColumn()), rows, notes(frame, room));
            }
        }
    }

    /** What is said of the marks that are pointed at; of many the first ones, and how many more there are. */
    private List<HoverPainter.Note> notes(Frame frame, int most) {
        List<Mark> pointed = marks.at(plot, frame, frame.pointed());
        List<HoverPainter.Note> notes = new ArrayList<>();
        for (Mark mark : pointed.subList(0, Math.min(pointed.size(), most))) {
            int left = pointed.size() - most;
            String more = notes.size() == most - 1 && left > 0 ? " (+" + left + ")" : "";
            notes.add(new HoverPainter.Note(
                    mark.text(), more, surface.color(mark.tone().ink())));
        }
        return notes;
    }

    private void header(GraphicsContext graphics, String state) {
        double available = surface.width();
        double baseline = heading.ascent();
        graphics.setFont(heading.font());
        graphics.setTextAlign(TextAlignment.LEFT);
        graphics.setFill(surface.color(Ink.TITLE));
        graphics.fillText(title, 0, baseline);
        double wide = legend.width(face, true);
        double x = narrow ? 0 : Math.rint(available - wide);
        double stateX = Math.ceil(heading.width(title)) + HEADER_GAP;
        graphics.setFont(face.font());
        graphics.setFill(surface.color(Ink.WARNING));
        graphics.fillText(face.fitted(state, (narrow ? available : x) - stateX - HEADER_GAP), stateX, baseline);
        double legendLine = narrow ? baseline + face.lineHeight() + HEADER_GAP / 2 : baseline;
        legend.paint(graphics, surface, face, x, legendLine, wide <= available);
    }

    private void lines(GraphicsContext graphics) {
        TracePainter painter = new TracePainter(graphics, plot, scale.top(), PEN);
        for (int s = series.size() - 1; s >= 0; s--) {
            Color color = surface.color(series.get(s).tone().ink());
            columns.trace(s, trace);
            if (series.size() == 1) {
                painter.area(trace, color);
            }
            painter.line(trace, color);
        }
    }

    /** The time that the pointer reads: that of the nearest point, or the pointer's own if none is near. */
    private double reading(Frame frame) {
        double pointed = frame.pointed();
        double reach = REACH / plot.pixel() * frame.millisPerColumn();
        int nearest = Double.isNaN(pointed) ? -1 : points.nearestValue(pointed, reach);
        return nearest >= 0 ? points.time(nearest) : pointed;
    }

    /** Marks the values of a column on the lines and returns them as text; a range where a column has several. */
    private List<HoverPainter.Row> values(HoverPainter hover, double x, int column) {
        List<HoverPainter.Row> rows = new ArrayList<>();
        for (int s = 0; s < series.size(); s++) {
            Color color = surface.color(series.get(s).tone().ink());
            String value = Unit.NO_VALUE;
            if (columns.low(s, column) <= columns.high(s, column)) {
                String lowest = unit.format(columns.low(s, column));
                String highest = unit.format(columns.high(s, column));
                value = lowest.equals(highest) ? highest : lowest + " – " + highest;
                hover.mark(x, plot.y(columns.high(s, column), scale.top()), color);
            }
            rows.add(new HoverPainter.Row(series.get(s).name(), value, color));
        }
        return rows;
    }

    private String time(double millis, double millisPerColumn) {
        String pattern = millisPerColumn < FINE_MILLIS_PER_COLUMN ? "HH:mm:ss.SSS" : "HH:mm:ss";
        return DateTimeFormatter.ofPattern(pattern).withZone(zone).format(Instant.ofEpochMilli((long) millis));
    }
}
