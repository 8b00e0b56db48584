package org.netsonde.app.fact;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** One lane: what is in it lies where its time is, in whatever width there is. JavaFX thread only. */
final class LaneTrack extends Region {

    /** What took next to nothing is seen all the same. */
    private static final double LEAST_WIDTH = 2;

    private final long end;
    private final List<Placed> placed = new ArrayList<>();

    private record Placed(Region what, long start, long took, boolean label) {}

    /** An empty lane that ends there, in nanoseconds. */
    LaneTrack(long end) {
        this.end = Math.max(1, end);
        setMinWidth(0);
    }

    /** Adds a line of the grid. */
    void line(long at) {
        Region line = new Region();
        line.getStyleClass().add("time-line");
        line.setMouseTransparent(true);
        add(new Placed(line, at, 0, false));
    }

    /** Adds a bar. */
    void bar(Region bar, long start, long took) {
        add(new Placed(bar, start, took, false));
    }

    /** Adds a label centred there, or as near as there is room for it. */
    void label(Label label, long at) {
        add(new Placed(label, at, 0, true));
    }

    private void add(Placed one) {
        placed.add(one);
        getChildren().add(one.what());
    }

    private double x(long nanos) {
        return getWidth() * nanos / end;
    }

    @Override
    protected double computePrefHeight(double width) {
        return placed.stream()
                .filter(Placed::label)
                .mapToDouble(one -> one.what().prefHeight(-1))
                .max()
                .orElse(0);
    }

    @Override
    protected void layoutChildren() {
        double free = 0;
        for (Placed one : placed) {
            double x = x(one.start());
            if (one.label()) {
                double width = one.what().prefWidth(-1);
                double left = Math.clamp(x - width / 2, 0, Math.max(0, getWidth() - width));
                one.what().resizeRelocate(snapPositionX(left), 0, width, getHeight());
                // One that would cover the one before it is left out.
                one.what().setVisible(left >= free);
                free = left >= free ? left + width + 4 : free;
            } else if (one.took() == 0) {
                one.what().resizeRelocate(snapPositionX(Math.min(x, getWidth() - 1)), 0, 1, getHeight());
            } else {
                double width = Math.max(LEAST_WIDTH, x(one.took()));
                double height = Math.rint(getHeight() * 0.6);
                one.what()
                        .resizeRelocate(
                                Math.min(x, Math.max(0, getWidth() - width)),
                                Math.rint((getHeight() - height) / 2),
                                width,
                                height);
            }
        }
    }
}
