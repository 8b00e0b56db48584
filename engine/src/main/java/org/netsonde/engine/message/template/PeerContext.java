package org.netsonde.engine.message.template;

import java.net.SocketAddress;
import org.netsonde.engine.message.Peer;

/** What placeholders stand for in something that is sent to, or caused by, a peer. */
public interface PeerContext extends TemplateContext {

    /** The peer. */
    Peer peer();

    @Override
    default long connection() {
        return peer().connectionId();
    }

    @Override
    default SocketAddress remote() {
        return peer().remote();
    }
}
