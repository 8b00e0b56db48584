package org.netsonde.app.chart;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;

/**
 * Which stretch of time is visible, and the time pointed at. Several charts may share one view: they then scroll, zoom
 * and point together, and mark the same moments. JavaFX thread only.
 */
public final class TimeView {

    private static final double SHORTEST = 1_000;
    private static final double LONGEST = 366 * 86_400_000.0;
    /** The width of {@link Span#ALL} grows in such steps, not with every frame. */
    private static final double GROWTH = 1.05;

    private final ObjectProperty<Span> span = new SimpleObjectProperty<>(this, "span", Span.ONE_MINUTE) {
        @Override
        protected void invalidated() {
            get();
            follow();
        }
    };
    private final ReadOnlyBooleanWrapper live = new ReadOnlyBooleanWrapper(this, "live", true);
    private final Marks marks = new Marks();
    /** The width chosen by zooming; NaN while the span decides. */
    private double zoomed = Double.NaN;
    /** The right end while not live. */
    private double end;

    private double pointed = Double.NaN;

    /** A live view of one minute. */
    public TimeView() {}

    /** How much a live view shows. Setting it returns to live. */
    public ObjectProperty<Span> spanProperty() {
        return span;
    }

    /** Whether the right end is the present. */
    public ReadOnlyBooleanProperty liveProperty() {
        return live.getReadOnlyProperty();
    }

    /** Whether the right end is the present. */
    public boolean isLive() {
        return live.get();
    }

    /** Follows the present again, at the width of the span. */
    public void follow() {
        zoomed = Double.NaN;
        live.set(true);
    }

    /**
     * The visible width in milliseconds.
     *
     * @param first the time of the first value kept, or NaN if there is none
     */
    double width(long now, double first) {
        if (!Double.isNaN(zoomed)) {
            return zoomed;
        }
        if (span.get() != Span.ALL) {
            return span.get().millis();
        }
        double shortest = Span.ONE_MINUTE.millis();
        double needed = Double.isNaN(first) ? shortest : Math.max(shortest, now - first);
        double width = shortest * Math.pow(GROWTH, Math.ceil(Math.log(needed / shortest) / Math.log(GROWTH)));
        return Math.min(LONGEST, width);
    }

    /** The right end in milliseconds since the epoch. */
    double end(long now) {
        return live.get() ? now : end;
    }

    /**
     * Makes the visible stretch shorter or longer.
     *
     * @param factor above 1 zooms out
     * @param anchor the time that keeps its place; the present keeps a live view live
     */
    void zoom(double factor, double anchor, long now, double first) {
        double width = width(now, first);
        double wider = Math.clamp(width * factor, SHORTEST, LONGEST);
        double right = end(now);
        zoomed = wider;
        moveTo(anchor + (right - anchor) * wider / width, now, first);
    }

    /** Moves the visible stretch by a time, towards the past if negative. Reaching the present makes it live. */
    void pan(double millis, long now, double first) {
        double width = width(now, first);
        double right = end(now);
        if (live.get() && millis >= 0) {
            return;
        }
        zoomed = width;
        moveTo(right + millis, now, first);
    }

    /** What the charts mark. */
    public Marks marks() {
        return marks;
    }

    /** The time pointed at in one of the charts; NaN if none. */
    double pointed() {
        return pointed;
    }

    void point(double millis) {
        pointed = millis;
    }

    private void moveTo(double right, long now, double first) {
        double oldest = Double.isNaN(first) ? now : Math.min((double) now, first + zoomed / 10);
        end = Math.max(right, oldest);
        live.set(end >= now);
    }
}
