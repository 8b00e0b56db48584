package org.netsonde.app.shell;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.bench.BenchPane;
import org.netsonde.app.probe.EndpointTargets;
import org.netsonde.app.probe.ProbeContext;
import org.netsonde.app.probe.ProbeDesk;
import org.netsonde.app.probe.ProbePage;
import org.netsonde.app.probe.port.PortsPage;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.probe.tls.TlsTarget;
import tools.jackson.databind.node.ObjectNode;

/** The bench of probes, in the middle of the window. JavaFX thread only. */
final class ProbeActions extends BenchActions implements ProbeContext {

    private final Consumer<TlsTarget> inspection;
    private @Nullable ProbePage probing;
    private @Nullable PortsPage listening;

    /**
     * A bench that was not shown yet.
     *
     * @param inspection shows the TLS inspector, and inspects a server
     */
    ProbeActions(
            WindowServices services, Texts texts, SavedFiles files, Prompts prompts, Consumer<TlsTarget> inspection) {
        super(services, texts, files, prompts, Screen.PROBE);
        this.inspection = inspection;
    }

    @Override
    BenchPane make() {
        ProbePage probe = new ProbePage(this);
        PortsPage ports = new PortsPage(this);
        probing = probe;
        listening = ports;
        return new BenchPane(texts(), "probes", texts().get("probing.pages"), List.of(probe, ports));
    }

    /** Whether it is known where an endpoint is, or is aimed, and that is a matter of connections. */
    boolean offers(Endpoint endpoint) {
        return EndpointTargets.of(endpoint, endpoints()).isPresent();
    }

    /** Shows the page of probes, and probes where an endpoint is, or is aimed. */
    void probe(Endpoint endpoint) {
        EndpointTargets.of(endpoint, endpoints()).ifPresent(target -> {
            open("probe");
            if (probing != null) {
                probing.probe(target);
            }
        });
    }

    /** Shows who has a port. */
    void listeners(int port) {
        open("ports");
        if (listening != null) {
            listening.narrow(port);
        }
    }

    @Override
    public ProbeDesk desk() {
        return services().probes();
    }

    @Override
    public Endpoint add(String name, String protocol, ObjectNode settings) {
        return services().workbench().add(name, protocol, settings);
    }

    @Override
    public void inspect(TlsTarget target) {
        inspection.accept(target);
    }
}
