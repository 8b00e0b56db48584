package org.netsonde.engine.protocol.xmlrpc;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.netsonde.engine.http.HttpWire;
import org.netsonde.engine.http.client.HttpClient;
import org.netsonde.engine.http.client.HttpClientMetrics;
import org.netsonde.engine.metrics.ChartSpec;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.protocol.BasicProtocol;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.Caution;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.stream.StreamMetrics;
import org.netsonde.engine.traffic.WireForm;

/** {@code xmlrpc-client}. */
public final class XmlRpcClientProtocol extends BasicProtocol<XmlRpcClientSettings, XmlRpcMessage> {

    /** The entry of the registry. */
    public XmlRpcClientProtocol() {
        super(
                "xmlrpc-client",
                Role.CLIENT,
                "xmlrpc-server",
                XmlRpcClientSettings.class,
                new XmlRpcClientSettings(),
                XmlRpcMessage.class,
                new XmlRpcMessage(),
                new XmlRpcCodec());
    }

    @Override
    public WireForm wire() {
        return new HttpWire();
    }

    @Override
    public List<MetricSpec> metrics() {
        return StreamMetrics.joined(XmlRpcMetrics.ALL, HttpClientMetrics.ALL);
    }

    @Override
    public List<ChartSpec> charts() {
        return StreamMetrics.joined(XmlRpcMetrics.CHARTS, HttpClientMetrics.CHARTS);
    }

    @Override
    public List<Caution> cautions(XmlRpcClientSettings settings) {
        return settings.http().cautions();
    }

    @Override
    public CompletionStage<Binding<XmlRpcClientSettings, XmlRpcMessage>> start(
            XmlRpcClientSettings settings, EndpointContext context) {
        return HttpClient.start(
                settings,
                XmlRpcClientSettings::http,
                codec(),
                new XmlRpcRequestMaker(settings.path()),
                new ResponseJudge(),
                context);
    }
}
