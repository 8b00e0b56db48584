package org.netsonde.engine.experiment.builtin;

import java.time.Duration;
import java.util.List;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.experiment.ClosedLoop;
import org.netsonde.engine.experiment.Stand;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.Durations;
import tools.jackson.databind.node.ObjectNode;

/** A server of HTTP with one page, and a client that asks for it. Stateless. */
final class WebPair {

    /** The longest page. */
    static final int LARGEST = 64 << 10;

    private static final String PATH = "/page";

    private WebPair() {}

    /**
     * The settings of a server.
     *
     * @param size of the page
     * @param delay how long a reply takes
     * @param close whether each reply ends its connection, so that each request has a new one
     */
    static ObjectNode page(DataSize size, Duration delay, boolean close) {
        ObjectNode settings = Stand.json("{'routes': false}");
        settings.putArray("rules")
                .addObject()
                .put("path", PATH)
                .put("reply", "x".repeat(Math.toIntExact(size.bytes())))
                .put("delay", Durations.format(delay))
                .put("close", close);
        return settings;
    }

    /** Starts a client of a server, or of a relay before it, with so many requests under way. */
    static ClosedLoop load(Stand stand, Endpoint server, ObjectNode clientSettings, int callers) {
        Endpoint client = stand.client("client", "http-client", server, clientSettings);
        return new ClosedLoop(List.of(client), Stand.json("{}").put("url", PATH), callers);
    }

    /** A request that brings a text to the page. */
    static ObjectNode post(String text) {
        ObjectNode request = Stand.json("{'method': 'POST'}").put("url", PATH);
        request.putObject("content").put("type", "text").put("text", text);
        return request;
    }
}
