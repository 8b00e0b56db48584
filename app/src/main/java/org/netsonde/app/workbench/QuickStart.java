package org.netsonde.app.workbench;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Failures;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The first thing a new user sees move: a TCP echo server and a client that talks to it. */
public final class QuickStart {

    private static final int PORT = 8888;

    private final Workbench workbench;
    private final Pairing pairing;

    public QuickStart(Workbench workbench, Pairing pairing) {
        this.workbench = workbench;
        this.pairing = pairing;
    }

    /**
     * What was made.
     *
     * @param started completes when both run
     */
    public record Pair(Endpoint server, Endpoint client, CompletionStage<EndpointState.Running> started) {}

    /**
     * Adds both and starts them, the server on port 8888 or, where that is taken, on a free one.
     *
     * @param messages what the client sends, over and over, two a second
     */
    public Pair run(String serverName, String clientName, List<String> messages) {
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        settings.put("port", FreePort.isFree(PORT) ? PORT : 0);
        settings.putObject("responder").put("type", "echo");
        settings.putObject("framing").put("type", "lines");
        Endpoint server = workbench.add(serverName, "tcp-server", settings);

        ObjectNode more = JsonNodeFactory.instance.objectNode();
        ArrayNode list = more.putArray("messages");
        messages.forEach(list::add);
        more.put("interval", "500ms");
        more.put("repeat", 0);
        Endpoint client = pairing.addClient(server, clientName, more);
        return new Pair(server, client, startServer(server).thenCompose(running -> client.start()));
    }

    /** Takes any free port where somebody took ours between the look and the start. */
    private static CompletionStage<EndpointState.Running> startServer(Endpoint server) {
        return server.start().exceptionallyCompose(error -> {
            if (Failures.of(error).kind() != Failure.Kind.ADDRESS_IN_USE) {
                return CompletableFuture.failedFuture(error);
            }
            FreePort.set(server);
            return server.start();
        });
    }
}
