package org.netsonde.engine.relay.udp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.datagram.BatchBuffers;
import org.netsonde.engine.datagram.DatagramFailures;
import org.netsonde.engine.datagram.DatagramPort;
import org.netsonde.engine.datagram.DatagramSink;
import org.netsonde.engine.datagram.Refusals;
import org.netsonde.engine.datagram.RemoteTable;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.exchange.MessageListeners;
import org.netsonde.engine.exchange.OpenedText;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.metrics.MeterWriter;
import org.netsonde.engine.protocol.Connection;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.relay.BackMeter;
import org.netsonde.engine.relay.RelayMetrics;
import org.netsonde.engine.relay.RelaySettings;
import org.netsonde.engine.relay.Rules;
import org.netsonde.engine.relay.balance.BackEndPool;
import org.netsonde.engine.relay.balance.Member;
import org.netsonde.engine.relay.limit.Verdict;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficTap;

/** What a relay of datagrams does on its event loop: each client's address has a session, as long as anything is heard. */
final class UdpCore implements DatagramSink {

    /** How many datagrams are read with one call. */
    static final int BATCH = 64;

    private static final Duration USUAL_SILENCE = Duration.ofMinutes(1);
    private static final long LONGEST_PERIOD_NANOS = 1_000_000_000;
    private static final long SHORTEST_PERIOD_NANOS = 1_000_000;

    private final EndpointContext context;
    private final EventLoop loop;
    private final Rules rules;
    private final BackEndPool pool;
    private final MeterWriter meter;
    private final MeterWriter backMeter;
    private final TrafficTap tap;
    private final MessageListeners<StreamMessage> listeners;
    /** All sockets read into the same memory, one after another, since they share an event loop. */
    private final BatchBuffers memory = new BatchBuffers(BATCH);

    private final DatagramPort port;
    private final RemoteTable<Session> sessions = new RemoteTable<>();
    private final Map<Long, Session> byBack = new HashMap<>();
    private final CompletableFuture<Void> allClosed = new CompletableFuture<>();
    private final Refusals tooMany = new Refusals();
    private final Refusals limited = new Refusals();
    private final Refusals unavailable = new Refusals();
    private final Refusals backFailures = new Refusals();
    private final long silence;
    private final boolean records;
    private final Runnable whenClosed;

    private RelaySettings settings;
    private long numbers;
    /** How many sockets of sessions are being opened, or closed. */
    private int changing;

    private boolean ending;
    private @Nullable ScheduledFuture<?> sweep;
    private @Nullable Failure trouble;

    UdpCore(
            RelaySettings settings,
            EndpointContext context,
            EventLoop loop,
            MessageListeners<StreamMessage> listeners,
            Runnable whenClosed) {
        this.settings = settings;
        this.context = context;
        this.loop = loop;
        this.listeners = listeners;
        this.whenClosed = whenClosed;
        pool = new BackEndPool(context, settings.pool());
        rules = new Rules(settings, context);
        meter = context.meter().writer(loop);
        backMeter = new BackMeter(context.meter()).writer(loop);
        tap = context.traffic().tap(loop);
        port = new DatagramPort(context.loops(), loop, meter, this, memory);
        Duration idle = settings.options().idleTimeout();
        silence = (idle.isPositive() ? idle : USUAL_SILENCE).toNanos();
        records = settings.options().record();
    }

    EndpointContext context() {
        return context;
    }

    EventLoop loop() {
        return loop;
    }

    Rules rules() {
        return rules;
    }

    BackEndPool pool() {
        return pool;
    }

    MeterWriter meter() {
        return meter;
    }

    MeterWriter backMeter() {
        return backMeter;
    }

    BatchBuffers memory() {
        return memory;
    }

    DatagramPort port() {
        return port;
    }

    /** The latest failure; null if there was none. */
    @Nullable
    Failure trouble() {
        return trouble;
    }

    /** The port is open: sessions end from now on when they fall silent. */
    void begin() {
        pool.bound(port.local());
        long period = Math.clamp(silence / 4, SHORTEST_PERIOD_NANOS, LONGEST_PERIOD_NANOS);
        sweep = loop.scheduleWithFixedDelay(this::sweep, period, period, TimeUnit.NANOSECONDS);
    }

    private void sweep() {
        long now = System.nanoTime();
        Session quietest = sessions.quietest();
        while (quietest != null && now - quietest.heardAt() >= silence) {
            quietest.end(Phrase.of("event.closedIdle"));
            quietest = sessions.quietest();
        }
    }

    /** Takes new values of the options marked live. */
    void update(RelaySettings next) {
        settings = next;
        rules.update(next);
        pool.update(next.pool());
        List.copyOf(sessions.all()).forEach(Session::rebuild);
    }

    @Override
    public void received(ByteBuf in, InetSocketAddress from) {
        long now = System.nanoTime();
        Session session = sessions.heard(from);
        if (session == null) {
            session = admit(from, now);
        }
        if (session == null) {
            record(0, Direction.IN, in, now);
            return;
        }
        record(session.connectionId(), Direction.IN, in, now);
        listeners.heard(session.connectionId(), in, in.readerIndex(), in.readableBytes());
        session.fromClient(in, now);
    }

