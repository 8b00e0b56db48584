package org.netsonde.engine.http.client;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.load.PoolMetrics;
import org.netsonde.engine.load.Waiters;
import org.netsonde.engine.stream.Aim;
import org.netsonde.engine.transport.EventLoops;

/**
 * The connections to one server, and the requests that wait for one. A request that finds none free makes one as long as there
 * may be more. Confined to the client's event loop.
 *
 * <p>It is no {@link org.netsonde.engine.load.Pool}, since that gives each connection to one request at a time, and a connection
 * of HTTP/2 serves many; and since requests that may be sent again here have a right to a connection that nobody has used.
 * Limits, figures and waiting are the same, and so is the select before a connection that rests is used again.
 */
final class OriginPool {

    private final Agent agent;
    private final Origin origin;
    private final Aim aim;
    private final List<ClientConnection> connections = new ArrayList<>();
    private final Set<ConnectionStage> opening = new LinkedHashSet<>();
    private final Set<ConnectionStage> stages = new LinkedHashSet<>();
    private final Waiters<Exchange> waiting;
    private boolean known;
    private boolean multiplexes;
    private long usedAt = System.nanoTime();

    /** How many selects were begun for requests that wait, and how many of them are over. */
    private long selects;

    private long selected;
    private boolean selecting;

    /**
     * One without connections.
     *
     * @param aim how the server is found
     */
    OriginPool(Agent agent, Origin origin, Aim aim) {
        this.agent = agent;
        this.origin = origin;
        this.aim = aim;
        this.waiting = new Waiters<>(
                agent.loop(),
                agent.options().pool().limits(),
                this::most,
                (exchange, failure) -> exchange.failed(failure, false),
                agent.meter());
    }

    Agent agent() {
        return agent;
    }

    Origin origin() {
        return origin;
    }

    /** Sends an exchange's request as soon as a connection is free. */
    void take(Exchange exchange) {
        usedAt = System.nanoTime();
        Failure refusal = waiting.refusal(roomForMore());
        if (refusal != null) {
            exchange.failed(refusal, false);
            return;
        }
        await(exchange);
        serve();
    }

    private void await(Exchange exchange) {
        long resting =
                connections.stream().filter(connection -> connection.room() > 0).count();
        waiting.add(exchange, selects, resting > waiting.size());
    }

    /** How many requests get a connection without waiting for the end of another request. */
    private int roomForMore() {
        if (known && multiplexes) {
            int room = connections.stream()
                    .mapToInt(connection -> connection.isAsked() ? connection.most() : connection.room())
                    .sum();
            return Math.max(room, mayOpen() ? 1 : 0);
        }
        long busy = connections.stream()
                .filter(connection -> !connection.isRetired() && !connection.isFree())
                .count();
        return agent.options().connections() - (int) busy;
    }

    /**
     * Sends an exchange's request on a connection that nobody has used before, or, where there may be no more of them, on the
     * next that has just proved to be alive. However many requests a connection takes with it as it ends, no more connections
     * are made than there may be.
     */
    void takeFresh(Exchange exchange) {
        usedAt = System.nanoTime();
        if (!mayOpen() && !multiplexes) {
            // One that nobody uses has probably been closed by its server as well.
            connections.stream()
                    .filter(connection -> connection.isFree() && !connection.isRetired())
                    .findFirst()
                    .ifPresent(ClientConnection::part);
        }
        if (mayOpen()) {
            open(exchange);
        } else {
            await(exchange);
            serve();
        }
    }

    /** An exchange does not wait any more. */
    void leave(Exchange exchange) {
        waiting.remove(exchange);
    }

    /** Makes a connection for whoever comes first. */
    void open() {
        open(null);
    }

    private void open(@Nullable Exchange reservedFor) {
        ConnectionStage stage = new ConnectionStage(this, reservedFor);
        opening.add(stage);
        stages.add(stage);
        stage.start(aim);
    }

    /** Gives waiting requests to free connections, and makes connections for the others. */
    void serve() {
        while (waiting.size() > asked()) {
            ClientConnection free = free();
            if (free == null) {
                break;
            } else if (free.isToBeAsked() && agent.options().pool().check() instanceof HttpIdleCheck.Request how) {
                free.ask(how);
            } else {
                free.start(waiting.take(free.restsFrom() >= 0));
            }
        }
        long unserved = waiting.size() - asked();
        long resting =
                connections.stream().filter(connection -> connection.room() > 0).count();
        if (unserved > 0 && resting > 0) {
            selectSoon();
        }
        while (!agent.isClosing() && unserved > openingForAll() + resting && mayOpen()) {
            open();
        }
        agent.moved();
    }

    /** How many connections are asked whether they still answer, each for one who waits. */
    private long asked() {
        return connections.stream().filter(ClientConnection::isAsked).count();
    }

    /** A connection has answered what it was asked, or is of no use any more. */
    void checked(ClientConnection connection) {
        if (connection.room() == 0) {
            serve();
        } else if (waiting.isEmpty()) {
            connection.released();
        } else {
            // It has only just proved to be good.
            connection.start(waiting.take(false));
            serve();
        }
    }

