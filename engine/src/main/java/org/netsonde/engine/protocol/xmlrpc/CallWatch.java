package org.netsonde.engine.protocol.xmlrpc;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Hears of every call that the server answered. Called on event loops. */
@FunctionalInterface
interface CallWatch {

    /**
     * A call was answered.
     *
     * @param from who called
     * @param fault why it was answered with a fault; null where it has a result
     */
    void answered(InetSocketAddress from, @Nullable FaultException fault);
}
