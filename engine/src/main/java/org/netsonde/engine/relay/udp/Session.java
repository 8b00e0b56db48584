package org.netsonde.engine.relay.udp;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Failures;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.datagram.DatagramFailures;
import org.netsonde.engine.datagram.DatagramPort;
import org.netsonde.engine.datagram.RemoteTable;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.exchange.OpenedText;
import org.netsonde.engine.protocol.BackEnd;
import org.netsonde.engine.protocol.Connection;
import org.netsonde.engine.protocol.Fact;
import org.netsonde.engine.protocol.FactGroup;
import org.netsonde.engine.relay.balance.Member;
import org.netsonde.engine.relay.limit.Verdict;
import org.netsonde.engine.relay.link.Heading;
import org.netsonde.engine.relay.link.Piece;
import org.netsonde.engine.stream.Aim;
import org.netsonde.engine.traffic.Direction;

/**
 * What goes between one client's address and its back end. A back end whose host says that nothing listens there gives way to
 * another one with the client's next datagram, and so does one that is known to be unwell and has not been heard since. Confined to the event loop of the relay.
 */
final class Session implements RemoteTable.Entry {

    /** How many datagrams wait for a back end at most, however small they are. */
    private static final int MOST_EARLY = 1024;

    private final UdpCore core;
    private final long number;
    private final Connection connection;
    private final InetSocketAddress client;
    private final Way toServer;
    private final Way toClient;
    /** What came while a back end was being found. */
    private final Queue<Piece> early = new ArrayDeque<>();

    private final Set<Member> tried = new HashSet<>();
    /** Who was chosen, until it is known what came of it. */
    private @Nullable Member candidate;
    /** What is done once a limit lets it. */
    private @Nullable ScheduledFuture<?> waiting;
    /** Whether the limit of a back end has turned it away since there was one. */
    private boolean rejected;

    private @Nullable Back back;
    private @Nullable Connection backConnection;
    private String backEnd = "";
    private boolean finding;
    private boolean over;
    /** Whether the back end has sent something although it is known to be unwell. */
    private boolean heardUnwell;

    private long heardAt;
    /** When the oldest datagram was sent to the server that it has not answered; 0 for none. */
    private long askedAt;

    Session(UdpCore core, long number, Connection connection, InetSocketAddress client, long room) {
        this.core = core;
        this.number = number;
        this.connection = connection;
        this.client = client;
        toServer = new Way(this, Heading.TO_SERVER, room);
        toClient = new Way(this, Heading.TO_CLIENT, room);
    }

    UdpCore core() {
        return core;
    }

    long number() {
        return number;
    }

    String backEnd() {
        return backEnd;
    }

    /** The id of the connection to the back end; 0 if there is none. */
    long backId() {
        return backConnection == null ? 0 : backConnection.id();
    }

    /** When anything came from either side last. */
    long heardAt() {
        return heardAt;
    }

    @Override
    public long connectionId() {
        return connection.id();
    }

    @Override
    public InetSocketAddress remote() {
        return client;
    }

    /**
     * Begins with that back end.
     *
     * @param waitNanos after how long, since a limit wants it so
     */
    void begin(Member first, long waitNanos) {
        finding = true;
        candidate = first;
        later(first, waitNanos, this::find);
    }

    /** Goes on with a back end after a wait, or with another one if it will not do any more by then. */
    private void later(Member member, long nanos, Consumer<Member> then) {
        if (nanos <= 0) {
            then.accept(member);
            return;
        }
        BackEnd.State state = member.state();
        waiting = core.loop()
                .schedule(
                        () -> {
                            waiting = null;
                            if (core.pool().stillSuits(member, state)) {
                                then.accept(member);
                            } else {
                                goOn(member, then);
                            }
                        },
                        nanos,
                        TimeUnit.NANOSECONDS);
    }

    /** A back end that was waited for is not what it was: goes on with who is chosen now. */
    private void goOn(Member member, Consumer<Member> then) {
        abandon();
        Member next = core.pool().choose(client, tried);
        if (member.equals(next)) {
            // There is no better one, and the limit has let it pass already.
            candidate = next;
            then.accept(next);
        } else {
            find(next);
        }
    }

