package org.netsonde.engine.stream;

import java.time.Duration;
import java.util.List;
import org.netsonde.engine.message.Framing;
import org.netsonde.engine.protocol.DataSize;

/**
 * What a stream client needs to know, whatever protocol's settings it came from.
 *
 * @param <M> the message
 * @param target the endpoint to connect to by name; empty to use host and port
 * @param host the host to connect to
 * @param port the port to connect to
 * @param framing where messages end
 * @param messages what is sent by itself once connected
 * @param interval the time from one message to the next
 * @param repeat how often the messages are gone through; 0 for ever
 * @param connectTimeout how long connecting may take
 * @param reconnect what happens when there is no connection
 * @param replyTimeout how long answers are waited for after the last message
 * @param idleTimeout after how much silence the connection is ended; 0 for never
 * @param writeLimit how much is buffered
 * @param tcp socket options
 */
public record StreamClientConfig<M>(
        String target,
        String host,
        int port,
        Framing framing,
        List<M> messages,
        Duration interval,
        int repeat,
        Duration connectTimeout,
        Reconnect reconnect,
        Duration replyTimeout,
        Duration idleTimeout,
        DataSize writeLimit,
        TcpOptions tcp) {}
