package org.netsonde.engine.http.server;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What a server of HTTP answers. Called on event loops, so it neither blocks nor takes long; safe for threads. */
@FunctionalInterface
public interface HttpService {

    /** The reply to a request that has been read whole. A failure of the service is answered with 500. */
    ServerReply answer(ServerRequest request);

    /**
     * The same, perhaps later and from another thread. The connection waits, and cancels the stage when the peer is gone; what
     * takes longer than a minute is answered with 503.
     */
    default CompletionStage<ServerReply> reply(ServerRequest request) {
        return CompletableFuture.completedFuture(answer(request));
    }

    /**
     * Whether the query of a target holds what gives access whatever its parameters are called, so that none of it is
     * recorded.
     *
     * @param target as it was sent, which may be anything
     */
    default boolean hidesQuery(String target) {
        return false;
    }

    /**
     * What may be recorded of the body of a request.
     *
     * @param target as it was sent, which may be anything
     * @param contentType what the body says it is; empty for nothing
     * @param body not to be modified
     * @return all of it, or what is left without what gives access
     */
    default byte[] shownBody(String target, String contentType, byte[] body) {
        return body;
    }
}
