package org.netsonde.app.workbench;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.protocol.Role;

/** Starts many endpoints so that each finds what it needs: servers, then relays, then clients. Stateless. */
public final class StartOrder {

    private StartOrder() {}

    /**
     * Starts those that are not running. One that fails does not keep the others from being tried.
     *
     * @return completes when each runs or has failed; never exceptionally
     */
    public static CompletionStage<Void> startAll(Collection<Endpoint> endpoints) {
        Map<Role, List<Endpoint>> byRole = endpoints.stream()
                .filter(endpoint -> endpoint.state().startable())
                .collect(Collectors.groupingBy(
                        endpoint -> endpoint.protocol().role(),
                        () -> new TreeMap<>(Comparator.comparingInt(Role::startOrder)),
                        Collectors.toList()));
        CompletionStage<Void> before = CompletableFuture.completedFuture(null);
        for (List<Endpoint> group : byRole.values()) {
            before = before.thenCompose(ok -> startTogether(group));
        }
        return before;
    }

    private static CompletionStage<Void> startTogether(List<Endpoint> group) {
        return CompletableFuture.allOf(group.stream()
                        .map(endpoint -> endpoint.start().toCompletableFuture())
                        .toArray(CompletableFuture[]::new))
                .exceptionally(error -> null);
    }
}
