package org.netsonde.engine.stream;

import java.net.SocketAddress;
import java.util.concurrent.CompletionStage;

/** A listening socket that hands its connections to a {@link StreamServer}. */
interface Acceptor {

    /** Where it is bound. */
    SocketAddress local();

    /** Stops accepting; completes when the socket is closed. */
    CompletionStage<Void> close();
}
