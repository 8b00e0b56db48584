package org.netsonde.engine.probe.connect;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;

/** Connects. Used on one event loop. */
@FunctionalInterface
public interface Dialling {

    /**
     * Begins to connect.
     *
     * @param limit how long it may take
     * @param outcome hears what came of it, on the event loop, once; nothing any more once it was given up
     * @return gives up
     */
    Runnable dial(InetSocketAddress address, Duration limit, Consumer<Dialed> outcome);
}
