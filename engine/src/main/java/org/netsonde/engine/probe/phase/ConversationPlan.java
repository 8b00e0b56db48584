package org.netsonde.engine.probe.phase;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.http.HttpUrl;
import org.netsonde.engine.tls.TlsContext;

/**
 * How far a conversation goes.
 *
 * @param host whom it is aimed at, by the name that a certificate must have
 * @param port the port
 * @param addresses where that is, tried one after another
 * @param lookup how long looking that up took; null where there was nothing to look up
 * @param connectLimit how long each address is tried
 * @param limit how long the TLS handshake may take, and the reply
 * @param tls the TLS that is spoken; null to speak in the clear
 * @param ask what is asked for; null to say nothing once the connection stands
 */
public record ConversationPlan(
        String host,
        int port,
        List<InetAddress> addresses,
        @Nullable Duration lookup,
        Duration connectLimit,
        Duration limit,
        @Nullable TlsContext tls,
        @Nullable Ask ask) {

    public ConversationPlan {
        addresses = List.copyOf(addresses);
    }

    /**
     * What is asked for.
     *
     * @param method {@code GET} or {@code HEAD}
     * @param url the address
     */
    public record Ask(String method, HttpUrl url) {}

    String where() {
        return Addresses.text(host, port);
    }
}
