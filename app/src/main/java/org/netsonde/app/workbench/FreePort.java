package org.netsonde.app.workbench;

import java.util.concurrent.CompletionException;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import tools.jackson.databind.node.ObjectNode;

/** The way out when a port is taken: let the system choose one. Stateless. */
public final class FreePort {

    private FreePort() {}

    /** Whether what went wrong is a taken port. */
    public static boolean wouldHelp(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        return cause instanceof FailureException e && e.failure().kind() == Failure.Kind.ADDRESS_IN_USE;
    }

    /** Sets port 0, which takes any free one at the next start. */
    public static void set(Endpoint endpoint) {
        ObjectNode settings = endpoint.settings();
        settings.put("port", 0);
        endpoint.configure(settings);
    }
}
