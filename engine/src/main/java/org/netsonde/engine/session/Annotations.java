package org.netsonde.engine.session;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.protocol.Subscription;

/**
 * What was marked in the run that goes on: by the user, and by failures, thresholds and faults themselves. Bounded: of
 * marks that come by themselves the oldest give way, and are counted. Safe for threads.
 */
public final class Annotations {

    /** How many are kept. */
    public static final int MOST = 10_000;

    private final InstantSource clock;
    private final int most;
    private final List<Annotation> all = new ArrayList<>();
    private final List<Consumer<Annotation>> listeners = new CopyOnWriteArrayList<>();
    private long ids;
    private long version;
    private long dropped;

    /** None so far. */
    public Annotations(InstantSource clock) {
        this(clock, MOST);
    }

    Annotations(InstantSource clock, int most) {
        this.clock = clock;
        this.most = most;
    }

    /**
     * Marks this moment.
     *
     * @param endpoint the id of the endpoint concerned; null for all
     * @param text made one line of; cut if it is long
     */
    public Annotation add(Annotation.Kind kind, @Nullable String endpoint, String text) {
        return add(clock.instant(), kind, endpoint, text);
    }

    /**
     * Marks a moment, which may have passed. Listeners hear of it now.
     *
     * @param endpoint the id of the endpoint concerned; null for all
     * @param text made one line of; cut if it is long
     */
    public Annotation add(Instant at, Annotation.Kind kind, @Nullable String endpoint, String text) {
        Annotation annotation;
        synchronized (this) {
            annotation = new Annotation(Long.toString(++ids), at, kind, endpoint == null ? "" : endpoint, text);
            all.add(placeOf(at), annotation);
            if (all.size() > most) {
                dropped++;
                all.remove(oldestToDrop());
            }
            version++;
        }
        listeners.forEach(listener -> listener.accept(annotation));
        return annotation;
    }

    /** Behind all that were not later; nearly always the end. */
    private int placeOf(Instant at) {
        int place = all.size();
        while (place > 0 && all.get(place - 1).at().isAfter(at)) {
            place--;
        }
        return place;
    }

    /** A note of the user goes last. */
    private Annotation oldestToDrop() {
        return all.stream()
                .filter(annotation -> annotation.kind() != Annotation.Kind.NOTE)
                .findFirst()
                .orElse(all.getFirst());
    }

    /** Hears of each as it is made, on whatever thread makes it; must be quick. */
    public Subscription observe(Consumer<Annotation> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** All that are kept, in the order of time. */
    public synchronized List<Annotation> all() {
        return List.copyOf(all);
    }

    /** Changes whenever {@link #all} does, so that a reader can tell cheaply whether to look again. */
    public synchronized long version() {
        return version;
    }

    /** How many gave way to newer ones. */
    public synchronized long dropped() {
        return dropped;
    }

    /** Forgets all: another run begins. */
    public synchronized void clear() {
        all.clear();
        version++;
    }
}
