package org.netsonde.engine.probe.phase;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Failures;
import org.netsonde.engine.http.Alpn;
import org.netsonde.engine.probe.connect.Dialed;
import org.netsonde.engine.probe.connect.Dialler;
import org.netsonde.engine.protocol.Durations;
import org.netsonde.engine.security.CertificateDetails;
import org.netsonde.engine.security.ClientTrust;
import org.netsonde.engine.security.Keys;
import org.netsonde.engine.tls.ClientTls;
import org.netsonde.engine.tls.TlsConnection;
import org.netsonde.engine.tls.TlsContext;
import org.netsonde.engine.tls.TlsContexts;
import org.netsonde.engine.tls.TlsMode;
import org.netsonde.engine.tls.TlsSession;
import org.netsonde.engine.tls.TlsTerms;
import org.netsonde.engine.transport.EventLoops;

/** One conversation, of which the phases are timed. Confined to an event loop, but for its start. */
public final class Conversation {

    private final EventLoop loop;
    private final Dialler dialler;
    private final ConversationPlan plan;
    private final CompletableFuture<Optional<Waterfall>> done = new CompletableFuture<>();
    private final PhaseClock clock = new PhaseClock();
    private @Nullable Future<?> deadline;
    private @Nullable Runnable giveUp;
    private @Nullable Channel channel;
    private @Nullable InetSocketAddress address;
    private @Nullable TlsSeen tlsSeen;

    private Conversation(EventLoops loops, ConversationPlan plan) {
        this.loop = loops.next();
        this.dialler = new Dialler(loops, loop);
        this.plan = plan;
    }

    /**
     * Starts one.
     *
     * @param stop ends it when it completes: the result is empty then
     */
    public static CompletableFuture<Optional<Waterfall>> start(
            EventLoops loops, ConversationPlan plan, CompletionStage<?> stop) {
        Conversation conversation = new Conversation(loops, plan);
        conversation.loop.execute(conversation::begin);
        stop.whenComplete((ok, error) -> conversation.loop.execute(() -> conversation.finish(Optional.empty())));
        return conversation.done;
    }

    /**
     * The TLS of conversations, each with a handshake of its own and whole. Reads files of authorities, so it is not to be called on
     * event loops.
     *
     * @param trust whose certificates are trusted
     * @param asks whether HTTP is spoken on it; what is not need not say which version it would like
     * @throws FailureException if a file cannot be used
     */
    public static TlsContext tls(ClientTrust trust, boolean asks, Keys keys) {
        ClientTls usual = new ClientTls(TlsMode.ON);
        TlsTerms terms = usual.terms();
        List<String> alpn = asks ? List.of(Alpn.HTTP2, Alpn.HTTP1) : List.of();
        TlsTerms whole = new TlsTerms(
                terms.versions(), terms.ciphers(), alpn, false, terms.provider(), terms.handshakeTimeout());
        return TlsContexts.client(new ClientTls(TlsMode.ON, trust, usual.certificate(), "", whole), keys);
    }

    private void begin() {
        clock.begin(plan.lookup(), System.nanoTime());
        dial(0);
    }

    private void dial(int index) {
        if (done.isDone()) {
            return;
        }
        InetSocketAddress next = new InetSocketAddress(plan.addresses().get(index), plan.port());
        giveUp = dialler.dial(next, plan.connectLimit(), dialed -> dialed(index, next, dialed));
    }

    private void dialed(int index, InetSocketAddress where, Dialed dialed) {
        Channel made = dialed.channel();
        Failure failure = dialed.failure();
        if (failure != null && index + 1 < plan.addresses().size()) {
            dial(index + 1);
        } else if (failure != null) {
            address = where;
            fail(failure);
        } else if (made != null) {
            address = where;
            channel = made;
            clock.end(Phase.CONNECT, System.nanoTime());
            try {
                connected(made);
            } catch (RuntimeException e) {
                // Such as where there is no memory left for TLS.
                fail(Failures.of(e, plan.where()));
            }
        }
    }

    private void connected(Channel made) {
        TlsContext context = plan.tls();
        if (context == null) {
            secured(made.pipeline(), "");
            return;
        }
        within(Failure.of(Failure.Kind.TLS_HANDSHAKE, "tlsTimeout", plan.where()));
        TlsConnection connection = context.connect(made.alloc(), plan.host(), plan.port());
        made.pipeline().addLast(connection.listener(), connection.handler(), new Handshake(connection));
    }

    /** From now on, that is what is wrong where nothing moves on in time. */
    void within(Failure late) {
        if (deadline != null) {
            deadline.cancel(false);
        }
        deadline = loop.schedule(() -> fail(late), plan.limit().toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Hears how the handshake ends. */
    private final class Handshake extends ChannelInboundHandlerAdapter {

        private final TlsConnection connection;

        Handshake(TlsConnection connection) {
            this.connection = connection;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (!(event instanceof SslHandshakeCompletionEvent handshake)) {
                ctx.fireUserEventTriggered(event);
            } else if (handshake.isSuccess()) {
                clock.end(Phase.TLS, System.nanoTime());
                TlsSession session = connection.session();
                tlsSeen = seen(session);
                secured(ctx.pipeline(), session.alpn());
            } else {
                fail(Failures.of(connection.explain(handshake.cause()), plan.where()));
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            fail(Failures.of(connection.explain(cause), plan.where()));
        }
    }

    private static TlsSeen seen(TlsSession session) {
        CertificateDetails leaf =
                session.peer().isEmpty() ? null : session.peer().getFirst();
        Instant until = leaf == null ? null : leaf.until();
        return new TlsSeen(
                session.protocol(),
                session.cipher(),
                session.alpn(),
                leaf == null ? "" : leaf.subject(),
                leaf == null ? "" : leaf.issuer(),
                until);
    }

    private void secured(ChannelPipeline pipeline, String alpn) {
        ConversationPlan.Ask ask = plan.ask();
        if (ask == null) {
            tell(null, null);
        } else {
            within(Failure.of(Failure.Kind.REPLY_TIMEOUT, "httpTimeout", plan.where(), Durations.format(plan.limit())));
            new HttpTalk(this, clock, ask, plan.where()).start(pipeline, alpn.equals(Alpn.HTTP2));
        }
    }

    /** It went well. */
    void replied(HttpSeen http) {
        tell(http, null);
    }

    /** It ended too early. */
    void fail(Failure failure) {
        tell(null, failure);
    }

    private void tell(@Nullable HttpSeen http, @Nullable Failure failure) {
        finish(Optional.of(new Waterfall(address, clock.phases(), tlsSeen, http, failure)));
    }

    private void finish(Optional<Waterfall> result) {
        if (done.isDone()) {
            return;
        }
        // First what is open: whoever hears of the result may end the loops.
        if (deadline != null) {
            deadline.cancel(false);
        }
        if (giveUp != null) {
            giveUp.run();
        }
        if (channel != null) {
            channel.close();
        }
        done.complete(result);
    }
}
