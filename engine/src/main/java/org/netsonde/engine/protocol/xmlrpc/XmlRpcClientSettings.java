package org.netsonde.engine.protocol.xmlrpc;

import java.time.Duration;
import java.util.List;
import org.netsonde.engine.http.client.HttpClientConfig;
import org.netsonde.engine.http.client.HttpClientOptions;
import org.netsonde.engine.protocol.Inline;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.stream.Aim;
import org.netsonde.engine.tls.ClientTls;
import org.netsonde.engine.tls.TlsMode;

/**
 * Settings of a client of XML-RPC. The other components are those of {@link HttpClientConfig}.
 *
 * @param path where calls are posted, with a query if there is to be one
 */
public record XmlRpcClientSettings(
        @Inline Aim aim,
        @Option(min = 1, max = 4096) String path,
        @Option(group = "messages", max = 10_000) List<XmlRpcMessage> messages,

        @Option(group = "messages", min = 0, max = 86_400_000_000_000L, live = true)
        Duration interval,

        @Option(group = "messages", min = 0, max = 1_000_000_000)
        int repeat,

        @Inline HttpClientOptions options,
        @Option(group = "tls") ClientTls tls)
        implements Settings {

    public XmlRpcClientSettings {
        Paths.check(path, true);
        tls.checkTrust("tls");
    }

    /** A client of port 8000 of the loopback interface that calls nothing by itself, and posts where Python does. */
    public XmlRpcClientSettings() {
        this(
                new Aim(8000),
                "/RPC2",
                List.of(),
                Duration.ofSeconds(1),
                1,
                new HttpClientOptions(),
                new ClientTls(TlsMode.OFF));
    }

    HttpClientConfig<XmlRpcMessage> http() {
        return new HttpClientConfig<>(aim, tls, options, messages, interval, repeat);
    }
}
