package org.netsonde.engine.protocol.udp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Failures;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.datagram.DatagramFailures;
import org.netsonde.engine.datagram.DatagramPort;
import org.netsonde.engine.datagram.DropWatch;
import org.netsonde.engine.datagram.PortOptions;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.exchange.MessageListeners;
import org.netsonde.engine.exchange.Requests;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.message.StreamMessageCodec;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.MessageListener;
import org.netsonde.engine.protocol.Reply;
import org.netsonde.engine.protocol.SendReceipt;
import org.netsonde.engine.protocol.Subscription;
import org.netsonde.engine.protocol.Target;

/** A running UDP server: one socket on one event loop. Safe for threads. */
final class UdpServer implements Binding<UdpServerSettings, StreamMessage> {

    private final UdpServerSettings settings;
    private final EventLoop loop;
    private final ServerCore core;
    private final DropWatch drops;
    private final MessageListeners<StreamMessage> listeners = new MessageListeners<>(new StreamMessageCodec());
    private final CompletableFuture<Binding<UdpServerSettings, StreamMessage>> started = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private boolean closing;

    private UdpServer(UdpServerSettings settings, EndpointContext context) {
        this.settings = settings;
        this.loop = context.loops().next();
        this.core = new ServerCore(settings, context, loop, listeners, this::portClosed);
        this.drops = new DropWatch(loop, core.meter());
    }

    /**
     * Starts one; completes when it is bound, exceptionally with a {@link FailureException} that names the address.
     * Cancelling the stage gives up.
     */
    static CompletionStage<Binding<UdpServerSettings, StreamMessage>> start(
            UdpServerSettings settings, EndpointContext context) {
        UdpServer server = new UdpServer(settings, context);
        Addresses.resolve(settings.host(), settings.port())
                .thenApply(host -> ServerOptions.of(settings, host))
                .thenComposeAsync(server::open, server.loop)
                .whenCompleteAsync((opened, error) -> server.opened(error), server.loop);
        return server.started;
    }

    private CompletionStage<Void> open(PortOptions options) {
        // Stopped while the name was being looked up: the port of somebody who was told so is not taken any more.
        return started.isDone()
                ? CompletableFuture.failedFuture(new CancellationException())
                : core.port().open(options);
    }

    private void opened(@Nullable Throwable error) {
        if (error != null && started.isDone()) {
            // Stopped before; what failed then is nobody's concern.
            return;
        }
        if (error != null) {
            Failure failure = Failures.of(error, Addresses.text(settings.host(), settings.port()));
            core.meter().failed(failure.kind());
            started.completeExceptionally(new FailureException(failure, error));
            return;
        }
        core.begin();
        drops.begin(core.port());
        if (!started.complete(this)) {
            // Cancelled while it was being bound.
            close();
        }
    }

    /** The socket is closed, by {@link #close} or by the system. */
    private void portClosed() {
        Failure trouble = core.trouble();
        if (!closing && started.isDone()) {
            Failure failure = trouble == null
                    ? Failure.of(
                            Failure.Kind.NOT_CONNECTED,
                            "connectionClosed",
                            Addresses.text(settings.host(), settings.port()))
                    : trouble;
            ended.completeExceptionally(new FailureException(failure));
        }
    }

    @Override
    public SocketAddress localAddress() {
        return core.port().local();
    }

    @Override
    public CompletionStage<SendReceipt> send(Target to, StreamMessage message) {
        byte[] payload = message.bytes();
        if (payload.length > DatagramPort.MAX_PAYLOAD) {
            return CompletableFuture.failedFuture(new FailureException(DatagramFailures.tooLong(payload.length)));
        }
        return CompletableFuture.supplyAsync(() -> sendNow(to, payload), loop);
    }

    private SendReceipt sendNow(Target to, byte[] payload) {
        List<ServerRemote> targets = core.remotes().select(to);
        int asked = to instanceof Target.Some some ? some.connections().size() : targets.size();
        ByteBuf message = Unpooled.directBuffer(payload.length).writeBytes(payload);
        int sent;
        try {
            sent = core.outbox().push(targets, message);
        } finally {
            message.release();
        }
        return new SendReceipt(sent, (long) sent * payload.length, asked - sent);
    }

    @Override
    public CompletionStage<Reply<StreamMessage>> request(Target to, StreamMessage message, Duration limit) {
        return Requests.send(this, to, message, limit);
    }

    @Override
    public Subscription listen(Target to, MessageListener<StreamMessage> listener) {
        return listeners.add(to, listener);
    }

    @Override
    public CompletionStage<Void> update(UdpServerSettings wanted) {
        return CompletableFuture.runAsync(() -> core.update(wanted), loop);
    }

    @Override
    public CompletionStage<Void> disconnect(Target what) {
        return CompletableFuture.runAsync(
                () -> core.remotes().select(what).forEach(remote -> core.forget(remote, Phrase.of("event.closedHere"))),
                loop);
    }

    @Override
    public CompletionStage<Void> close() {
        return CompletableFuture.runAsync(() -> closing = true, loop)
                .thenComposeAsync(nothing -> drops.end(), loop)
                .handle((counted, error) -> core.port().close())
                .thenCompose(closed -> closed);
    }

    @Override
    public CompletionStage<Void> done() {
        return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Void> ended() {
        return ended;
    }
}
