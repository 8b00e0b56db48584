package org.netsonde.engine.http.client;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Failures;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.http.BodyBudget;
import org.netsonde.engine.http.ClientAuthorization;
import org.netsonde.engine.http.HttpUrl;
import org.netsonde.engine.http.SentHeaders;
import org.netsonde.engine.metrics.MeterWriter;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.stream.Aim;
import org.netsonde.engine.stream.ConnectionSecurity;
import org.netsonde.engine.stream.Dial;
import org.netsonde.engine.stream.TlsSecurity;
import org.netsonde.engine.tls.ClientTls;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficTap;

/**
 * What all exchanges of a client share: connections by server, cookies, the cache, figures. Confined to the client's event
 * loop, except for {@link #address}.
 */
final class Agent {

    /** How many exchanges may be under way or wait. */
    static final int MOST_EXCHANGES = 10_000;

    /** How many servers have connections at a time. */
    private static final int MOST_ORIGINS = 100;

    private static final DataSize WRITE_LIMIT = new DataSize(1 << 20);

    private final EndpointContext context;
    private final EventLoop loop;
    private final Aim aim;
    private final ClientTls tls;
    private final HttpClientOptions options;
    private final SentHeaders headers;
    private final BodyBudget budget;
    private final Events events;
    private final @Nullable CookieJar cookies;
    private final @Nullable ReplyCache cache;
    private final Map<Origin, OriginPool> pools = new LinkedHashMap<>();
    private final Set<Exchange> exchanges = new LinkedHashSet<>();
    private final Set<PartFile> files = new LinkedHashSet<>();
    private final List<CompletionStage<ConnectionSecurity>> securities = new ArrayList<>();
    private final @Nullable TokenSource tokens;
    private @Nullable CompletionStage<ConnectionSecurity> ownSecurity;
    private @Nullable CompletionStage<ConnectionSecurity> otherSecurity;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private volatile @Nullable InetSocketAddress found;
    private volatile boolean closing;

    /** Hears what happens to an agent, on its event loop. */
    interface Events {

        /** A connection stands. */
        void ready();

        /** A connection that was for no request could not be made. */
        void notConnected(Failure failure);

        /** There may be room for more. */
        void moved();
    }

    /**
     * One without connections.
     *
     * @param budget the memory of requests and replies under way
     */
    Agent(
            EndpointContext context,
            EventLoop loop,
            HttpClientConfig<?> config,
            SentHeaders headers,
            BodyBudget budget,
            Events events) {
        this.budget = budget;
        this.context = context;
        this.loop = loop;
        this.aim = config.aim();
        this.tls = config.tls();
        this.options = config.options();
        this.headers = headers;
        this.events = events;
        this.cookies = options.cookies() ? new CookieJar(context.clock()) : null;
        this.cache = options.cache() instanceof Caching.On on
                ? new ReplyCache(on, loop.ticker()::nanoTime, () -> meter().add(HttpClientMetrics.EXPIRED, 1))
                : null;
        this.tokens = options.authorization() instanceof ClientAuthorization.Login login
                ? new TokenSource(
                        login,
                        this::aimed,
                        context.keys(),
                        loop,
                        loop.ticker()::nanoTime,
                        new LoginLine(this),
                        new TokenSource.Events() {
                            @Override
                            public void noted(Phrase what) {
                                tap().event(0, Direction.NOTED, what.toString(), System.nanoTime());
                            }

                            @Override
                            public void failed(Failure failure, boolean told) {
                                if (!told) {
                                    note(failure);
                                }
                            }
                        })
                : null;
    }

    EndpointContext context() {
        return context;
    }

    EventLoop loop() {
        return loop;
    }

    HttpClientOptions options() {
        return options;
    }

    /** The fields of the settings. */
    SentHeaders headers() {
        return headers;
    }

    /** Where requests to what it is aimed at get their token; null where they need none. */
    @Nullable
    TokenSource tokens() {
        return tokens;
    }

    @Nullable
    CookieJar cookies() {
        return cookies;
    }

    @Nullable
    ReplyCache cache() {
        return cache;
    }

    BodyBudget budget() {
        return budget;
    }

    MeterWriter meter() {
        return context.meter().writer(loop);
    }

    TrafficTap tap() {
        return context.traffic().tap(loop);
    }

    Dial.Terms dialTerms() {
        return new Dial.Terms(options.connectTimeout(), WRITE_LIMIT, options.tcp());
    }

    boolean isClosing() {
        return closing;
    }

    /** Runs a task after a while; nothing for no time at all, which stands for never. */
    @Nullable
    ScheduledFuture<?> later(Duration wait, Runnable task) {
        return wait.isPositive() ? loop.schedule(task, wait.toNanos(), TimeUnit.NANOSECONDS) : null;
    }

