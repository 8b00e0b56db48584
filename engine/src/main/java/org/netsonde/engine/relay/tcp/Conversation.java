package org.netsonde.engine.relay.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Failures;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.message.EscapeException;
import org.netsonde.engine.message.FrameTooLargeException;
import org.netsonde.engine.protocol.BackEnd;
import org.netsonde.engine.protocol.Fact;
import org.netsonde.engine.protocol.FactGroup;
import org.netsonde.engine.relay.RelayMetrics;
import org.netsonde.engine.relay.balance.BackEndPool;
import org.netsonde.engine.relay.balance.Member;
import org.netsonde.engine.relay.form.MessageForm;
import org.netsonde.engine.relay.limit.Verdict;
import org.netsonde.engine.relay.link.Heading;
import org.netsonde.engine.stream.ConnectionSecurity;
import org.netsonde.engine.stream.Dial;
import org.netsonde.engine.stream.Installation;
import org.netsonde.engine.stream.ReadClock;
import org.netsonde.engine.stream.StreamConnection;
import org.netsonde.engine.stream.StreamPipeline;
import org.netsonde.engine.stream.StreamSession;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficTap;

/**
 * A client's connection, the one to its back end, and what goes between them. How one side ends is how the other learns of it:
 * by a half-close, a close or a reset. Confined to the event loop that both connections are on.
 */
final class Conversation {

    /** How often it is looked in vain whether a peer takes what is still meant for it. */
    private static final int MOST_VAIN = 6;

    private static final int VAIN_SECONDS = 5;

    private final TcpRelay relay;
    private final long number;
    private final Installation installation;
    private final StreamConnection front;
    private final StreamSession session;
    private final ReadClock backClock = new ReadClock();
    private final Link toServer;
    private final Link toClient;
    private final @Nullable MessageForm form;
    private final Set<Member> tried = new HashSet<>();
    private @Nullable Dial dial;
    /** Who was chosen, until it is known what came of it. */
    private @Nullable Member candidate;

    private @Nullable Member member;
    private @Nullable StreamConnection back;
    /** When the oldest bytes were passed to the server that it has not answered; 0 for none. */
    private long askedAt;

    private @Nullable ScheduledFuture<?> waiting;
    private boolean limited;
    /** It ends: what still happens on either side is a consequence. */
    private boolean leaving;

    private boolean over;

    Conversation(TcpRelay relay, long number, Installation installation, @Nullable MessageForm form, long room) {
        this.relay = relay;
        this.number = number;
        this.installation = installation;
        this.front = installation.connection();
        this.session = installation.session();
        this.form = form;
        this.toServer = new Link(this, Heading.TO_SERVER, form, room);
        this.toClient = new Link(this, Heading.TO_CLIENT, form, room);
    }

    TcpRelay relay() {
        return relay;
    }

    long number() {
        return number;
    }

    StreamConnection front() {
        return front;
    }

    EventLoop loop() {
        return front.channel().eventLoop();
    }

    String backEnd() {
        return member == null ? "" : member.name();
    }

    /** What happens on the client's side. */
    SideStage.Side client() {
        return new SideStage.Side() {
            @Override
            public void opened() {
                // Not before: a channel that is not registered yet cannot be told to wait.
                toServer.from(front);
                session.opened();
                admit(relay.rules().limits().connect((InetSocketAddress) front.remote(), System.nanoTime()));
            }

            @Override
            public void read(ByteBuf bytes) {
                toServer.read(bytes);
            }

            @Override
            public void readComplete() {
                toServer.readComplete();
            }

            @Override
            public void writable() {
                toClient.regulate();
            }

            @Override
            public void ended() {
                toServer.end();
            }

            @Override
            public void broke(Throwable cause) {
                Conversation.this.broke(Heading.TO_SERVER, cause);
            }

            @Override
            public void closed() {
                finish();
                session.closed();
            }
        };
    }

