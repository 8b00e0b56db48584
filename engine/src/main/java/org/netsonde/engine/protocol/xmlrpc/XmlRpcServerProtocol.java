package org.netsonde.engine.protocol.xmlrpc;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.netsonde.engine.http.HttpWire;
import org.netsonde.engine.http.server.HttpServer;
import org.netsonde.engine.http.server.HttpServerMetrics;
import org.netsonde.engine.metrics.ChartSpec;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.protocol.BasicProtocol;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.stream.StreamMetrics;
import org.netsonde.engine.traffic.WireForm;

/** {@code xmlrpc-server}. */
public final class XmlRpcServerProtocol extends BasicProtocol<XmlRpcServerSettings, XmlRpcMessage> {

    /** The entry of the registry. */
    public XmlRpcServerProtocol() {
        super(
                "xmlrpc-server",
                Role.SERVER,
                "xmlrpc-client",
                XmlRpcServerSettings.class,
                new XmlRpcServerSettings(),
                XmlRpcMessage.class,
                new XmlRpcMessage(),
                new XmlRpcCodec());
    }

    @Override
    public WireForm wire() {
        return new HttpWire();
    }

    @Override
    public boolean sends() {
        return false;
    }

    @Override
    public List<MetricSpec> metrics() {
        return StreamMetrics.joined(XmlRpcMetrics.ALL, HttpServerMetrics.ALL);
    }

    @Override
    public List<ChartSpec> charts() {
        return StreamMetrics.joined(XmlRpcMetrics.CHARTS, HttpServerMetrics.CHARTS);
    }

    @Override
    public CompletionStage<Binding<XmlRpcServerSettings, XmlRpcMessage>> start(
            XmlRpcServerSettings settings, EndpointContext context) {
        CallWatch watch = new CallCounter(context);
        return HttpServer.start(settings, any -> any.server(watch), codec(), context);
    }
}
