package org.netsonde.app.probe;

import org.netsonde.app.bench.BenchContext;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.probe.tls.TlsTarget;
import tools.jackson.databind.node.ObjectNode;

/** What the bench of probes needs of the window around it. JavaFX thread only. */
public interface ProbeContext extends BenchContext {

    /** The probe, which outlives the bench. */
    ProbeDesk desk();

    /**
     * Adds an endpoint to the workspace, not started.
     *
     * @param settings those that differ from the defaults
     */
    Endpoint add(String name, String protocol, ObjectNode settings);

    /** Shows the TLS inspector, and inspects a server. */
    void inspect(TlsTarget target);
}
