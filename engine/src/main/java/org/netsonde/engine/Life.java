package org.netsonde.engine;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.metrics.EndpointMetrics;
import org.netsonde.engine.protocol.Subscription;

/**
 * The state of one endpoint, who is told of it, and the latest failure. Safe for threads; whoever needs several steps to be
 * one holds its lock.
 */
final class Life {

    private final EndpointMetrics metrics;
    private final FailureMarks failures;
    private final List<Consumer<EndpointState>> observers = new CopyOnWriteArrayList<>();
    private volatile EndpointState state = new EndpointState.Idle();
    private volatile @Nullable Failure lastFailure;

    Life(EndpointMetrics metrics, FailureMarks failures) {
        this.metrics = metrics;
        this.failures = failures;
    }

    EndpointState state() {
        return state;
    }

    Optional<Failure> lastFailure() {
        return Optional.ofNullable(lastFailure);
    }

    /** A new attempt begins, of which nothing has failed yet. */
    void begin() {
        lastFailure = null;
        failures.begin();
    }

    /** Something failed. */
    void failed(Failure failure) {
        lastFailure = failure;
        failures.failed(failure);
    }

    Subscription observe(Consumer<EndpointState> observer) {
        observers.add(observer);
        return () -> observers.remove(observer);
    }

    /** Whether the state is still this very one: the starting state of a later attempt is an equal, but another one. */
    @SuppressWarnings("ReferenceEquality")
    boolean isStill(EndpointState expected) {
        return state == expected;
    }

    /** Goes from one state to the next and tells the observers; false if the state is another one by now. */
    synchronized boolean move(EndpointState from, EndpointState to) {
        if (!isStill(from)) {
            return false;
        }
        state = to;
        if (to instanceof EndpointState.Failed failed) {
            failed(failed.failure());
        }
        if (to instanceof EndpointState.Running) {
            metrics.started(System.nanoTime());
        } else if (from instanceof EndpointState.Running) {
            metrics.stopped();
        }
        observers.forEach(observer -> observer.accept(to));
        return true;
    }
}
