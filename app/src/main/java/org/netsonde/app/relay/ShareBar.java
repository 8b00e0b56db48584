package org.netsonde.app.relay;

import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;

/** A share of the whole as a bar, with a mark where it ought to end. JavaFX thread only. */
final class ShareBar extends Region {

    private static final double HEIGHT = 14;
    private static final double TRACK = 8;
    private static final double MARK_WIDTH = 2;

    private final Region track = part("track");
    private final Region fill = part("fill");
    private final Region mark = part("ideal");
    private double share;
    private double ideal;

    ShareBar() {
        getStyleClass().add("share-bar");
        getChildren().addAll(track, fill, mark);
        setAccessibleRole(AccessibleRole.PROGRESS_INDICATOR);
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        setMaxHeight(HEIGHT);
        setMinWidth(60);
    }

    private static Region part(String name) {
        Region part = new Region();
        part.getStyleClass().add(name);
        part.setManaged(false);
        return part;
    }

    /**
     * Shows a share.
     *
     * @param newShare how much it is, from 0 to 1
     * @param newIdeal how much it ought to be, from 0 to 1; NaN where that is not known
     */
    void show(double newShare, double newIdeal) {
        if (share != newShare || ideal != newIdeal) {
            share = Math.clamp(newShare, 0, 1);
            ideal = newIdeal;
            requestLayout();
        }
    }

    /** How much is shown, from 0 to 1. */
    double share() {
        return share;
    }

    @Override
    protected void layoutChildren() {
        double top = (getHeight() - TRACK) / 2;
        track.resizeRelocate(0, top, getWidth(), TRACK);
        fill.resizeRelocate(0, top, getWidth() * share, TRACK);
        mark.setVisible(!Double.isNaN(ideal));
        if (mark.isVisible()) {
            double at = Math.clamp(getWidth() * ideal - MARK_WIDTH / 2, 0, Math.max(0, getWidth() - MARK_WIDTH));
            mark.resizeRelocate(snapPositionX(at), 0, MARK_WIDTH, getHeight());
        }
    }
}