    /**
     * Begins with a back end.
     *
     * @param member null if there is none
     */
    private void find(@Nullable Member member) {
        candidate = member;
        if (member == null) {
            nothing();
            return;
        }
        finding = true;
        Verdict verdict = core.rules().limits().connectTo(member.name(), System.nanoTime());
        switch (verdict.kind()) {
            case ADMITTED -> lookUp(member);
            case DELAYED -> later(member, verdict.waitNanos(), this::lookUp);
            case REJECTED -> {
                // The others may have room.
                abandon();
                rejected = true;
                tried.add(member);
                find(core.pool().choose(client, tried));
            }
            case CLOSED -> end(Phrase.of("event.relay.limited"));
        }
    }

    /** None of the back ends will do. */
    private void nothing() {
        finding = false;
        if (rejected) {
            end(Phrase.of("event.relay.rejected"));
            return;
        }
        tried.clear();
        core.unavailable(connection.id(), early.size());
        dropEarly();
    }

    /** What comes of the one that was chosen will not be known. */
    private void abandon() {
        Member chosen = candidate;
        candidate = null;
        if (chosen != null) {
            chosen.abandoned(client);
        }
    }

    private void lookUp(Member member) {
        Aim aim = member.aim();
        aim.resolve(core.context().endpoints())
                .whenCompleteAsync(
                        (peer, error) -> {
                            if (peer == null) {
                                unreachable(member, Failures.of(error, Addresses.text(aim.host(), aim.port())));
                            } else {
                                found(member, peer);
                            }
                        },
                        core.loop());
    }

    private void found(Member member, InetSocketAddress peer) {
        Failure loop = core.pool().loops(peer);
        if (loop == null) {
            open(new Back(this, member, peer));
        } else {
            unreachable(member, loop);
        }
    }

    private void open(Back next) {
        if (over) {
            return;
        }
        core.opening();
        next.open().whenComplete((opened, error) -> {
            try {
                if (error != null) {
                    unopened(next, DatagramFailures.of(error, Addresses.text(next.peer())));
                } else if (over) {
                    core.close(next.port());
                } else {
                    opened(next);
                }
            } finally {
                core.openingDone();
            }
        });
    }

    private void unopened(Back next, Failure failure) {
        if (over) {
            return;
        }
        if (failure.kind() == Failure.Kind.TOO_MANY_CONNECTIONS) {
            // There are no sockets left here, which is not the back end's fault.
            core.noSocket(connection.id(), failure);
            end(Phrase.of("event.closedAfterFailure"));
        } else {
            unreachable(next.member(), failure);
        }
    }

    private void unreachable(Member member, Failure failure) {
        if (over) {
            return;
        }
        candidate = null;
        member.unreachable(failure);
        core.backFailed(connection.id(), failure);
        tried.add(member);
        find(core.pool().choose(client, tried));
    }

    private void opened(Back next) {
        finding = false;
        candidate = null;
        rejected = false;
        heardUnwell = false;
        back = next;
        backEnd = next.member().name();
        next.member().opened();
        Connection made = core.context().connections().opened(next.peer(), next.port()::queued);
        backConnection = made;
        core.backOpened(this, made.id(), OpenedText.of(next.peer(), next.port().shownLocal()));
        connection.facts().put(facts("relayServer", backEnd, made.id()));
        made.facts().put(facts("relayClient", Addresses.text(client), connection.id()));
        rebuild();
        while (!early.isEmpty() && !over) {
            Piece datagram = early.remove();
            toServer.holds(-datagram.cost());
            toServer.take(datagram);
        }
    }

    private static FactGroup facts(String name, String who, long id) {
        return new FactGroup("relay", List.of(Fact.of(name, who + " · #" + id)));
    }

    /** Takes the stages that the rules say now. */
    void rebuild() {
        if (!backEnd.isEmpty() && !over) {
            toServer.rebuild(core.rules());
            toClient.rebuild(core.rules());
        }
    }

    /** A datagram of the client, which stays the caller's. */
    void fromClient(ByteBuf in, long now) {
        heardAt = now;
        Back open = back;
        if (open != null) {
            Member better = instead(open.member());
            if (better == null) {
                toServer.take(in, open.port().queued() == 0);
            } else {
                tried.add(open.member());
                leave(Phrase.of("event.closedAfterFailure"));
                keep(in);
                find(better);
            }
            return;
        }
        if (!finding) {
            Member next = core.pool().choose(client, tried);
            if (next == null) {
                tried.clear();
                core.unavailable(connection.id(), 1);
                return;
            }
            keep(in);
            find(next);
            return;
        }
        keep(in);
    }

