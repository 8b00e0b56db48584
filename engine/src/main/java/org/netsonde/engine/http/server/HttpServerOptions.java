package org.netsonde.engine.http.server;

import java.time.Duration;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.Option;

/**
 * What all servers of HTTP have in common.
 *
 * @param versions which versions they speak
 * @param maxHead how long the first line and the fields of a request may be together
 * @param maxBody how long the body of a request may be
 * @param headTimeout how long a head may take, from its first byte
 * @param requestTimeout how long a whole request may take, from its first byte
 * @param keepAliveTimeout how long a connection may be silent between requests, and how long a peer may take nothing of a
 *     reply
 * @param maxStreams how many requests a connection of HTTP/2 may make at a time
 */
public record HttpServerOptions(
        @Option(group = "http") HttpVersions versions,

        @Option(group = "limits", min = 1024, max = 1 << 20, live = true)
        DataSize maxHead,

        @Option(group = "limits", min = 0, max = 1 << 30, live = true)
        DataSize maxBody,

        @Option(group = "limits", min = 10_000_000L, max = 3_600_000_000_000L, live = true)
        Duration headTimeout,

        @Option(group = "limits", min = 10_000_000L, max = 86_400_000_000_000L, live = true)
        Duration requestTimeout,

        @Option(group = "limits", min = 10_000_000L, max = 86_400_000_000_000L, live = true)
        Duration keepAliveTimeout,

        @Option(group = "limits", min = 1, max = 10_000) int maxStreams) {

    /** Both versions, heads of 64 KiB in 10 seconds, bodies of 10 MiB in a minute, and a minute of silence. */
    public HttpServerOptions() {
        this(
                HttpVersions.BOTH,
                new DataSize(64 << 10),
                new DataSize(10 << 20),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                100);
    }
}
