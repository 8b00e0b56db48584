package org.netsonde.engine.protocol.udp;

import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Failures;
import org.netsonde.engine.datagram.DatagramFailures;
import org.netsonde.engine.datagram.DropWatch;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.exchange.MessageListeners;
import org.netsonde.engine.exchange.MessageScript;
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

/** A running UDP client: one socket on one event loop. Safe for threads. */
final class UdpClient implements Binding<UdpClientSettings, StreamMessage>, ClientCore.Owner {

    private final UdpClientSettings settings;
    private final EndpointContext context;
    private final EventLoop loop;
    private final ClientCore core;
    private final DropWatch drops;
    private final MessageScript<StreamMessage> script;
    private final MessageListeners<StreamMessage> listeners = new MessageListeners<>(new StreamMessageCodec());
    private final CompletableFuture<Binding<UdpClientSettings, StreamMessage>> started = new CompletableFuture<>();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile @Nullable SocketAddress aim;
    private boolean closing;

    private UdpClient(UdpClientSettings settings, EndpointContext context) {
        this.settings = settings;
        this.context = context;
        this.loop = context.loops().next();
        this.core = new ClientCore(settings, context, loop, listeners, this);
        this.drops = new DropWatch(loop, core.meter());
        this.script = new MessageScript<>(
                loop, settings.messages(), settings.interval(), settings.repeat(), this::sendScripted, this::settled);
    }

    /**
     * Starts one; completes when its socket is open, which does not mean that anybody listens on the other side;
     * exceptionally with a {@link FailureException}. Cancelling the stage gives up.
     */
    static CompletionStage<Binding<UdpClientSettings, StreamMessage>> start(
            UdpClientSettings settings, EndpointContext context) {
        UdpClient client = new UdpClient(settings, context);
        client.address()
                .thenCombine(client.local(), (address, local) -> ClientAim.at(address, local.orElse(null), settings))
                .whenCompleteAsync(client::aimed, client.loop);
        return client.started;
    }

    private CompletableFuture<InetSocketAddress> address() {
        if (settings.target().isEmpty()) {
            return Addresses.resolve(settings.host(), settings.port());
        }
        try {
            return CompletableFuture.completedFuture(context.endpoints().resolve(settings.target()));
        } catch (FailureException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<Optional<InetAddress>> local() {
        String host = settings.local().host();
        return host.isEmpty()
                ? CompletableFuture.completedFuture(Optional.empty())
                : Addresses.resolve(host, 0).handle((found, error) -> {
                    if (error != null) {
                        throw new FailureException(Failures.of(
                                error, Addresses.text(host, settings.local().port())));
                    }
                    return Optional.of(found.getAddress());
                });
    }

    private void aimed(@Nullable ClientAim at, @Nullable Throwable error) {
        if (started.isDone()) {
            // Stopped while a name was being looked up.
            return;
        }
        if (at == null) {
            notStarted(Failures.of(error, Addresses.text(settings.host(), settings.port())));
            return;
        }
        aim = at.address();
        core.port().open(at.options()).whenComplete((opened, failed) -> opened(at, failed));
    }

    private void opened(ClientAim at, @Nullable Throwable error) {
        if (error != null) {
            notStarted(openFailure(at, error));
            return;
        }
        core.begin(at);
        drops.begin(core.port());
        if (!started.complete(this)) {
            // Cancelled while it was being opened.
            close();
            return;
        }
        script.resume();
    }

    private Failure openFailure(ClientAim at, Throwable error) {
        Failure failure = DatagramFailures.ofAiming(error, Addresses.text(at.address()));
        boolean here =
                failure.kind() == Failure.Kind.ADDRESS_IN_USE || failure.kind() == Failure.Kind.ADDRESS_NOT_AVAILABLE;
        return here ? Failures.of(error, Addresses.text(at.options().local())) : failure;
    }

    private void notStarted(Failure failure) {
        if (started.isDone()) {
            // Stopped before; what failed then is nobody's concern.
            return;
        }
        core.note(failure);
        started.completeExceptionally(new FailureException(failure));
    }

    private boolean sendScripted(StreamMessage message) {
        ClientCore.Remote to = core.aim();
        if (to == null) {
            return false;
        }
        try {
            return core.send(to, message.bytes()) >= 0;
        } catch (FailureException e) {
            core.note(e.failure());
            return true;
        }
    }

    @Override
    public void writable() {
        if (!closing) {
            script.resume();
        }
    }

    @Override
    public void settled() {
        if (script.isOver() && core.isSettled()) {
            done.complete(null);
        }
    }

    /** The socket is closed, by {@link #close} or by the system. */
    @Override
    public void closed() {
        script.pause();
        Failure trouble = core.trouble();
        if (!closing && started.isDone()) {
            Failure failure = trouble == null
                    ? Failure.of(Failure.Kind.NOT_CONNECTED, "connectionClosed", Addresses.text(localAddress()))
                    : trouble;
            ended.completeExceptionally(new FailureException(failure));
        }
    }

    @Override
    public SocketAddress localAddress() {
        SocketAddress found = aim;
        return found == null ? InetSocketAddress.createUnresolved(settings.host(), settings.port()) : found;
    }

    @Override
    public CompletionStage<SendReceipt> send(Target to, StreamMessage message) {
        byte[] payload = message.bytes();
        return CompletableFuture.supplyAsync(() -> sendNow(to, payload), loop);
    }

    /** To all means to where the client is aimed, not to each of those that replied. */
    private SendReceipt sendNow(Target to, byte[] payload) {
        ClientCore.Remote aimed = core.aim();
        if (aimed == null) {
            throw new FailureException(Failure.of(Failure.Kind.NOT_CONNECTED, "noConnection"));
        }
        List<ClientCore.Remote> targets =
                to instanceof Target.All ? List.of(aimed) : core.remotes().select(to);
        int asked = to instanceof Target.Some some ? some.connections().size() : 1;
        int sent = 0;
        long bytes = 0;
        for (ClientCore.Remote remote : targets) {
            int length = core.send(remote, payload);
            if (length >= 0) {
                sent++;
                bytes += length;
            }
        }
        return new SendReceipt(sent, bytes, asked - sent);
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
    public CompletionStage<Void> update(UdpClientSettings wanted) {
        return CompletableFuture.runAsync(() -> script.interval(wanted.interval()), loop);
    }

    /** Without what it is aimed at there is no client; a peer that replied is forgotten. */
    @Override
    public CompletionStage<Void> disconnect(Target what) {
        return CompletableFuture.runAsync(
                () -> {
                    for (ClientCore.Remote remote : core.remotes().select(what)) {
                        if (remote.equals(core.aim())) {
                            close().thenRun(() -> ended.complete(null));
                        } else {
                            core.forget(remote);
                        }
                    }
                },
                loop);
    }

    @Override
    public CompletionStage<Void> close() {
        return CompletableFuture.runAsync(
                        () -> {
                            closing = true;
                            script.pause();
                        },
                        loop)
                .thenComposeAsync(nothing -> drops.end(), loop)
                .handle((counted, error) -> core.port().close())
                .thenCompose(closed -> closed);
    }

    @Override
    public CompletionStage<Void> done() {
        return done;
    }

    @Override
    public CompletionStage<Void> ended() {
        return ended;
    }
}
