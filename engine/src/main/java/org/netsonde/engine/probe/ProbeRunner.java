package org.netsonde.engine.probe;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.netsonde.engine.security.Keys;
import org.netsonde.engine.transport.EventLoops;

/** Runs probes. Safe for threads; any number of probes may run at once. */
public final class ProbeRunner {

    private final EventLoops loops;
    private final Keys keys;
    private final InstantSource clock;
    private final AtomicBoolean warm = new AtomicBoolean();

    /**
     * A runner.
     *
     * @param loops carry its sockets
     * @param keys has authorities
     * @param clock tells when a probe began
     */
    public ProbeRunner(EventLoops loops, Keys keys, InstantSource clock) {
        this.loops = loops;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Starts a probe on a thread of its own. Before the first one, what probes need is loaded and tried on the loopback interface, so
     * that it is not measured.
     *
     * @param listener hears how it gets on
     */
    public ProbeRun start(ProbeRequest request, ProbeListener listener) {
        Probing probing = new Probing(loops, keys, clock, request, listener);
        Thread.ofVirtual().name("netsonde-probe").start(() -> {
            if (warm.compareAndSet(false, true)) {
                WarmUp.run(loops);
            }
            probing.run();
        });
        return probing;
    }
}
