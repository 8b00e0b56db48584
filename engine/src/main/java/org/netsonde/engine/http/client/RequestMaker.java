package org.netsonde.engine.http.client;

import org.netsonde.engine.protocol.EndpointContext;

/**
 * Makes requests of a protocol's messages. May read files and secrets, so it is called on a thread of its own where {@link
 * #blocks} says so, and on the event loop otherwise.
 *
 * @param <M> the message
 */
public interface RequestMaker<M> {

    /** Whether making this request may take the disk. */
    boolean blocks(M message);

    /**
     * The request.
     *
     * @throws org.netsonde.engine.FailureException where a file or a secret cannot be had
     */
    ClientRequest make(M message, EndpointContext context);
}
