package org.netsonde.engine.relay.tcp;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.message.Responder;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.message.StreamMessageCodec;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.MessageListener;
import org.netsonde.engine.protocol.Reply;
import org.netsonde.engine.protocol.SendReceipt;
import org.netsonde.engine.protocol.Subscription;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.relay.BackMeter;
import org.netsonde.engine.relay.RelaySettings;
import org.netsonde.engine.relay.Rules;
import org.netsonde.engine.relay.balance.BackEndPool;
import org.netsonde.engine.relay.form.MessageForm;
import org.netsonde.engine.relay.form.MessageForms;
import org.netsonde.engine.stream.ConnectionSecurity;
import org.netsonde.engine.stream.Dial;
import org.netsonde.engine.stream.Installation;
import org.netsonde.engine.stream.StreamServer;
import org.netsonde.engine.stream.StreamServerConfig;
import org.netsonde.engine.stream.Threading;

/** A running relay of byte streams. Its clients' connections are those of a {@link StreamServer}. Safe for threads. */
public final class TcpRelay implements Binding<RelaySettings, StreamMessage> {

    private final EndpointContext context;
    private final EndpointContext backContext;
    private final RelaySettings settings;
    private final Rules rules;
    private final BackEndPool pool;
    private final @Nullable Supplier<MessageForm> forms;
    private final AtomicLong numbers = new AtomicLong();
    private final Set<Conversation> conversations = ConcurrentHashMap.newKeySet();
    private final Map<Long, Conversation> byBack = new ConcurrentHashMap<>();
    /** Completes when no connection stands any more behind a relay that is closing. */
    private final CompletableFuture<Void> drained = new CompletableFuture<>();

    private volatile boolean closing;
    private volatile @Nullable Binding<RelaySettings, StreamMessage> stream;

    private TcpRelay(RelaySettings settings, EndpointContext context) {
        this.settings = settings;
        this.context = context;
        backContext = context.with(new BackMeter(context.meter()));
        // First, as it may refuse the settings: the rules count from the moment that they are made.
        pool = new BackEndPool(context, settings.pool());
        rules = new Rules(settings, context);
        forms = MessageForms.of(
                settings.application(),
                settings.framing(),
                settings.options().buffer().bytes());
    }

    /** Starts one; completes when it is bound, exceptionally with a {@link FailureException} that names the address. */
    public static CompletionStage<Binding<RelaySettings, StreamMessage>> start(
            RelaySettings settings, StreamMessageCodec codec, EndpointContext context) {
        TcpRelay relay;
        try {
            relay = new TcpRelay(settings, context);
        } catch (FailureException e) {
            return CompletableFuture.failedFuture(e);
        }
        RelayLayer layer = new RelayLayer(relay);
        CompletableFuture<Binding<RelaySettings, StreamMessage>> bound = StreamServer.start(
                        settings, any -> relay.config(any, layer), codec, context)
                .toCompletableFuture();
        CompletableFuture<Binding<RelaySettings, StreamMessage>> started = new CompletableFuture<>();
        bound.whenComplete((server, error) -> {
            if (error != null) {
                relay.end();
                started.completeExceptionally(error);
            } else {
                relay.stream = server;
                relay.pool.bound((InetSocketAddress) server.localAddress());
                if (!started.complete(relay)) {
                    // Cancelled while it was being bound.
                    relay.close();
                }
            }
        });
        started.whenComplete((relayed, error) -> {
            if (started.isCancelled()) {
                bound.cancel(false);
            }
        });
        return started;
    }

    private StreamServerConfig config(RelaySettings any, RelayLayer layer) {
        return new StreamServerConfig(
                any.host(),
                any.port(),
                new Responder.Discard(),
                layer,
                ConnectionSecurity.Source.NONE,
                Threading.EVENT_LOOP,
                any.options().server());
    }

    private Binding<RelaySettings, StreamMessage> stream() {
        return Objects.requireNonNull(stream);
    }

    /** A client has come. */
    Conversation begin(Installation client) {
        MessageForm form = forms == null ? null : forms.get();
        Conversation conversation = new Conversation(
                this,
                numbers.incrementAndGet(),
                client,
                form,
                settings.options().buffer().bytes());
        conversations.add(conversation);
        return conversation;
    }

    void ended(Conversation conversation) {
        conversations.remove(conversation);
        drained();
    }

    void backOpened(long id, Conversation conversation) {
        byBack.put(id, conversation);
    }

    void backClosed(long id) {
        // First: whoever removes the last says that it has stopped, and nothing is listed any more then.
        context.connections().closed(id);
        byBack.remove(id);
        drained();
    }

    private void drained() {
        if (closing && conversations.isEmpty() && byBack.isEmpty()) {
            drained.complete(null);
        }
    }

    boolean records() {
        return settings.options().record();
    }

    Rules rules() {
        return rules;
    }

    BackEndPool pool() {
        return pool;
    }

    /** What connections to back ends get: counters of their own. */
    EndpointContext backContext() {
        return backContext;
    }

    Dial.Terms terms() {
        return new Dial.Terms(
                settings.options().connectTimeout(),
                settings.options().writeLimit(),
                settings.options().tcp());
    }

    void report(Failure failure) {
        context.fail().accept(failure);
    }

    Failure noBackEnd() {
        return pool.unavailable();
    }

    @Override
    public SocketAddress localAddress() {
        return stream().localAddress();
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
        return stream().listen(to, listener);
    }

    @Override
    public CompletionStage<Void> update(RelaySettings next) {
        rules.update(next);
        pool.update(next.pool());
        conversations.forEach(conversation -> conversation.front().execute(conversation::rebuild));
        return stream().update(next);
    }

    @Override
    public CompletionStage<Void> disconnect(Target what) {
        if (what instanceof Target.Some some) {
            Set<Long> fronts = new HashSet<>(some.connections());
            some.connections().forEach(id -> {
                Conversation conversation = byBack.get(id);
                if (conversation != null) {
                    conversation.front().execute(() -> conversation.close(Phrase.of("event.closedHere")));
                    fronts.remove(id);
                }
            });
            return stream().disconnect(new Target.Some(fronts));
        }
        return stream().disconnect(what);
    }

    @Override
    public CompletionStage<Void> close() {
        return stream().close().thenCompose(closed -> {
            closing = true;
            drained();
            return drained.thenRun(this::end);
        });
    }

    private void end() {
        pool.close();
        rules.close();
    }

    @Override
    public CompletionStage<Void> done() {
        return stream().done();
    }

    @Override
    public CompletionStage<Void> ended() {
        return stream().ended();
    }
}