    /** A new session; null if there is none to be had. */
    private @Nullable Session admit(InetSocketAddress sender, long now) {
        InetSocketAddress from = RemoteTable.plain(sender);
        int most = settings.options().maxConnections();
        if (sessions.size() >= most) {
            paced(
                    tooMany,
                    0,
                    Failure.of(Failure.Kind.TOO_MANY_CONNECTIONS, "tooManyConnections", Addresses.text(from), most));
            return null;
        }
        Verdict verdict = rules.limits().connect(from, now);
        if (verdict.kind() == Verdict.Kind.REJECTED || verdict.kind() == Verdict.Kind.CLOSED) {
            if (limited.isToBeWritten(now)) {
                event(0, Direction.NOTED, Phrase.of("event.relay.datagramRejected", Addresses.text(from)));
            }
            return null;
        }
        Member first = pool.choose(from, Set.of());
        if (first == null) {
            unavailable(0, 1);
            return null;
        }
        Connection connection = context.connections().opened(from, port::queued);
        Session session = new Session(
                this, ++numbers, connection, from, settings.options().buffer().bytes());
        sessions.add(session);
        meter.opened();
        tap.event(connection.id(), Direction.OPENED, OpenedText.of(from, port.shownLocal()), now);
        session.begin(first, verdict.waitNanos());
        return session;
    }

    /** Something came for a session from its back end: it is not silent. */
    void heard(Session session) {
        sessions.heard(session.remote());
    }

    void record(long connection, Direction direction, ByteBuf datagram, long now) {
        if (records) {
            tap.data(connection, direction, datagram, now);
        }
    }

    void event(long connection, Direction direction, Phrase what) {
        tap.event(connection, direction, what.toString(), System.nanoTime());
    }

    void dropped() {
        meter.add(RelayMetrics.DROPPED, 1);
    }

    /** So many datagrams go nowhere, since there is no back end. */
    void unavailable(long connection, int datagrams) {
        meter.add(RelayMetrics.NO_BACK_END, datagrams);
        paced(unavailable, connection, pool.unavailable());
    }

    /** There is no socket left for a session. */
    void noSocket(long connection, Failure failure) {
        paced(tooMany, connection, failure);
    }

    void backFailed(long connection, Failure failure) {
        meter.add(RelayMetrics.BACK_FAILURES, 1);
        paced(backFailures, connection, failure);
    }

    void backOpened(Session session, long id, String ends) {
        byBack.put(id, session);
        backMeter.opened();
        tap.event(id, Direction.OPENED, ends, System.nanoTime());
    }

    void backClosed(long id, Phrase why) {
        byBack.remove(id);
        backMeter.closed();
        event(id, Direction.CLOSED, why);
        context.connections().closed(id);
    }

    void ended(Session session, Phrase why) {
        if (sessions.remove(session)) {
            meter.closed();
            event(session.connectionId(), Direction.CLOSED, why);
            context.connections().closed(session.connectionId());
        }
    }

    /** A socket of a session is being opened, which {@link #openingDone} ends: nothing is all closed before. */
    void opening() {
        changing++;
    }

    /** What was being opened is open, or will not be. */
    void openingDone() {
        changing--;
        checkEnd();
    }

    /** Closes the socket of a session. */
    void close(DatagramPort which) {
        changing++;
        which.close()
                .whenCompleteAsync(
                        (nothing, error) -> {
                            changing--;
                            checkEnd();
                        },
                        loop);
    }

    private void checkEnd() {
        if (ending && changing == 0) {
            allClosed.complete(null);
        }
    }

    /** Counts a failure, and tells of it unless another one of its sort was told within the last second. */
    private void paced(Refusals pace, long connection, Failure failure) {
        if (pace.isToBeWritten(System.nanoTime())) {
            note(connection, failure);
        } else {
            meter.failed(failure.kind());
        }
    }

    /** Counts a failure and writes it down. */
    void note(long connection, Failure failure) {
        trouble = failure;
        meter.failed(failure.kind());
        event(connection, Direction.FAILED, failure.what());
        context.fail().accept(failure);
    }

    /** Ends those sessions, named by the connection of the client or the one to the back end. */
    void disconnect(Target what) {
        Set<Session> chosen = new HashSet<>(sessions.select(what));
        if (what instanceof Target.Some some) {
            some.connections().forEach(id -> {
                Session session = byBack.get(id);
                if (session != null) {
                    chosen.add(session);
                }
            });
        }
        chosen.forEach(session -> session.end(Phrase.of("event.closedHere")));
    }

    /** Ends all sessions; completes when their sockets are closed. */
    CompletionStage<Void> endAll() {
        if (sweep != null) {
            sweep.cancel(false);
        }
        List.copyOf(sessions.all()).forEach(session -> session.end(Phrase.of("event.closedHere")));
        ending = true;
        checkEnd();
        return allClosed;
    }

    /** Nothing comes any more. */
    void release() {
        memory.close();
        pool.close();
        rules.close();
    }

    @Override
    public void readComplete() {
        // What was sent asked for being flushed.
    }

    @Override
    public void writable() {
        // What found no room was dropped.
    }

    @Override
    public void unsent(InetSocketAddress to, Throwable cause) {
        note(0, DatagramFailures.of(cause, Addresses.text(RemoteTable.plain(to))));
    }

    @Override
    public void failed(Throwable cause) {
        note(0, DatagramFailures.of(cause, Addresses.text(settings.host(), settings.port())));
    }

    @Override
    public void closed() {
        endAll();
        whenClosed.run();
    }
}
