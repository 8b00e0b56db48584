package org.netsonde.engine.protocol.http;

import org.netsonde.engine.http.client.HttpClientOptions;
import org.netsonde.engine.protocol.Commands;
import org.netsonde.engine.protocol.http.curl.CurlReader;
import org.netsonde.engine.protocol.http.curl.CurlTerms;
import org.netsonde.engine.protocol.http.curl.CurlWriter;
import org.netsonde.engine.stream.Aim;

/** Requests as command lines of curl. Stateless. */
final class CurlCommands implements Commands<HttpClientSettings, HttpMessage> {

    @Override
    public String program() {
        return "curl";
    }

    @Override
    public String write(HttpClientSettings settings, HttpMessage message, String server) {
        HttpClientOptions options = settings.options();
        CurlTerms.Version version = switch (options.versions()) {
            case AUTO -> CurlTerms.Version.AUTO;
            case HTTP1 -> CurlTerms.Version.HTTP1;
            case HTTP2 -> CurlTerms.Version.HTTP2;
        };
        return CurlWriter.write(
                new CurlTerms(
                        server.isEmpty() ? server(settings.aim()) : server,
                        settings.tls(),
                        version,
                        options.headers(),
                        options.authorization(),
                        options.compression(),
                        options.redirects(),
                        options.leaveTls()),
                message);
    }

    /** Where it is aimed at without the name of an endpoint, of which nobody says where it is. */
    private static String server(Aim aim) {
        String host = aim.host().indexOf(':') >= 0 && !aim.host().startsWith("[") ? "[" + aim.host() + "]" : aim.host();
        return host + ":" + Math.max(1, aim.port());
    }

    @Override
    public Pasted<HttpMessage> read(String commandLine) {
        return CurlReader.read(commandLine);
    }
}
