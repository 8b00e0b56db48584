package org.netsonde.engine.protocol;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * A running endpoint, as its protocol sees it. Methods may be called from any thread and do not block; stages complete
 * on an event loop, exceptionally with {@link org.netsonde.engine.FailureException}.
 */
public interface Binding<S extends Record & Settings, M extends Record> {

    /** Where a server is bound or a client is aimed at. */
    SocketAddress localAddress();

    /** Sends a message to the target's connections. */
    CompletionStage<SendReceipt> send(Target to, M message);

    /** Sends a message and waits for the next reply on the same connection. */
    CompletionStage<Reply<M>> request(Target to, M message, Duration limit);

    /** Hears what arrives, framed. */
    Subscription listen(Target to, MessageListener<M> listener);

    /** Takes new values of the options marked live. */
    CompletionStage<Void> update(S settings);

    /** Closes connections; the endpoint keeps running. */
    CompletionStage<Void> disconnect(Target what);

    /** Stops listening and closes every connection; completes when the port is free. */
    CompletionStage<Void> close();

    /**
     * Completes when the endpoint has nothing left to do by itself: a client whose messages are sent and answered, or not
     * answered in time. A server never is.
     */
    CompletionStage<Void> done();

    /** Completes when the endpoint ended by itself; exceptionally when it ended with a failure. */
    CompletionStage<Void> ended();
}
