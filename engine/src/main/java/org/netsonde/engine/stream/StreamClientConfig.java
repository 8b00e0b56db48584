package org.netsonde.engine.stream;

import java.time.Duration;
import java.util.List;
import org.netsonde.engine.load.Pooling;
import org.netsonde.engine.message.Framing;

/**
 * What a stream client needs to know, whatever protocol's settings it came from.
 *
 * @param <M> the message
 * @param aim what it connects to
 * @param layer how messages stand in the bytes
 * @param security what protects the connections
 * @param messages what is sent by itself once connected
 * @param interval the time from one message to the next
 * @param repeat how often the messages are gone through; 0 for ever
 * @param options what all stream clients have in common
 * @param pool whether it has one connection or a pool of them
 */
public record StreamClientConfig<M>(
        Aim aim,
        MessageLayer layer,
        ConnectionSecurity.Source security,
        List<M> messages,
        Duration interval,
        int repeat,
        StreamClientOptions options,
        Pooling pool) {

    /** Framed messages in the clear, on one connection. */
    public StreamClientConfig(
            Aim aim, Framing framing, List<M> messages, Duration interval, int repeat, StreamClientOptions options) {
        this(aim, framing, messages, interval, repeat, options, new Pooling.Off());
    }

    /** Framed messages in the clear. */
    public StreamClientConfig(
            Aim aim,
            Framing framing,
            List<M> messages,
            Duration interval,
            int repeat,
            StreamClientOptions options,
            Pooling pool) {
        this(aim, new FramedLayer(framing), ConnectionSecurity.Source.NONE, messages, interval, repeat, options, pool);
    }

    /** On one connection. */
    public StreamClientConfig(
            Aim aim,
            MessageLayer layer,
            ConnectionSecurity.Source security,
            List<M> messages,
            Duration interval,
            int repeat,
            StreamClientOptions options) {
        this(aim, layer, security, messages, interval, repeat, options, new Pooling.Off());
    }
}
