package org.netsonde.app.fx;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.util.Subscription;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;

/** Brings the states of endpoints to the JavaFX thread. Stateless. */
public final class EndpointStates {

    private EndpointStates() {}

    /**
     * Calls {@code reader} on the JavaFX thread with the state now and after changes, until the subscription is given up.
     * However fast the state changes, one call is waiting at most; it brings the latest state.
     */
    public static Subscription observe(Endpoint endpoint, Consumer<EndpointState> reader) {
        AtomicBoolean waiting = new AtomicBoolean();
        AtomicBoolean ended = new AtomicBoolean();
        Runnable deliver = () -> {
            waiting.set(false);
            if (!ended.get()) {
                reader.accept(endpoint.state());
            }
        };
        var observed = endpoint.observe(state -> {
            if (waiting.compareAndSet(false, true)) {
                Platform.runLater(deliver);
            }
        });
        if (Platform.isFxApplicationThread()) {
            reader.accept(endpoint.state());
        } else if (waiting.compareAndSet(false, true)) {
            Platform.runLater(deliver);
        }
        return () -> {
            ended.set(true);
            observed.close();
        };
    }
}
