package org.netsonde.engine.http.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpResponse;
import org.netsonde.engine.Failure;

/** Takes one reply, part by part, on the client's event loop. */
interface ReplySink {

    /**
     * Status and fields arrived.
     *
     * @param channel gives the body; whoever takes it may hold it back by its reading
     * @return false if it wants nothing of the rest
     */
    boolean head(HttpResponse head, Channel channel);

    /**
     * A part of the body arrived; only valid during the call.
     *
     * @return false if it wants nothing of the rest
     */
    boolean content(ByteBuf part);

    /** The reply is whole. */
    void end();

    /** It will not be whole. */
    void broken(Failure failure, Acted acted);

    /** Whether a server that did not answer did what it was asked to. */
    enum Acted {
        /** It may well have. */
        LIKELY,
        /** Nothing came of a reply on a connection that had been kept: it probably closed it before it saw the request. */
        HARDLY,
        /** It said that it did not. */
        NO
    }
}
