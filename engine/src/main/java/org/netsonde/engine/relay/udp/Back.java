package org.netsonde.engine.relay.udp;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;
import org.netsonde.engine.datagram.DatagramPort;
import org.netsonde.engine.datagram.DatagramSink;
import org.netsonde.engine.datagram.Interfaces;
import org.netsonde.engine.datagram.PortOptions;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.relay.balance.Member;

/**
 * A socket towards a back end, for one client. It is connected, so that the system tells when nothing listens there. Confined
 * to the event loop of the relay.
 */
final class Back implements DatagramSink {

    private static final int BATCH = 1;

    private final Session session;
    private final Member member;
    private final InetSocketAddress peer;
    private final DatagramPort port;

    Back(Session session, Member member, InetSocketAddress peer) {
        this.session = session;
        this.member = member;
        this.peer = peer;
        UdpCore core = session.core();
        port = new DatagramPort(core.context().loops(), core.loop(), core.backMeter(), this, core.memory());
    }

    /** Opens it; completes on the loop. */
    CompletionStage<Void> open() {
        InetAddress any = Interfaces.any(peer.getAddress());
        return port.open(
                new PortOptions(new InetSocketAddress(any, 0), peer, false, false, new DataSize(0), BATCH, null, null));
    }

    Member member() {
        return member;
    }

    InetSocketAddress peer() {
        return peer;
    }

    DatagramPort port() {
        return port;
    }

    @Override
    public void received(ByteBuf in, InetSocketAddress from) {
        session.fromServer(this, in);
    }

    @Override
    public void readComplete() {
        // What was sent asked for being flushed.
    }

    @Override
    public void writable() {
        // What found no room was dropped.
    }

    @Override
    public void unsent(InetSocketAddress to, Throwable cause) {
        session.failed(this, cause);
    }

    @Override
    public void failed(Throwable cause) {
        session.failed(this, cause);
    }

    @Override
    public void closed() {
        session.closed(this);
    }
}