    /**
     * Where it is aimed at, as an address.
     *
     * @throws FailureException if that is an endpoint that does not run
     */
    HttpUrl aimed() {
        HttpUrl root = new HttpUrl(false, "", 0, "/");
        if (aim.target().isEmpty()) {
            return root.at(tls.isOn(), aim.host(), aim.port());
        }
        InetSocketAddress address = context.endpoints().resolve(aim.target());
        return root.at(tls.isOn(), address.getHostString(), address.getPort());
    }

    /** Where it is aimed at: as found, or as it was written while nothing was found. From any thread. */
    SocketAddress address() {
        InetSocketAddress address = found;
        return address == null ? InetSocketAddress.createUnresolved(aim.host(), aim.port()) : address;
    }

    /** What is aimed at has an address. */
    void found(Origin origin, InetSocketAddress peer) {
        if (isAimed(origin)) {
            found = peer;
        }
    }

    private boolean isAimed(Origin origin) {
        try {
            return Origin.of(aimed()).equals(origin);
        } catch (FailureException e) {
            return false;
        }
    }

    /** Makes the first connection, to what it is aimed at. */
    void open() {
        try {
            pool(Origin.of(aimed())).open();
        } catch (FailureException e) {
            note(e.failure());
            events.notConnected(e.failure());
        }
    }

    /** What protects connections to a server; made once for what it is aimed at, and once for all others. */
    CompletionStage<ConnectionSecurity> security(Origin origin) {
        if (!origin.secure()) {
            return CompletableFuture.completedFuture(ConnectionSecurity.NONE);
        } else if (tls.isOn() && isAimed(origin)) {
            CompletionStage<ConnectionSecurity> own = ownSecurity;
            if (own == null) {
                own = prepare(tls);
                ownSecurity = own;
            }
            return own;
        }
        CompletionStage<ConnectionSecurity> other = otherSecurity;
        if (other == null) {
            other = prepare(tls.forOthers());
            otherSecurity = other;
        }
        return other;
    }

    private CompletionStage<ConnectionSecurity> prepare(ClientTls wanted) {
        CompletionStage<ConnectionSecurity> made =
                TlsSecurity.of(wanted, options.versions().offered()).prepare(context);
        securities.add(made);
        return made;
    }

    /** Whether there are connections to as many servers as there may be; those on their way out do not count. */
    private boolean isFull() {
        return pools.values().stream().filter(pool -> !pool.isLeaving()).count() >= MOST_ORIGINS;
    }

    private OriginPool pool(Origin origin) {
        OriginPool known = pools.get(origin);
        if (known != null) {
            return known;
        }
        for (Iterator<OriginPool> all = pools.values().iterator(); all.hasNext(); ) {
            if (all.next().isUnused()) {
                all.remove();
            }
        }
        long now = System.nanoTime();
        if (isFull()) {
            // Whoever has waited longest for nothing gives way.
            pools.values().stream()
                    .filter(pool -> pool.isIdle() && !pool.isLeaving())
                    .max(Comparator.comparingLong(pool -> now - pool.usedAt()))
                    .ifPresent(pool -> pool.part(Set.of(), true));
        }
        if (isFull()) {
            throw new FailureException(
                    Failure.of(Failure.Kind.TOO_MANY_CONNECTIONS, "httpOrigins", MOST_ORIGINS, origin.where()));
        }
        OriginPool made =
                new OriginPool(this, origin, isAimed(origin) ? aim : new Aim("", origin.host(), origin.port()));
        pools.put(origin, made);
        return made;
    }

    /** Begins an exchange, which hears of everything by its listener. */
    void submit(Exchange exchange) {
        if (!admit(exchange)) {
            return;
        }
        if (exchange.begin()) {
            route(exchange);
        }
    }

    /** Begins an exchange on the one of these connections that can take it; false if none can, and then nothing happened. */
    boolean submit(Exchange exchange, Set<Long> connections) {
        if (closing || exchanges.size() >= MOST_EXCHANGES) {
            return false;
        }
        exchanges.add(exchange);
        if (!exchange.begin()) {
            return true;
        }
        TokenSource source = tokens;
        if (source != null && exchange.wantsToken()) {
            if (!source.isReady()) {
                // Who has to log in first may find another connection free than the one that was meant.
                route(exchange);
                return true;
            }
            source.fields().thenAccept(exchange::carry);
        }
        Optional<ClientConnection> free =
                Optional.ofNullable(pools.get(Origin.of(exchange.url()))).flatMap(pool -> pool.free(connections));
        if (free.isEmpty()) {
            exchange.skip();
            return false;
        }
        free.get().start(exchange);
        return true;
    }

    private boolean admit(Exchange exchange) {
        exchanges.add(exchange);
        if (closing) {
            exchange.failed(Failure.of(Failure.Kind.NOT_CONNECTED, "noConnection"), true);
            return false;
        } else if (exchanges.size() > MOST_EXCHANGES) {
            exchange.failed(Failure.of(Failure.Kind.SLOW_READER, "httpBusy", MOST_EXCHANGES), false);
            return false;
        }
        return true;
    }

