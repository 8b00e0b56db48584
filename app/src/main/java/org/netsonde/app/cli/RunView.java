package org.netsonde.app.cli;

import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.prometheus.ScrapeAddress;

/** Tells the user how a run goes. Called on the thread of the run. */
interface RunView {

    /**
     * Every endpoint has come up.
     *
     * @param addresses where each was bound or aimed at, in the order of the workspace; a client may have ended already
     */
    void ready(Map<Endpoint, SocketAddress> addresses);

    /** Figures are served for Prometheus, from before the endpoints start. */
    default void scraped(ScrapeAddress address) {}

    /** About another second has passed. */
    default void second(Duration sinceReady, List<Endpoint> endpoints) {}

    /** The exports are there. */
    default void exported(List<Path> files) {}
}
