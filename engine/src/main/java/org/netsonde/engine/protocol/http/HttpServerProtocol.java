package org.netsonde.engine.protocol.http;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.netsonde.engine.http.HttpWire;
import org.netsonde.engine.http.login.LoginGate;
import org.netsonde.engine.http.login.LoginMetrics;
import org.netsonde.engine.http.server.HttpServer;
import org.netsonde.engine.http.server.HttpServerMetrics;
import org.netsonde.engine.metrics.ChartSpec;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.protocol.BasicProtocol;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.Caution;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.stream.StreamMetrics;
import org.netsonde.engine.traffic.WireForm;

/** {@code http-server}. */
public final class HttpServerProtocol extends BasicProtocol<HttpServerSettings, HttpMessage> {

    /** The entry of the registry. */
    public HttpServerProtocol() {
        super(
                "http-server",
                Role.SERVER,
                "http-client",
                HttpServerSettings.class,
                new HttpServerSettings(),
                HttpMessage.class,
                new HttpMessage(),
                new HttpCodec());
    }

    @Override
    public boolean sends() {
        return false;
    }

    @Override
    public WireForm wire() {
        return new HttpWire();
    }

    @Override
    public List<MetricSpec> metrics() {
        return StreamMetrics.joined(HttpServerMetrics.ALL, LoginMetrics.ALL);
    }

    @Override
    public List<ChartSpec> charts() {
        return StreamMetrics.joined(HttpServerMetrics.CHARTS, LoginMetrics.CHARTS);
    }

    @Override
    public CompletionStage<Binding<HttpServerSettings, HttpMessage>> start(
            HttpServerSettings settings, EndpointContext context) {
        return LoginGate.guard(
                settings.login(),
                context,
                gate -> HttpServer.start(settings, changed -> changed.server(gate), codec(), context));
    }

    @Override
    public List<Caution> cautions(HttpServerSettings settings) {
        return settings.login().isRequired() && !settings.tls().isOn()
                ? List.of(Caution.warning("login", "clearLogin"))
                : List.of();
    }
}