    /** What happens on the server's side. */
    private SideStage.Side server(Member server) {
        return new SideStage.Side() {
            @Override
            public void opened() {
                connected();
            }

            @Override
            public void read(ByteBuf bytes) {
                server.answered();
                server.received(bytes.readableBytes());
                if (askedAt != 0) {
                    front.meter().latency(backClock.at() - askedAt, 1);
                    askedAt = 0;
                }
                toClient.read(bytes);
            }

            @Override
            public void readComplete() {
                toClient.readComplete();
            }

            @Override
            public void writable() {
                toServer.regulate();
            }

            @Override
            public void ended() {
                toClient.end();
            }

            @Override
            public void broke(Throwable cause) {
                Conversation.this.broke(Heading.TO_CLIENT, cause);
            }

            @Override
            public void closed() {
                StreamConnection connection = back;
                if (connection != null && !over && !leaving && !toClient.hasEnd()) {
                    // Where a write told of the reset, no read does any more.
                    SocketException cause = new SocketException("Connection reset");
                    broke(cause);
                    Failure failure = Failures.of(cause, backEnd());
                    if (connection.fail(failure)) {
                        relay.report(failure);
                    }
                }
                server.closed();
                if (connection != null) {
                    connection.closed();
                    relay.backClosed(connection.id());
                }
                if (toClient.hasEnd() && !toClient.isEnded() && !leaving) {
                    // It has said all that it had to say, of which some is still under way.
                    toServer.stop();
                } else {
                    finish();
                }
            }
        };
    }

    private void admit(Verdict verdict) {
        switch (verdict.kind()) {
            case ADMITTED -> dial();
            case DELAYED -> later(verdict.waitNanos(), this::dial);
            case REJECTED -> reject(verdict.waitNanos());
            case CLOSED -> close(Phrase.of("event.relay.limited"));
        }
    }

    /** A limit does not admit the client: it is told so by the words of the protocol, or by a reset. */
    private void reject(long waitNanos) {
        ByteBuf words =
                form == null ? null : form.rejected(waitNanos, front.channel().alloc());
        if (words == null) {
            reset(Phrase.of("event.relay.rejected"));
        } else {
            say(words, Phrase.of("event.relay.rejected"));
        }
    }

    private void say(ByteBuf words, Phrase why) {
        front.channel().writeAndFlush(words);
        close(why);
    }

    private void later(long nanos, Runnable task) {
        waiting = loop().schedule(
                        () -> {
                            waiting = null;
                            if (!over && !leaving) {
                                task.run();
                            }
                        },
                        nanos,
                        TimeUnit.NANOSECONDS);
    }

    /** Connects to the back end whose turn it is. */
    private void dial() {
        if (over || leaving) {
            return;
        }
        Member chosen = relay.pool().choose((InetSocketAddress) front.remote(), tried);
        if (chosen == null) {
            unavailable();
            return;
        }
        candidate = chosen;
        Verdict verdict = relay.rules().limits().connectTo(chosen.name(), System.nanoTime());
        switch (verdict.kind()) {
            case ADMITTED -> dial(chosen);
            case DELAYED -> {
                BackEnd.State state = chosen.state();
                later(verdict.waitNanos(), () -> dialIfStillSuits(chosen, state));
            }
            case REJECTED -> {
                limited = true;
                giveUp(chosen);
                dial();
            }
            case CLOSED -> close(Phrase.of("event.relay.limited"));
        }
    }

    private void dialIfStillSuits(Member chosen, BackEnd.State then) {
        if (relay.pool().stillSuits(chosen, then)) {
            dial(chosen);
        } else {
            giveUp(chosen);
            dial();
        }
    }

    /** Nothing came of a choice, and nothing is held against it. */
    private void giveUp(Member chosen) {
        candidate = null;
        chosen.abandoned((InetSocketAddress) front.remote());
        tried.add(chosen);
    }

