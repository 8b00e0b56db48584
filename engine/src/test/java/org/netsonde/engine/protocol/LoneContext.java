package org.netsonde.engine.protocol;

import java.time.InstantSource;
import java.util.function.Consumer;
import org.netsonde.engine.Failure;
import org.netsonde.engine.metrics.Meter;
import org.netsonde.engine.security.Keys;
import org.netsonde.engine.traffic.TrafficTap;
import org.netsonde.engine.transport.EventLoops;

/** What an endpoint gets that is on its own: neither counters nor traffic log, and no other endpoint beside it. */
public final class LoneContext {

    private LoneContext() {}

    /** A context of those event loops and connections. */
    public static EndpointContext of(EventLoops loops, Connections connections, Consumer<Failure> fail) {
        return new EndpointContext(
                "lone",
                loops,
                Meter.NONE,
                owner -> TrafficTap.NONE,
                connections,
                new Transfers(),
                new Middle(),
                name -> {
                    throw new AssertionError(name);
                },
                Keys.inMemory(InstantSource.system()),
                InstantSource.system(),
                fail);
    }
}
