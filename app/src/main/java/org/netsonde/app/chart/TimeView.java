package org.netsonde.app.chart;

import java.time.ZoneId;
import java.time.ZoneOffset;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * Which stretch of time is visible, and the time pointed at. Several charts may share one view: they then scroll, zoom
 * and point together, and mark the same moments. Of a run that goes on, the visible stretch follows the present until the
 * user zooms or pans; of one that was recorded it lies within the run, and all of it is visible to begin with. JavaFX
 * thread only.
 */
public final class TimeView {

    static final double SHORTEST = 1_000;
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

    /** The recorded run; null where the present goes on. */
    private final @Nullable Stretch run;

    private final ZoneId zone;
    private final ReadOnlyObjectWrapper<Stretch> shown;

    /** A live view of one minute. */
    public TimeView() {
        this(null, ZoneId.systemDefault());
    }

    private TimeView(@Nullable Stretch run, ZoneId zone) {
        this.run = run;
        this.zone = zone;
        shown = new ReadOnlyObjectWrapper<>(this, "shown", run == null ? new Stretch(0, 0) : run);
    }

    /** A view of a recorded run, from its first moment to its last, in milliseconds since the epoch. */
    public static TimeView recorded(double first, double last) {
        return new TimeView(Stretch.atLeast(first, last, SHORTEST), ZoneId.systemDefault());
    }

    /** A view of runs that are laid over each other: times are milliseconds since they began. */
    public static TimeView sinceBeginning(double longest) {
        return new TimeView(Stretch.atLeast(0, longest, SHORTEST), ZoneOffset.UTC);
    }

    /** Whether it is of a recorded run. */
    public boolean isRecorded() {
        return run != null;
    }

    /** What is visible of a recorded run. */
    public ReadOnlyObjectProperty<Stretch> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** The whole recorded run, or of a live view what is not known. */
    public Stretch run() {
        return run == null ? shown.get() : run;
    }

    /**
     * Shows a stretch of a recorded run, as far as it lies within it, and at least a second.
     *
     * @param from in milliseconds since the epoch
     * @param to likewise
     */
    public void show(double from, double to) {
        if (run != null) {
            Stretch next = run.fitted(from, Math.clamp(to - from, SHORTEST, run.width()));
            shown.set(next);
            live.set(next.equals(run));
        }
    }

    /** Whose wall clock times are written in. */
    ZoneId zone() {
        return zone;
    }

    /** The present: of a recorded run, its last moment. */
    long now(long present) {
        return run == null ? present : (long) run.to();
    }

    /** How much a live view shows. Setting it returns to live. */
    public ObjectProperty<Span> spanProperty() {
        return span;
    }

    /** Whether the right end is the present; of a recorded run, whether all of it is visible. */
    public ReadOnlyBooleanProperty liveProperty() {
        return live.getReadOnlyProperty();
    }

    /** Whether the right end is the present; of a recorded run, whether all of it is visible. */
    public boolean isLive() {
        return live.get();
    }

    /** Follows the present again, at the width of the span; of a recorded run, shows all of it. */
    public void follow() {
        if (run != null) {
            shown.set(run);
        }
        zoomed = Double.NaN;
        live.set(true);
    }

    /**
     * The visible width in milliseconds.
     *
     * @param first the time of the first value kept, or NaN if there is none
     */
    double width(long now, double first) {
        if (run != null) {
            return shown.get().width();
        }
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
        if (run != null) {
            return shown.get().to();
        }
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
        if (run != null) {
            double from = anchor - (anchor - (right - width)) * wider / width;
            show(from, from + wider);
            return;
        }
        zoomed = wider;
        moveTo(anchor + (right - anchor) * wider / width, now, first);
    }

    /** Moves the visible stretch by a time, towards the past if negative. Reaching the present makes it live. */
    void pan(double millis, long now, double first) {
        double width = width(now, first);
        double right = end(now);
        if (run != null) {
            show(right - width + millis, right + millis);
            return;
        }
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
