package org.netsonde.engine.http.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.netsonde.engine.http.Authorization;
import org.netsonde.engine.protocol.Caution;
import org.netsonde.engine.stream.Aim;
import org.netsonde.engine.tls.ClientTls;

/**
 * What a client of HTTP needs to know, whatever protocol's settings it came from.
 *
 * @param <M> the message
 * @param aim the server that messages without a server of their own go to
 * @param tls whether that one is spoken to over TLS, and how servers over TLS are checked
 * @param options what all clients of HTTP have in common
 * @param messages what is sent by itself once connected
 * @param interval the time from one message to the next
 * @param repeat how often the messages are gone through; 0 for ever
 */
public record HttpClientConfig<M>(
        Aim aim, ClientTls tls, HttpClientOptions options, List<M> messages, Duration interval, int repeat) {

    /** What its user should know of at any time, such as that who asks is told in the clear. */
    public List<Caution> cautions() {
        List<Caution> cautions = new ArrayList<>(tls.trustCautions("tls"));
        boolean secret = !(options.authorization() instanceof Authorization.None);
        if (secret && !tls.isOn()) {
            cautions.add(Caution.warning("authorization", "clearAuthorization"));
        }
        return List.copyOf(cautions);
    }
}
