package org.netsonde.engine.stream;

import java.util.concurrent.CompletableFuture;
import org.netsonde.engine.message.Packing;

/**
 * What stands between the bytes of a connection and the messages of its session: framing, or a protocol of its own. One
 * instance serves all connections of an endpoint; safe for threads.
 */
public interface MessageLayer {

    /** How sessions write messages for the stages of this layer. */
    Packing packing();

    /**
     * Whether a read is taken for a message, so that nothing tells how many messages it holds. What was sent before a read
     * counts as answered by it then.
     */
    default boolean readsAreMessages() {
        return false;
    }

    /**
     * What a client must have before it connects, such as a token; asked for each time. May be cancelled.
     *
     * @return completes exceptionally with a {@link org.netsonde.engine.FailureException} where it cannot be had
     */
    default CompletableFuture<?> ready() {
        return CompletableFuture.completedFuture(null);
    }

    /** Adds the stages of one connection, behind those that count its bytes and decrypt them. */
    void install(Installation connection);
}
