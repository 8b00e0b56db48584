package org.netsonde.app.cli;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.prometheus.ScrapeAddress;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one line that a run writes to standard output: {@code ready} and a JSON object of endpoint name to {@code
 * host:port}. Its JSON is plain ASCII, so that it is right whatever the terminal's encoding.
 */
record ReadyLine(Console console) implements RunView {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    @Override
    public void ready(Map<Endpoint, SocketAddress> addresses) {
        Map<String, String> byName = new LinkedHashMap<>();
        addresses.forEach((endpoint, address) -> byName.put(endpoint.name(), address(address)));
        console.json("ready " + MAPPER.writeValueAsString(byName));
    }

    /** On standard error, since standard output has one line only. */
    @Override
    public void scraped(ScrapeAddress address) {
        console.error("cli.prometheus.serving", address.url());
        if (address.isWide()) {
            console.error("cli.prometheus.wide");
        }
    }

    /** {@code host:port}, with an IPv6 address in brackets and its first run of zeros left out. */
    static String address(SocketAddress address) {
        if (!(address instanceof InetSocketAddress inet)) {
            return address.toString();
        }
        String host = inet.getAddress() == null
                ? inet.getHostString()
                : inet.getAddress().getHostAddress();
        return host.indexOf(':') < 0
                ? host + ":" + inet.getPort()
                : "[" + host.replaceFirst("(^|:)0(:0)+(:|$)", "::") + "]:" + inet.getPort();
    }
}
