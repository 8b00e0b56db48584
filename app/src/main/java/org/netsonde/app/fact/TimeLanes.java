package org.netsonde.app.fact;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.netsonde.app.chart.Unit;

/** Stretches of time below each other, each in a lane of its own, on one axis: a waterfall. JavaFX thread only. */
public final class TimeLanes {

    private static final double NANOS_PER_MILLI = 1e6;

    private final GridPane node = new GridPane();

    /**
     * What happened in a lane.
     *
     * @param name what it was
     * @param start when it began, from the left end of the axis on
     * @param took how long it took; zero leaves the lane empty
     * @param part its colour, as that of the part of that place in a {@link FactSection.Stretch bar}
     * @param note what stands behind it
     */
    public record Lane(String name, Duration start, Duration took, int part, String note) {

        private String words() {
            return name + ": " + note;
        }
    }

    /** Lanes without anything in them. */
    public TimeLanes(String id) {
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(Region.USE_PREF_SIZE);
        ColumnConstraints times = new ColumnConstraints();
        times.setHgrow(Priority.ALWAYS);
        times.setFillWidth(true);
        times.setMinWidth(80);
        ColumnConstraints notes = new ColumnConstraints();
        notes.setMinWidth(Region.USE_PREF_SIZE);
        notes.setHalignment(HPos.RIGHT);
        node.getColumnConstraints().setAll(names, times, notes);
        node.setId(id);
        node.getStyleClass().add("time-lanes");
    }

    /** What to put into a card. */
    public Node node() {
        return node;
    }

    /** Shows these; the axis ends with the last of them. */
    public void show(List<Lane> lanes) {
        long end = lanes.stream()
                .mapToLong(lane -> lane.start().plus(lane.took()).toNanos())
                .max()
                .orElse(0);
        long step = step(end);
        List<Long> ticks = new ArrayList<>();
        for (long at = 0; step > 0 && at <= end; at += step) {
            ticks.add(at);
        }
        node.getChildren().clear();
        for (int i = 0; i < lanes.size(); i++) {
            Lane lane = lanes.get(i);
            Label name = new Label(lane.name());
            name.getStyleClass().add("time-lane-name");
            Label note = new Label(lane.note());
            note.getStyleClass().add("time-lane-note");
            node.addRow(i, name, track(lane, ticks, end), note);
        }
        if (end > 0) {
            node.add(axis(ticks, end), 1, lanes.size());
        }
        node.setAccessibleText(lanes.stream().map(Lane::words).collect(Collectors.joining(", ")));
    }

    private static LaneTrack track(Lane lane, List<Long> ticks, long end) {
        LaneTrack track = new LaneTrack(end);
        ticks.forEach(track::line);
        if (!lane.took().isZero()) {
            Region bar = new Region();
            bar.getStyleClass().addAll("time-part", "time-part-" + lane.part());
            Tooltip.install(bar, new Tooltip(lane.words()));
            track.bar(bar, lane.start().toNanos(), lane.took().toNanos());
        }
        track.getStyleClass().add("time-track");
        return track;
    }

    private static LaneTrack axis(List<Long> ticks, long end) {
        LaneTrack axis = new LaneTrack(end);
        for (long tick : ticks) {
            Label label = new Label(tick == 0 ? "0" : Unit.MILLISECONDS.format(tick / NANOS_PER_MILLI));
            label.getStyleClass().add("time-tick");
            axis.label(label, tick);
        }
        axis.getStyleClass().add("time-axis");
        return axis;
    }

    /** A round distance, so that there are four to eight ticks; 0 where there is no time. */
    static long step(long end) {
        if (end <= 0) {
            return 0;
        }
        double rough = end / 5.0;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double digit = rough / power;
        double round = digit < 1.5 ? 1 : digit < 3.5 ? 2 : digit < 7.5 ? 5 : 10;
        return Math.max(1, Math.round(round * power));
    }
}