    /** Another back end than the present one, which is known to be unwell and does not answer; null to stay. */
    private @Nullable Member instead(Member present) {
        BackEnd.State state = present.state();
        if (state == BackEnd.State.UP) {
            heardUnwell = false;
        }
        boolean unwell = state == BackEnd.State.DOWN || state == BackEnd.State.EJECTED;
        return unwell && !heardUnwell ? core.pool().instead(present, client) : null;
    }

    private void keep(ByteBuf in) {
        if (!toServer.hasRoom() || early.size() >= MOST_EARLY) {
            core.dropped();
            return;
        }
        Piece datagram = Piece.datagram(in.copy());
        toServer.holds(datagram.cost());
        early.add(datagram);
    }

    private void dropEarly() {
        while (!early.isEmpty()) {
            Piece datagram = early.remove();
            toServer.holds(-datagram.cost());
            datagram.release();
        }
    }

    /** A datagram of the back end, which stays the caller's. */
    void fromServer(Back from, ByteBuf in) {
        if (from != back) {
            return;
        }
        long now = System.nanoTime();
        heardAt = now;
        core.heard(this);
        tried.clear();
        from.member().answered();
        heardUnwell = from.member().state() != BackEnd.State.UP;
        from.member().received(in.readableBytes());
        if (askedAt != 0) {
            core.meter().latency(now - askedAt, 1);
            askedAt = 0;
        }
        core.record(backId(), Direction.IN, in, now);
        toClient.take(in, core.port().queued() == 0);
    }

    /** Sends what has passed the stages; takes it over. */
    void send(Heading heading, ByteBuf datagram) {
        int bytes = datagram.readableBytes();
        Back open = back;
        DatagramPort port = heading == Heading.TO_CLIENT ? core.port() : open == null ? null : open.port();
        if (over || port == null || !port.accepts()) {
            core.dropped();
            datagram.release();
        } else if (bytes > DatagramPort.MAX_PAYLOAD) {
            core.note(connection.id(), DatagramFailures.tooLong(bytes));
            core.dropped();
            datagram.release();
        } else if (heading == Heading.TO_CLIENT || open == null) {
            long now = System.nanoTime();
            core.record(connection.id(), Direction.OUT, datagram, now);
            core.meter().written(0, 1, now);
            port.send(datagram, client);
            port.flushSoon();
        } else {
            long now = System.nanoTime();
            askedAt = askedAt == 0 ? now : askedAt;
            open.member().sent(bytes);
            core.record(backId(), Direction.OUT, datagram, now);
            port.send(datagram, open.peer());
            port.flushSoon();
        }
    }

    /** What the system told of the socket towards a back end. */
    void failed(Back where, Throwable cause) {
        if (where != back) {
            return;
        }
        Failure failure = DatagramFailures.of(cause, Addresses.text(where.peer()));
        boolean gone = failure.kind() == Failure.Kind.CONNECTION_REFUSED || failure.kind() == Failure.Kind.UNREACHABLE;
        if (!gone) {
            core.note(backId(), failure);
            return;
        }
        where.member().unreachable(failure);
        core.backFailed(backId(), failure);
        tried.add(where.member());
        leave(Phrase.of("event.closedAfterFailure"));
    }

    /** A socket towards a back end is closed. */
    void closed(Back which) {
        if (which == back) {
            leave(Phrase.of("event.closedHere"));
        }
    }

    /** Has no back end any more. */
    private void leave(Phrase why) {
        Back old = back;
        if (old != null) {
            long id = backId();
            back = null;
            backConnection = null;
            askedAt = 0;
            old.member().closed();
            core.backClosed(id, why);
            core.close(old.port());
        }
    }

    void note(Phrase what) {
        core.event(connection.id(), Direction.NOTED, what);
    }

    /** Is over; the client's next datagram begins another one. */
    void end(Phrase why) {
        if (over) {
            return;
        }
        over = true;
        if (waiting != null) {
            waiting.cancel(false);
        }
        abandon();
        dropEarly();
        toServer.release();
        toClient.release();
        leave(why);
        core.ended(this, why);
    }
}
