package org.netsonde.engine.protocol.xmlrpc;

import org.netsonde.engine.http.SentHeaders;
import org.netsonde.engine.http.server.HttpServerConfig;
import org.netsonde.engine.http.server.HttpServerOptions;
import org.netsonde.engine.protocol.Inline;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.stream.StreamServerOptions;
import org.netsonde.engine.tls.ServerTls;
import org.netsonde.engine.tls.TlsMode;

/**
 * Settings of a server of XML-RPC. The other components are those of {@link HttpServerConfig}.
 *
 * @param path the path that it answers on; empty for any
 */
public record XmlRpcServerSettings(
        @Option(min = 1, max = 255, editor = "address") String host,
        @Option(min = 0, max = 65535) int port,
        @Option(max = 1024, live = true) String path,
        @Inline HttpServerOptions http,
        @Option(group = "tls") ServerTls tls,
        @Inline StreamServerOptions options)
        implements Settings {

    public XmlRpcServerSettings {
        if (!path.isEmpty()) {
            Paths.check(path, false);
        }
    }

    /** A server of port 8000 of the loopback interface that answers on any path. */
    public XmlRpcServerSettings() {
        this("127.0.0.1", 8000, "", new HttpServerOptions(), new ServerTls(TlsMode.OFF), new StreamServerOptions());
    }

    HttpServerConfig server(CallWatch watch) {
        return new HttpServerConfig(host, port, new XmlRpcService(path, watch), tls, http, SentHeaders.NONE, options);
    }
}