    /**
     * Serves again once the loop has selected, so that what had arrived by now on a connection that rests is seen before it is
     * used. In two steps, since this may be called while the loop reads: only the second is behind a select for sure.
     */
    private void selectSoon() {
        if (selecting) {
            return;
        }
        selecting = true;
        EventLoops.afterSelect(agent.loop(), () -> {
            long begun = ++selects;
            EventLoops.afterSelect(agent.loop(), () -> {
                selecting = false;
                selected = begun;
                serve();
            });
        });
    }

    /** The present select: what begins to rest now may be used behind a later one. */
    long selects() {
        return selects;
    }

    private long openingForAll() {
        return opening.stream().filter(stage -> stage.reservedFor() == null).count();
    }

    /** One that the first who waits can have now. */
    private @Nullable ClientConnection free() {
        // The one used last is the least likely to be closed by its server just now.
        ClientConnection latest = null;
        for (ClientConnection connection : connections) {
            boolean ready =
                    connection.restsFrom() < 0 || (connection.restsFrom() < selected && waiting.firstFrom() < selected);
            if (ready
                    && connection.room() > 0
                    && (latest == null || connection.restsSince() - latest.restsSince() >= 0)) {
                latest = connection;
            }
        }
        return latest;
    }

    private boolean mayOpen() {
        int alive = opening.size();
        for (ClientConnection connection : connections) {
            alive += connection.isRetired() ? 0 : 1;
        }
        return alive < most();
    }

    /** As long as it is not known whether one connection is enough for all, there is one. */
    private int most() {
        boolean one = known ? multiplexes : origin.secure() || agent.options().versions() == HttpVersions.HTTP2;
        return one ? 1 : agent.options().connections();
    }

    /** How many requests can be under way at a time. */
    int capacity() {
        if (known && multiplexes) {
            return connections.stream()
                    .filter(connection -> !connection.isRetired())
                    .mapToInt(connection -> Math.max(1, connection.most()))
                    .max()
                    .orElse(1);
        }
        return most();
    }

    /** The connection of that id, if it can take a request. */
    Optional<ClientConnection> free(Set<Long> ids) {
        return connections.stream()
                .filter(connection -> ids.contains(connection.id()) && connection.room() > 0)
                .findFirst();
    }

    void connected(ConnectionStage stage, ClientConnection connection) {
        opening.remove(stage);
        connections.add(connection);
        agent.meter().add(PoolMetrics.OPENED, 1);
        known = true;
        multiplexes = connection.multiplexes();
        agent.ready();
        Exchange reserved = stage.reservedFor();
        if (reserved != null && !reserved.isOver()) {
            if (connection.room() > 0) {
                connection.start(reserved);
            } else {
                waiting.addFirst(reserved, selects);
            }
            serve();
        } else if (waiting.isEmpty()) {
            connection.released();
        } else {
            serve();
            if (waiting.isEmpty() && connection.requests() == 0 && connection.isFree()) {
                // Those for whom it was made were served by others meanwhile.
                connection.released();
            }
        }
    }

    /** A connection could not be made, which has been counted: the request that it was for fails. */
    void notConnected(ConnectionStage stage, Failure failure) {
        opening.remove(stage);
        if (stage.isGone()) {
            stages.remove(stage);
        }
        Exchange reserved = stage.reservedFor();
        Exchange first = reserved == null && !waiting.isEmpty() ? waiting.take(false) : reserved;
        if (first == null) {
            agent.notConnected(failure);
        } else {
            first.failed(failure, true);
        }
        serve();
    }

    /** A connection is gone. */
    void gone(ConnectionStage stage, @Nullable ClientConnection connection) {
        stages.remove(stage);
        opening.remove(stage);
        if (connection != null) {
            connections.remove(connection);
        }
        serve();
    }

    /** Closes connections. */
    void part(Set<Long> ids, boolean all) {
        for (ClientConnection connection : List.copyOf(connections)) {
            if (all || ids.contains(connection.id())) {
                connection.part();
            }
        }
    }

    /** Gives up all of it; what waits is told by its owner. */
    void close() {
        waiting.clear();
        for (ConnectionStage stage : List.copyOf(opening)) {
            stage.cancel();
            opening.remove(stage);
            if (stage.isGone()) {
                stages.remove(stage);
            }
        }
        part(Set.of(), true);
    }

    /** Whether no connection stands or is being made. */
    boolean isEmpty() {
        return stages.isEmpty() && opening.isEmpty();
    }

    /** Whether it has connections, and no request that needs them. */
    boolean isIdle() {
        return waiting.isEmpty() && opening.isEmpty() && connections.stream().allMatch(ClientConnection::isFree);
    }

    /** Whether the last of its connections are on their way out. */
    boolean isLeaving() {
        return isIdle() && connections.stream().allMatch(ClientConnection::isRetired);
    }

    /** When it was last given a request, as {@link System#nanoTime} counts. */
    long usedAt() {
        return usedAt;
    }

    /** Whether nobody needs it. */
    boolean isUnused() {
        return isEmpty() && waiting.isEmpty();
    }
}
