package org.netsonde.engine.relay.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
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
import org.netsonde.engine.protocol.Fact;
import org.netsonde.engine.protocol.FactGroup;
import org.netsonde.engine.relay.RelayMetrics;
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

    /** The id of the connection to the back end; 0 before there is one. */
    long backId() {
        return back == null ? 0 : back.id();
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
                server.closed();
                StreamConnection connection = back;
                if (connection != null) {
                    connection.closed();
                    relay.backClosed(connection.id());
                }
                finish();
            }
        };
    }

    private void admit(Verdict verdict) {
        switch (verdict.kind()) {
            case ADMITTED -> dial();
            case DELAYED -> later(verdict.waitNanos(), this::dial);
            case REJECTED -> reset(Phrase.of("event.relay.rejected"));
            case CLOSED -> close(Phrase.of("event.relay.limited"));
        }
    }

    private void later(long nanos, Runnable task) {
        loop().schedule(
                        () -> {
                            if (!over) {
                                task.run();
                            }
                        },
                        nanos,
                        TimeUnit.NANOSECONDS);
    }

    /** Connects to the back end whose turn it is. */
    private void dial() {
        if (over) {
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
            case DELAYED -> later(verdict.waitNanos(), () -> dial(chosen));
            case REJECTED -> reset(Phrase.of("event.relay.rejected"));
            case CLOSED -> close(Phrase.of("event.relay.limited"));
        }
    }

    private void dial(Member chosen) {
        Dial attempt = new Dial(relay.backContext(), loop(), relay.terms(), new Dial.Outcome() {
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

    /** There is no back end left: the client is told so, by the words of the protocol or by a reset. */
    private void unavailable() {
        Failure failure = relay.noBackEnd();
        front.meter().add(RelayMetrics.NO_BACK_END, 1);
        if (front.fail(failure)) {
            relay.report(failure);
        }
        ByteBuf words = form == null ? null : form.unavailable(front.channel().alloc());
        if (words == null) {
            reset(Phrase.of("event.closedAfterFailure"));
        } else {
            front.channel().writeAndFlush(words);
            close(Phrase.of("event.closedAfterFailure"));
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
        if (over) {
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
        if (toServer.isEnded() && toClient.isEnded() && connection != null) {
            front.finish(Phrase.of("event.closedByPeer"));
            connection.finish(Phrase.of("event.closedByPeer"));
        }
    }

    /** The side that this way comes from broke: the other side learns of it by a reset. */
    void broke(Heading heading, Throwable cause) {
        if (over) {
            return;
        }
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
        if (source != null) {
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
        toClient.inject(words);
    }

    /** Ends it at once. */
    void reset(Phrase why) {
        StreamConnection connection = back;
        front.reset(why);
        if (connection != null) {
            connection.reset(why);
        }
        finish();
    }

    /** Ends it once what was written has left. */
    void close(Phrase why) {
        StreamConnection connection = back;
        front.closeGently(why);
        if (connection != null) {
            connection.closeGently(why);
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
            connection.closeGently(Phrase.of("event.relay.clientGone"));
        }
        if (!front.isClosing()) {
            front.closeGently(Phrase.of("event.relay.serverGone"));
        }
        relay.ended(this);
    }
}