    private void dial(Member chosen) {
        Dial attempt = new Dial(relay.backContext(), loop(), relay.terms(), new Dial.Outcome() {
            @Override
            public void found(InetSocketAddress peer) {
                Failure loop = relay.pool().loops(peer);
                if (loop != null && dial != null) {
                    dial.cancel();
                    failed(loop);
                }
            }

            @Override
            public void connected(Channel channel, InetSocketAddress peer) {
                dial = null;
                connect(chosen, channel, peer);
            }

            @Override
            public void failed(Failure failure) {
                dial = null;
                unreachable(chosen, failure);
            }
        });
        dial = attempt;
        attempt.start(chosen.aim());
    }

    private void unreachable(Member chosen, Failure failure) {
        if (BackEndPool.isOurs(failure)) {
            // Another back end could not be reached either.
            giveUp(chosen);
            turnAway(failure);
            return;
        }
        candidate = null;
        front.meter().failed(failure.kind());
        front.meter().add(RelayMetrics.BACK_FAILURES, 1);
        tap().event(front.id(), Direction.FAILED, failure.what().toString(), System.nanoTime());
        relay.report(failure);
        // Behind it, as the pool may say that the back end is left alone from now on, which is more to know.
        chosen.unreachable(failure);
        tried.add(chosen);
        dial();
    }

    /** There is no back end left. */
    private void unavailable() {
        if (limited) {
            reject(0);
            return;
        }
        front.meter().add(RelayMetrics.NO_BACK_END, 1);
        turnAway(relay.noBackEnd());
    }

    /** The client cannot be served: it is told so by the words of the protocol, or by a reset. */
    private void turnAway(Failure failure) {
        if (front.fail(failure)) {
            relay.report(failure);
        }
        ByteBuf words = form == null ? null : form.unavailable(front.channel().alloc());
        if (words == null) {
            reset(Phrase.of("event.closedAfterFailure"));
        } else {
            say(words, Phrase.of("event.closedAfterFailure"));
        }
    }

    private void connect(Member chosen, Channel channel, InetSocketAddress peer) {
        candidate = null;
        member = chosen;
        chosen.opened();
        RelayLayer.readMuch(channel);
        StreamConnection connection = StreamConnection.ofClient(relay.backContext(), channel, peer);
        back = connection;
        toClient.from(connection);
        relay.backOpened(connection.id(), this);
        facts(connection);
        StreamPipeline.install(
                connection,
                backClock,
                peer,
                ConnectionSecurity.NONE,
                pipeline -> {
                    if (relay.records()) {
                        StreamPipeline.record(pipeline, tap(), connection.id(), backClock);
                    }
                    pipeline.addLast(RelayLayer.SIDE, new SideStage(server(chosen)));
                },
                relay::report);
    }

    private void facts(StreamConnection connection) {
        front.facts()
                .put(new FactGroup("relay", List.of(Fact.of("relayServer", backEnd() + " · #" + connection.id()))));
        connection
                .facts()
                .put(new FactGroup(
                        "relay",
                        List.of(Fact.of("relayClient", Addresses.text(front.remote()) + " · #" + front.id()))));
    }

    /** The connection to the back end stands. */
    private void connected() {
        StreamConnection connection = back;
        if (connection == null || !connection.opened()) {
            return;
        }
        if (over || leaving) {
            connection.close(Phrase.of("event.closedHere"));
            return;
        }
        toServer.open(connection);
        toClient.open(front);
    }

    private TrafficTap tap() {
        return installation.tap();
    }

    /** So many messages, or reads, passed. */
    void passed(Heading heading, int messages) {
        if (heading == Heading.TO_SERVER) {
            front.meter().read(0, messages, installation.clock().at());
        } else {
            front.meter().written(0, messages, backClock.at());
        }
    }

    /** Bytes are being written to the side that this way leads to. */
    void leaving(Heading heading, int bytes) {
        if (heading == Heading.TO_SERVER && member != null) {
            member.sent(bytes);
            if (askedAt == 0) {
                askedAt = System.nanoTime();
            }
        }
    }

    /** The end of one direction was passed on; when both were, nothing is left to be done. */
    void endPassed() {
        StreamConnection connection = back;
        if (over || !toClient.isEnded() || connection == null) {
            return;
        }
        if (!connection.channel().isActive()) {
            finish();
        } else if (toServer.isEnded()) {
            leaving = true;
            front.finish(Phrase.of("event.closedByPeer"));
            connection.finish(Phrase.of("event.closedByPeer"));
        }
    }

