package org.netsonde.app.workbench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.netsonde.engine.Endpoint;
import tools.jackson.databind.node.ObjectNode;

/** The way out when a port is taken: let the system choose one. Stateless. */
public final class FreePort {

    private FreePort() {}

    /** Whether a server could have this port of the loopback interface now. */
    static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Sets port 0, which takes any free one at the next start. */
    public static void set(Endpoint endpoint) {
        ObjectNode settings = endpoint.settings();
        settings.put("port", 0);
        endpoint.configure(settings);
    }
}
