package org.netsonde.engine.http.client;

import java.time.Duration;
import java.util.List;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.http.Authorization;
import org.netsonde.engine.http.ClientAuthorization;
import org.netsonde.engine.http.Header;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.stream.TcpOptions;

/**
 * What the settings of all clients of HTTP have in common.
 *
 * @param versions which versions are spoken
 * @param headers sent with every request; those with secrets only to the server that the client is aimed at
 * @param authorization who asks; told only to the server that the client is aimed at
 * @param cookies whether cookies that servers set are sent back to them
 * @param compression whether replies may be compressed
 * @param redirects how many redirects in a row are followed
 * @param leaveTls whether a redirect may lead from https to http
 * @param cache whether replies are kept
 * @param connections how many connections of HTTP/1.1 there may be to one server; HTTP/2 has one
 * @param pool how long requests wait for one of the connections, how long one serves, and whether it is asked first
 * @param connectTimeout how long connecting may take
 * @param requestTimeout how long a request may take with its reply; of a download, how long nothing may come
 * @param idleTimeout after how long a connection that nobody needs is ended; 0 for never
 * @param maxHead the longest head of a reply
 * @param maxBody the longest body that is taken into memory
 * @param tcp socket options
 */
public record HttpClientOptions(
        @Option(group = "http") HttpVersions versions,
        @Option(group = "http", max = 100) List<Header> headers,
        @Option(group = "http") ClientAuthorization authorization,
        @Option(group = "http") boolean cookies,
        @Option(group = "http") boolean compression,
        @Option(group = "http", min = 0, max = 50) int redirects,
        @Option(group = "http") boolean leaveTls,
        @Option(group = "http") Caching cache,

        @Option(group = "limits", min = 1, max = 1000) int connections,

        @Option(group = "pool") HttpPooling pool,

        @Option(group = "limits", min = 1_000_000, max = 3_600_000_000_000L)
        Duration connectTimeout,

        @Option(group = "limits", min = 1_000_000, max = 3_600_000_000_000L)
        Duration requestTimeout,

        @Option(group = "limits", min = 0, max = 86_400_000_000_000L)
        Duration idleTimeout,

        @Option(group = "limits", min = 256, max = 1 << 24) DataSize maxHead,

        @Option(group = "limits", min = 0, max = 1 << 30) DataSize maxBody,

        @Option(group = "advanced") TcpOptions tcp) {

    public HttpClientOptions {
        headers = List.copyOf(headers);
        for (int i = 0; i < headers.size(); i++) {
            if (OwnFields.isOwn(headers.get(i).name())) {
                throw new SettingsException(
                        "headers[" + i + "].name",
                        Phrase.of("problem.headerOfConnection", headers.get(i).name()));
            }
        }
    }

    /** Ten redirects, six connections, thirty seconds for a request, bodies of up to 16 MiB, no cache. */
    public HttpClientOptions() {
        this(
                HttpVersions.AUTO,
                List.of(),
                new Authorization.None(),
                true,
                true,
                10,
                false,
                new Caching.Off(),
                6,
                new HttpPooling(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                new DataSize(64 << 10),
                new DataSize(16 << 20),
                new TcpOptions());
    }
}