    /** The side that this way comes from broke: the other side learns of it by a reset. */
    void broke(Heading heading, Throwable cause) {
        if (over || leaving) {
            return;
        }
        if (heading == Heading.TO_CLIENT && toClient.hasEnd()) {
            // It had ended well, and does not want to hear more: what it said goes on to the client.
            return;
        }
        leave();
        StreamConnection connection = back;
        if (heading == Heading.TO_CLIENT && member != null) {
            Failure failure = Failures.of(cause, backEnd());
            member.broke(failure);
            front.meter().add(RelayMetrics.BACK_FAILURES, 1);
            front.reset(Phrase.of("event.relay.serverBroke"));
        } else if (connection != null) {
            connection.reset(Phrase.of("event.relay.clientBroke"));
        }
    }

    /** A message on that way is longer than its framing allows: nothing behind it can be told apart. */
    void unreadable(Heading heading, FrameTooLargeException problem) {
        StreamConnection source = heading == Heading.TO_SERVER ? front : back;
        if (source != null && !leaving) {
            source.channel().pipeline().fireExceptionCaught(problem);
        }
    }

    /** A changed message cannot be written as its framing says. */
    void unsendable(EscapeException problem) {
        Failure failure =
                new Failure(Failure.Kind.FRAME_TOO_LARGE, problem.phrase(), Phrase.of("failure.unsendable.remedy"));
        front.note(failure);
        relay.report(failure);
    }

    void note(Phrase what) {
        tap().event(front.id(), Direction.NOTED, what.toString(), System.nanoTime());
    }

    /** Tells the client something that no server said. */
    void answer(ByteBuf words) {
        passed(Heading.TO_CLIENT, 1);
        toClient.inject(words);
    }

    /** From now on nothing passes any more that is not written yet. */
    private void leave() {
        leaving = true;
        toServer.stop();
        toClient.stop();
    }

    /** Ends it at once. */
    void reset(Phrase why) {
        leave();
        StreamConnection connection = back;
        front.reset(why);
        if (connection != null) {
            connection.reset(why);
        }
        finish();
    }

    /** Ends it once what was written has left. */
    void close(Phrase why) {
        leave();
        closeOnceSent(front, why);
        closeOnceSent(back, why);
    }

    private void closeOnceSent(@Nullable StreamConnection connection, Phrase why) {
        if (connection != null) {
            connection.closeOnceSent(why);
            watch(connection, -1, 0);
        }
    }

    /** Resets a peer that takes nothing of what is still meant for it, so that it does not take the end for a good one. */
    private void watch(StreamConnection connection, long before, int vain) {
        Channel channel = connection.channel();
        long queued = StreamConnection.queued(channel);
        if (!channel.isActive() || queued == 0) {
            return;
        }
        int now = queued == before ? vain + 1 : 0;
        if (now >= MOST_VAIN) {
            connection.reset(Phrase.of("event.closedAfterFailure"));
        } else {
            loop().schedule(() -> watch(connection, queued, now), VAIN_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Takes the stages that the rules say now. */
    void rebuild() {
        toServer.rebuild();
        toClient.rebuild();
    }

    /** One side is closed: so will be the other. */
    private void finish() {
        if (over) {
            return;
        }
        over = true;
        leave();
        if (waiting != null) {
            waiting.cancel(false);
        }
        if (dial != null) {
            dial.cancel();
        }
        if (candidate != null) {
            candidate.abandoned((InetSocketAddress) front.remote());
        }
        toServer.release();
        toClient.release();
        StreamConnection connection = back;
        if (connection != null && !connection.isClosing()) {
            closeOnceSent(connection, Phrase.of("event.relay.clientGone"));
        }
        if (!front.isClosing()) {
            closeOnceSent(front, Phrase.of("event.relay.serverGone"));
        }
        relay.ended(this);
    }
}
