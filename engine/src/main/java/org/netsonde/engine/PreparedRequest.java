package org.netsonde.engine;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.netsonde.engine.protocol.Reply;
import org.netsonde.engine.protocol.Target;

/**
 * A request whose message was bound once, to be sent as often as wanted; see {@link Endpoint#prepare}. It outlives restarts
 * of its endpoint. Safe for threads.
 */
@FunctionalInterface
public interface PreparedRequest {

    /**
     * Sends it and waits for its reply. Does not block.
     *
     * @param limit how long the reply is waited for
     * @return the reply, on an event loop; exceptionally with {@link FailureException} if the endpoint does not run, nothing
     *     could be sent, or no reply came in time
     */
    CompletionStage<Reply<?>> send(Target to, Duration limit);
}
