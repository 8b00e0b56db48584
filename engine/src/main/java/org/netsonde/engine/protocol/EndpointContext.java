package org.netsonde.engine.protocol;

import java.time.InstantSource;
import java.util.function.Consumer;
import org.netsonde.engine.Failure;
import org.netsonde.engine.metrics.Meter;
import org.netsonde.engine.security.Keys;
import org.netsonde.engine.traffic.TrafficTap;
import org.netsonde.engine.transport.EventLoops;

/**
 * What an endpoint gets from the engine when it starts.
 *
 * @param name the endpoint's name, for log lines
 * @param loops the shared event loops
 * @param meter its counters
 * @param traffic its traffic log; its taps record nothing when capture is off
 * @param connections its open connections, for the panel and for targets
 * @param transfers the files that it saves, for the panel
 * @param middle its back ends and what it holds back, where it stands between others
 * @param endpoints resolves {@code target} names to where the named endpoint is bound
 * @param keys the certificates, authorities and secrets that settings name
 * @param clock the wall clock, for display
 * @param fail hears failures that happen while it runs, already counted; called on event loops
 */
public record EndpointContext(
        String name,
        EventLoops loops,
        Meter meter,
        Taps traffic,
        Connections connections,
        Transfers transfers,
        Middle middle,
        EndpointDirectory endpoints,
        Keys keys,
        InstantSource clock,
        Consumer<Failure> fail) {

    /** The same with event loops of its own. */
    public EndpointContext with(EventLoops own) {
        return new EndpointContext(
                name, own, meter, traffic, connections, transfers, middle, endpoints, keys, clock, fail);
    }

    /** The same with another meter. */
    public EndpointContext with(Meter other) {
        return new EndpointContext(
                name, loops, other, traffic, connections, transfers, middle, endpoints, keys, clock, fail);
    }

    /** Gives the tap of an owner, normally the tap of its traffic log. */
    @FunctionalInterface
    public interface Taps {
        /** The tap for an event loop or another owner. */
        TrafficTap tap(Object owner);
    }
}