    /** Sends the next request of an exchange, or takes its reply from the cache. */
    void route(Exchange exchange) {
        route(exchange, false);
    }

    /**
     * As the other.
     *
     * @param fresh whether it goes on a connection that nobody has used before, since a kept one was closed under it
     */
    void route(Exchange exchange, boolean fresh) {
        TokenSource source = tokens;
        if (source == null || !exchange.wantsToken()) {
            go(exchange, fresh);
            return;
        }
        source.fields().whenComplete((fields, error) -> {
            if (exchange.isOver()) {
                return;
            } else if (fields == null) {
                exchange.failed(Failures.of(error), true);
            } else {
                exchange.carry(fields);
                go(exchange, fresh);
            }
        });
    }

    private void go(Exchange exchange, boolean fresh) {
        ReplyCache replies = cache;
        byte[] known = replies == null ? null : exchange.cached(replies);
        if (known != null) {
            tap().event(
                            0,
                            Direction.NOTED,
                            Phrase.of("event.cacheHit", exchange.shownUrl()).toString(),
                            System.nanoTime());
            exchange.hit(known);
            return;
        }
        OriginPool pool;
        try {
            pool = pool(Origin.of(exchange.url()));
        } catch (FailureException e) {
            exchange.failed(e.failure(), false);
            return;
        }
        if (fresh) {
            pool.takeFresh(exchange);
        } else {
            pool.take(exchange);
        }
    }

    /** An exchange is over. */
    void over(Exchange exchange) {
        exchanges.remove(exchange);
        OriginPool pool = pools.get(Origin.of(exchange.url()));
        if (pool != null) {
            pool.leave(exchange);
        }
        // Not at once: whoever ended it is not done with its connection yet.
        loop.execute(events::moved);
    }

    /** A file is open. */
    void opened(PartFile file) {
        files.add(file);
    }

    /** A file is closed. */
    void closed(PartFile file) {
        files.remove(file);
        if (closing) {
            checkClosed();
        }
    }

    /** How many exchanges are under way. */
    int count() {
        return exchanges.size();
    }

    /** How many requests can be under way at a time to what it is aimed at. */
    int capacity() {
        try {
            OriginPool pool = pools.get(Origin.of(aimed()));
            return pool == null ? 1 : pool.capacity();
        } catch (FailureException e) {
            return 1;
        }
    }

    /** A connection was made. */
    void connected(ClientConnection.Setup setup) {
        meter().add(HttpClientMetrics.LOOKUP, setup.lookup());
        meter().add(HttpClientMetrics.CONNECT, setup.connect());
        meter().add(HttpClientMetrics.CONNECTS, 1);
    }

    /** A connection stands; who has to log in does so first, so that mistakes show at once. */
    void ready() {
        TokenSource source = tokens;
        if (source == null || source.isReady()) {
            events.ready();
            return;
        }
        source.fields().whenComplete((fields, error) -> {
            if (fields == null) {
                events.notConnected(Failures.of(error));
            } else {
                events.ready();
            }
        });
    }

    void notConnected(Failure failure) {
        events.notConnected(failure);
    }

    void moved() {
        if (closing) {
            checkClosed();
        } else {
            events.moved();
        }
    }

    /** A reply has this status. */
    void count(int status) {
        HttpClientMetrics.ofStatus(status).ifPresent(metric -> meter().add(metric, 1));
        if (status >= 400) {
            meter().failed(Failure.Kind.HTTP_STATUS);
        }
    }

    /** Counts a failure that belongs to no connection, and writes it down. */
    void note(Failure failure) {
        meter().failed(failure.kind());
        tap().event(0, Direction.FAILED, failure.what().toString(), System.nanoTime());
    }

    /** Tells of a failure that has been counted. */
    void report(Failure failure) {
        if (!closing) {
            context.fail().accept(failure);
        }
    }

    /** Closes connections; requests on them go on or fail as if the server had closed them. */
    void part(Set<Long> ids, boolean all) {
        List.copyOf(pools.values()).forEach(pool -> pool.part(ids, all));
    }

    /** Ends everything; completes when no connection stands and no file is open any more. */
    CompletionStage<Void> close() {
        closing = true;
        Failure why = Failure.of(Failure.Kind.NOT_CONNECTED, "noConnection");
        List.copyOf(exchanges).forEach(exchange -> exchange.abandon(why));
        List.copyOf(pools.values()).forEach(OriginPool::close);
        checkClosed();
        return closed;
    }

    private void checkClosed() {
        if (!closed.isDone() && files.isEmpty() && pools.values().stream().allMatch(OriginPool::isEmpty)) {
            securities.forEach(made -> made.thenAccept(ConnectionSecurity::close));
            closed.complete(null);
        }
    }
}
