package org.netsonde.engine.protocol.http;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.netsonde.engine.http.HttpWire;
import org.netsonde.engine.http.client.HttpClient;
import org.netsonde.engine.http.client.HttpClientMetrics;
import org.netsonde.engine.metrics.ChartSpec;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.protocol.BasicProtocol;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.Caution;
import org.netsonde.engine.protocol.Commands;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.traffic.WireForm;

/** {@code http-client}. */
public final class HttpClientProtocol extends BasicProtocol<HttpClientSettings, HttpMessage> {

    /** The entry of the registry. */
    public HttpClientProtocol() {
        super(
                "http-client",
                Role.CLIENT,
                "http-server",
                HttpClientSettings.class,
                new HttpClientSettings(),
                HttpMessage.class,
                new HttpMessage(),
                new HttpCodec());
    }

    @Override
    public Optional<Commands<HttpClientSettings, HttpMessage>> commands() {
        return Optional.of(new CurlCommands());
    }

    @Override
    public WireForm wire() {
        return new HttpWire();
    }

    @Override
    public List<MetricSpec> metrics() {
        return HttpClientMetrics.ALL;
    }

    @Override
    public List<ChartSpec> charts() {
        return HttpClientMetrics.CHARTS;
    }

    @Override
    public List<Caution> cautions(HttpClientSettings settings) {
        return settings.http().cautions();
    }

    @Override
    public CompletionStage<Binding<HttpClientSettings, HttpMessage>> start(
            HttpClientSettings settings, EndpointContext context) {
        return HttpClient.start(
                settings,
                HttpClientSettings::http,
                codec(),
                new HttpRequestMaker(),
                (meter, reply) -> Optional.empty(),
                context);
    }
}
