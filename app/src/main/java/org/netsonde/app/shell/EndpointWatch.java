package org.netsonde.app.shell;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import javafx.util.Subscription;
import org.netsonde.app.fx.EndpointStates;
import org.netsonde.app.workbench.Workbench;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;

/** Follows the states of whatever endpoints the workbench has. JavaFX thread only. */
final class EndpointWatch {

    private final Workbench workbench;
    private final BiConsumer<Endpoint, EndpointState> states;
    private final BiConsumer<Endpoint, EndpointState> news;
    private final Map<Endpoint, Subscription> watched = new HashMap<>();
    private final org.netsonde.engine.protocol.Subscription changes;
    private boolean begun;

    /**
     * Begins to follow.
     *
     * @param states hears every state, the present ones first
     * @param news hears only what is later than now
     */
    EndpointWatch(
            Workbench workbench, BiConsumer<Endpoint, EndpointState> states, BiConsumer<Endpoint, EndpointState> news) {
        this.workbench = workbench;
        this.states = states;
        this.news = news;
        changes = workbench.observe(this::sync);
        sync();
        begun = true;
    }

    private void sync() {
        Set<Endpoint> present = workbench.endpoints().stream().collect(Collectors.toSet());
        watched.entrySet().removeIf(entry -> {
            boolean gone = !present.contains(entry.getKey());
            if (gone) {
                entry.getValue().unsubscribe();
            }
            return gone;
        });
        for (Endpoint endpoint : present) {
            if (!watched.containsKey(endpoint)) {
                watched.put(endpoint, Subscription.EMPTY);
                watched.put(endpoint, EndpointStates.observe(endpoint, state -> tell(endpoint, state)));
            }
        }
    }

    private void tell(Endpoint endpoint, EndpointState state) {
        states.accept(endpoint, state);
        if (begun) {
            news.accept(endpoint, state);
        }
    }

    void dispose() {
        changes.close();
        watched.values().forEach(Subscription::unsubscribe);
        watched.clear();
    }
}
