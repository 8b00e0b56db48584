package org.netsonde.app.panel;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.netsonde.app.charting.ChartDesk;
import org.netsonde.app.form.SecretDesk;
import org.netsonde.app.fx.FrameClock;
import org.netsonde.app.relay.RelayDesk;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Failure;
import org.netsonde.engine.session.Annotations;

/** What an endpoint's panel needs of the window around it. Used on the JavaFX thread only. */
public interface PanelContext extends RelayDesk {

    /** The clock by which what shows is refreshed. */
    FrameClock clock();

    /** Starts it; what goes wrong shows in its state, and a failure is offered with what can be done about it. */
    void start(Endpoint endpoint);

    /** Stops it. */
    void stop(Endpoint endpoint);

    /** Renames it; says whether the name was free, and shows why not otherwise. */
    boolean rename(Endpoint endpoint, String name);

    /** Makes the counterpart of a server, aimed at it, starts both and chooses the new one. */
    void connectClient(Endpoint server);

    /** Whether a relay can stand before an endpoint. */
    boolean offersRelay(Endpoint server);

    /** Makes a relay whose back end is that server, and chooses it; it is started where the server runs. */
    void putRelayBefore(Endpoint server);

    /** Whether it is a running server whose TLS can be inspected. */
    default boolean offersInspection(Endpoint server) {
        return false;
    }

    /** Shows what its TLS offers, and what is wrong with it. */
    default void inspectTls(Endpoint server) {}

    /** Whether it is known where an endpoint is, or is aimed, so that it can be probed. */
    default boolean offersProbe(Endpoint endpoint) {
        return false;
    }

    /** Probes where an endpoint is, or is aimed. */
    default void probe(Endpoint endpoint) {}

    /** Shows which programs listen on a port of this machine. */
    default void showListeners(int port) {}

    /** Sets a free port for an endpoint whose address is in use, and starts it. */
    void useFreePort(Endpoint endpoint);

    /** What is marked in the run that goes on. */
    Annotations annotations();

    /** Asks what to say of a moment of an endpoint, and marks it. */
    void mark(Endpoint endpoint, Instant at);

    /** What the menus of charts need. */
    ChartDesk charts();

    /** The messages that the workspace keeps under names. */
    SavedMessages savedMessages();

    /** The messages that were sent, which the workspace keeps. */
    SentMessages sentMessages();

    /** Where secrets are asked for and stored. */
    SecretDesk secrets();

    /** Where the endpoint of that name is reached, as {@code host:port}; empty where there is none or its port is not known. */
    Optional<String> address(String endpoint);

    /** Shows a folder in the system's file manager, where there is one. */
    void showFolder(Path folder);

    /** Shows a failure for a while. */
    void show(Failure failure);
}
