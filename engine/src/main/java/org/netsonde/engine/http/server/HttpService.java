package org.netsonde.engine.http.server;

/** What a server of HTTP answers. Called on event loops, so it neither blocks nor takes long; safe for threads. */
@FunctionalInterface
public interface HttpService {

    /** The reply to a request that has been read whole. A failure of the service is answered with 500. */
    ServerReply answer(ServerRequest request);

    /**
     * Whether the query of a target holds what gives access whatever its parameters are called, so that none of it is
     * recorded.
     *
     * @param target as it was sent, which may be anything
     */
    default boolean hidesQuery(String target) {
        return false;
    }
}
