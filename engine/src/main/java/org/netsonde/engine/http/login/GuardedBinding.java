package org.netsonde.engine.http.login;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.MessageListener;
import org.netsonde.engine.protocol.Reply;
import org.netsonde.engine.protocol.SendReceipt;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.Subscription;
import org.netsonde.engine.protocol.Target;

/**
 * A server with its gate.
 *
 * @param server the server
 * @param gate closed when the server is
 */
record GuardedBinding<S extends Record & Settings, M extends Record>(Binding<S, M> server, LoginGate gate)
        implements Binding<S, M> {

    @Override
    public SocketAddress localAddress() {
        return server.localAddress();
    }

    @Override
    public CompletionStage<SendReceipt> send(Target to, M message) {
        return server.send(to, message);
    }

    @Override
    public CompletionStage<Reply<M>> request(Target to, M message, Duration limit) {
        return server.request(to, message, limit);
    }

    @Override
    public Subscription listen(Target to, MessageListener<M> listener) {
        return server.listen(to, listener);
    }

    @Override
    public CompletionStage<Void> update(S settings) {
        return server.update(settings);
    }

    @Override
    public CompletionStage<Void> disconnect(Target what) {
        return server.disconnect(what);
    }

    @Override
    public CompletionStage<Void> close() {
        return server.close().whenComplete((closed, error) -> gate.close());
    }

    @Override
    public CompletionStage<Void> done() {
        return server.done();
    }

    @Override
    public CompletionStage<Void> ended() {
        return server.ended();
    }
}
