package org.netsonde.engine.http.client;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2PingFrame;
import io.netty.handler.codec.http2.Http2SettingsFrame;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Failures;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.http.Alpn;
import org.netsonde.engine.protocol.Durations;
import org.netsonde.engine.stream.Aim;
import org.netsonde.engine.stream.ConnectionSecurity;
import org.netsonde.engine.stream.Dial;
import org.netsonde.engine.stream.ReadClock;
import org.netsonde.engine.stream.StreamConnection;
import org.netsonde.engine.stream.StreamPipeline;

/**
 * Makes a connection, decides on the version that is spoken on it, and from then on is its last stage: hears of its failures
 * and of its end. Confined to the client's event loop.
 */
final class ConnectionStage extends ChannelInboundHandlerAdapter implements Dial.Outcome {

    private static final String NAME = "http";

    private final OriginPool pool;
    private final Agent agent;
    private final Dial dial;
    private final @Nullable Exchange reservedFor;
    private @Nullable ConnectionSecurity security;
    private @Nullable StreamConnection stream;
    private @Nullable ClientConnection connection;
    private @Nullable ScheduledFuture<?> deadline;
    private long connectedAt;
    private boolean active;
    private boolean ready;
    private boolean settled;
    private boolean ended;

    /**
     * One that has not begun.
     *
     * @param reservedFor whose request is the first on it; null for whoever waits
     */
    ConnectionStage(OriginPool pool, @Nullable Exchange reservedFor) {
        this.pool = pool;
        this.reservedFor = reservedFor;
        this.agent = pool.agent();
        this.dial = new Dial(agent.context(), agent.loop(), agent.dialTerms(), this);
    }

    @Nullable
    Exchange reservedFor() {
        return reservedFor;
    }

    /** Begins, when there is what makes it secure. */
    void start(Aim aim) {
        agent.security(pool.origin())
                .whenCompleteAsync(
                        (made, error) -> {
                            if (settled) {
                                return;
                            }
                            if (made == null) {
                                failed(Failures.of(error, pool.origin().where()));
                            } else {
                                security = made;
                                dial.start(aim);
                            }
                        },
                        agent.loop());
    }

    /** Gives up; nothing is told. */
    void cancel() {
        settled = true;
        dial.cancel();
        StreamConnection open = stream;
        if (open != null) {
            open.closeGently(Phrase.of("event.closedHere"));
        }
    }

    /** Whether nothing of it is left. */
    boolean isGone() {
        return stream == null || ended;
    }

    @Override
    public void found(InetSocketAddress peer) {
        agent.found(pool.origin(), peer);
    }

    @Override
    public void failed(Failure failure) {
        if (!settled) {
            settled = true;
            agent.note(failure);
            pool.notConnected(this, failure);
        }
    }

    @Override
    public void connected(Channel channel, InetSocketAddress peer) {
        StreamConnection made = StreamConnection.ofClient(agent.context(), channel, peer);
        stream = made;
        connectedAt = System.nanoTime();
        try {
            StreamPipeline.install(
                    made,
                    new ReadClock(),
                    peer,
                    security == null ? ConnectionSecurity.NONE : security,
                    pipeline -> pipeline.addLast(NAME, this),
                    agent::report);
        } catch (RuntimeException e) {
            // Such as where there is no memory left for TLS. It has no stage that would tell of its end.
            stream = null;
            agent.context().connections().closed(made.id());
            channel.close();
            failed(Failures.of(e, pool.origin().where()));
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        StreamConnection made = stream;
        if (active || made == null) {
            return;
        }
        active = true;
        made.opened();
        boolean secure = pool.origin().secure();
        ClientConnection.Setup setup = new ClientConnection.Setup(
                dial.lookupNanos(), dial.connectNanos(), secure ? System.nanoTime() - connectedAt : 0);
        agent.connected(setup);
        String agreed = agreed(ctx);
        if (agreed.equals(Alpn.HTTP2) || (agreed.isEmpty() && agent.options().versions() == HttpVersions.HTTP2)) {
            Http2Connection two = new Http2Connection(pool, made, setup);
            connection = two;
            two.install(ctx.pipeline(), NAME);
            // The server's settings show that it is one of HTTP/2.
            deadline = agent.later(agent.options().connectTimeout(), this::late);
        } else {
            Http1Connection one = new Http1Connection(pool, made, setup);
            connection = one;
            one.install(ctx.pipeline(), NAME);
            ready(one);
        }
    }

    private static String agreed(ChannelHandlerContext ctx) {
        SslHandler tls = ctx.pipeline().get(SslHandler.class);
        String protocol = tls == null ? null : tls.applicationProtocol();
        return protocol == null ? "" : protocol;
    }

    private void late() {
        if (!ready) {
            fail(Failure.of(
                    Failure.Kind.CONNECT_TIMEOUT,
                    "http2Late",
                    pool.origin().where(),
                    Durations.format(agent.options().connectTimeout())));
        }
    }

    private void ready(ClientConnection made) {
        if (ready) {
            return;
        }
        ready = true;
        if (deadline != null) {
            deadline.cancel(false);
        }
        if (settled) {
            made.part();
            return;
        }
        settled = true;
        pool.connected(this, made);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (connection instanceof Http2Connection two) {
                if (message instanceof Http2SettingsFrame) {
                    if (!ready) {
                        two.widen();
                    }
                    ready(two);
                    two.pool().serve();
                } else if (message instanceof Http2GoAwayFrame goAway) {
                    two.goingAway(goAway);
                } else if (message instanceof Http2PingFrame ping) {
                    two.ponged(ping);
                }
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            StreamConnection made = stream;
            if (ready && connection != null) {
                connection.inputClosed();
            } else if (made != null) {
                made.finish(Phrase.of("event.closedByPeer"));
            }
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Failure failure = HttpFailures.of(cause, pool.origin());
        ClientConnection made = connection;
        if (ready && made != null) {
            made.broken(failure);
        } else {
            fail(failure);
        }
    }

    private void fail(Failure failure) {
        StreamConnection made = stream;
        if (made != null) {
            if (!settled) {
                settled = true;
                made.fail(failure);
                pool.notConnected(this, failure);
            }
            made.closeGently(Phrase.of("event.closedAfterFailure"));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        end();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        // One that was never active, such as one whose channel could not be set up.
        end();
    }

    private void end() {
        StreamConnection made = stream;
        if (ended || made == null) {
            return;
        }
        ended = true;
        if (deadline != null) {
            deadline.cancel(false);
        }
        ClientConnection known = connection;
        if (!ready) {
            fail(Failure.of(
                    Failure.Kind.NOT_CONNECTED,
                    "connectionClosed",
                    pool.origin().where()));
        }
        if (known != null) {
            known.ended();
            known.dispose();
        }
        made.closed();
        agent.context().connections().closed(made.id());
        pool.gone(this, known);
    }
}
