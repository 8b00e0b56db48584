package org.netsonde.engine.protocol;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netsonde.engine.protocol.frame.FrameClientProtocol;
import org.netsonde.engine.protocol.frame.FrameServerProtocol;
import org.netsonde.engine.protocol.http.HttpClientProtocol;
import org.netsonde.engine.protocol.http.HttpServerProtocol;
import org.netsonde.engine.protocol.probe.ProbeProtocol;
import org.netsonde.engine.protocol.relay.RelayProtocol;
import org.netsonde.engine.protocol.select.SelectClientProtocol;
import org.netsonde.engine.protocol.select.SelectServerProtocol;
import org.netsonde.engine.protocol.tcp.TcpClientProtocol;
import org.netsonde.engine.protocol.tcp.TcpServerProtocol;
import org.netsonde.engine.protocol.tls.TlsClientProtocol;
import org.netsonde.engine.protocol.tls.TlsServerProtocol;
import org.netsonde.engine.protocol.udp.UdpClientProtocol;
import org.netsonde.engine.protocol.udp.UdpServerProtocol;
import org.netsonde.engine.protocol.websocket.WebSocketClientProtocol;
import org.netsonde.engine.protocol.websocket.WebSocketServerProtocol;
import org.netsonde.engine.protocol.xmlrpc.XmlRpcClientProtocol;
import org.netsonde.engine.protocol.xmlrpc.XmlRpcServerProtocol;

/** The protocols an engine knows, by id. Immutable. */
public final class ProtocolRegistry {

    private final Map<String, Protocol<?, ?>> byId = new LinkedHashMap<>();

    public ProtocolRegistry(List<Protocol<?, ?>> protocols) {
        protocols.forEach(p -> byId.put(p.id(), p));
    }

    /** The protocols that come with Netsonde, in the order of menus. */
    public static ProtocolRegistry builtin() {
        return new ProtocolRegistry(List.of(
                new TcpServerProtocol(),
                new TcpClientProtocol(),
                new UdpServerProtocol(),
                new UdpClientProtocol(),
                new SelectServerProtocol(),
                new SelectClientProtocol(),
                new WebSocketServerProtocol(),
                new WebSocketClientProtocol(),
                new TlsServerProtocol(),
                new TlsClientProtocol(),
                new FrameServerProtocol(),
                new FrameClientProtocol(),
                new HttpServerProtocol(),
                new HttpClientProtocol(),
                new XmlRpcServerProtocol(),
                new XmlRpcClientProtocol(),
                new RelayProtocol(),
                new ProbeProtocol()));
    }

    /** The protocol of that id. */
    public Optional<Protocol<?, ?>> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** All of them. */
    public Collection<Protocol<?, ?>> all() {
        return List.copyOf(byId.values());
    }

    /** Their ids. */
    public List<String> ids() {
        return List.copyOf(byId.keySet());
    }
}
