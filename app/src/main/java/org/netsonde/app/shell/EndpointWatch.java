package org.netsonde.app.shell;

import java.util.HashMap;
import java.util.List;
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
    private final List<BiConsumer<Endpoint, EndpointState>> readers;
    private final Map<Endpoint, Subscription> watched = new HashMap<>();
    private final org.netsonde.engine.protocol.Subscription changes;

    /** Calls each reader with every state, the present one first. */
    EndpointWatch(Workbench workbench, List<BiConsumer<Endpoint, EndpointState>> readers) {
        this.workbench = workbench;
        this.readers = readers;
        changes = workbench.observe(this::sync);
        sync();
    }

    private void sync() {
        Set<Endpoint> present = workbench.endpoints().stream().collect(Collectors.toSet());
        watched.keySet().removeIf(endpoint -> {
            boolean gone = !present.contains(endpoint);
            if (gone) {
                watched.get(endpoint).unsubscribe();
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
        readers.forEach(reader -> reader.accept(endpoint, state));
    }

    void dispose() {
        changes.close();
        watched.values().forEach(Subscription::unsubscribe);
        watched.clear();
    }
}
