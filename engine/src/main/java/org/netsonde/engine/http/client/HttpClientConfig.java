package org.netsonde.engine.http.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.netsonde.engine.http.Authorization;
import org.netsonde.engine.http.ClientAuthorization;
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
        cautions.addAll(cautions(options.authorization(), tls));
        return List.copyOf(cautions);
    }

    /** Where who asks is told in the clear, whatever protocol the client speaks. */
    public static List<Caution> cautions(ClientAuthorization authorization, ClientTls tls) {
        boolean clear = switch (authorization) {
            case Authorization.None none -> false;
            case Authorization.Basic basic -> !tls.isOn();
            case Authorization.Bearer bearer -> !tls.isOn();
            case ClientAuthorization.Login login ->
                !tls.isOn() || (!login.address().isPath() && !login.address().secure());
        };
        return clear ? List.of(Caution.warning("authorization", "clearAuthorization")) : List.of();
    }
}
