package org.netsonde.engine.relay.udp;

import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Failures;
import org.netsonde.engine.datagram.DropWatch;
import org.netsonde.engine.datagram.PortOptions;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.exchange.MessageListeners;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.message.StreamMessageCodec;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.MessageListener;
import org.netsonde.engine.protocol.Reply;
import org.netsonde.engine.protocol.SendReceipt;
import org.netsonde.engine.protocol.Subscription;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.relay.RelaySettings;

/**
 * A running relay of datagrams: one socket for all clients and one towards the back end of each, on one event loop. Safe for
 * threads.
 */
public final class UdpRelay implements Binding<RelaySettings, StreamMessage> {

    private final RelaySettings settings;
    private final EventLoop loop;
    private final UdpCore core;
    private final DropWatch drops;
    private final MessageListeners<StreamMessage> listeners;
    private final CompletableFuture<Binding<RelaySettings, StreamMessage>> started = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private boolean closing;

    private UdpRelay(RelaySettings settings, StreamMessageCodec codec, EndpointContext context) {
        this.settings = settings;
        loop = context.loops().next();
        listeners = new MessageListeners<>(codec);
        core = new UdpCore(settings, context, loop, listeners, this::portClosed);
        drops = new DropWatch(loop, core.meter());
    }

    /**
     * Starts one; completes when it is bound, exceptionally with a {@link FailureException} that names the address. Cancelling
     * the stage gives up.
     */
    public static CompletionStage<Binding<RelaySettings, StreamMessage>> start(
            RelaySettings settings, StreamMessageCodec codec, EndpointContext context) {
        UdpRelay relay;
        try {
            relay = new UdpRelay(settings, codec, context);
        } catch (FailureException e) {
            // Such as one whose back end is itself.
            return CompletableFuture.failedFuture(e);
        }
        Addresses.resolve(settings.host(), settings.port())
                .thenComposeAsync(relay::open, relay.loop)
                .whenCompleteAsync((opened, error) -> relay.opened(error), relay.loop);
        return relay.started;
    }

    private CompletionStage<Void> open(InetSocketAddress address) {
        // Stopped while the name was being looked up: the port of somebody who was told so is not taken any more.
        return started.isDone()
                ? CompletableFuture.failedFuture(new CancellationException())
                : core.port()
                        .open(new PortOptions(address, null, false, false, new DataSize(0), UdpCore.BATCH, null, null));
    }

    private void opened(@Nullable Throwable error) {
        if (error == null) {
            core.begin();
            drops.begin(core.port());
            if (!started.complete(this)) {
                // Cancelled while it was being bound.
                close();
            }
            return;
        }
        core.release();
        if (!started.isDone()) {
            Failure failure = Failures.of(error, Addresses.text(settings.host(), settings.port()));
            core.meter().failed(failure.kind());
            started.completeExceptionally(new FailureException(failure, error));
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

    private static FailureException passesOnly() {
        return new FailureException(Failure.of(Failure.Kind.NOT_CONNECTED, "relayPassesOnly"));
    }

    @Override
    public CompletionStage<SendReceipt> send(Target to, StreamMessage message) {
        return CompletableFuture.failedFuture(passesOnly());
    }

    @Override
    public CompletionStage<Reply<StreamMessage>> request(Target to, StreamMessage message, Duration limit) {
        return CompletableFuture.failedFuture(passesOnly());
    }

    @Override
    public Subscription listen(Target to, MessageListener<StreamMessage> listener) {
        return listeners.add(to, listener);
    }

    @Override
    public CompletionStage<Void> update(RelaySettings next) {
        return CompletableFuture.runAsync(() -> core.update(next), loop);
    }

    @Override
    public CompletionStage<Void> disconnect(Target what) {
        return CompletableFuture.runAsync(() -> core.disconnect(what), loop);
    }

    @Override
    public CompletionStage<Void> close() {
        return CompletableFuture.runAsync(() -> closing = true, loop)
                .thenComposeAsync(nothing -> drops.end(), loop)
                .handle((counted, error) -> core.port().close())
                .thenCompose(closed -> closed)
                .thenComposeAsync(nothing -> core.endAll(), loop)
                .whenCompleteAsync((nothing, error) -> core.release(), loop);
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
