package org.netsonde.engine.probe.dns;

import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.probe.dns.DnsResult.SystemLookup;
import org.netsonde.engine.transport.EventLoops;

/**
 * Looks a name up: A and AAAA are asked of name servers at the same time, and the resolver of the system beside them. Where a
 * server is silent or unreachable the next one of the system is asked. Names are asked for as they stand, without the search
 * list of the system. Safe for threads.
 */
public final class Resolver {

    private final EventLoops loops;

    /** A resolver whose sockets these loops carry. */
    public Resolver(EventLoops loops) {
        this.loops = loops;
    }

    /**
     * Looks a name up. Blocks for a moment where a file of the system must be read, so it is not to be called on event loops.
     *
     * @param given the name server to ask; null for those of the system
     * @param limit how long each server and the resolver of the system may take
     * @param servers whether name servers are asked at all, beside the resolver of the system
     * @param stop ends it when it completes: the result is what was found out before
     */
    public CompletableFuture<DnsResult> lookup(
            String name, @Nullable DnsServer given, Duration limit, boolean servers, CompletionStage<?> stop) {
        CompletableFuture<SystemLookup> system = system(name, limit, stop);
        Phrase note = note(name);
        List<DnsServer> asked =
                note != null || !servers ? List.of() : given == null ? NameServers.ofThisSystem() : List.of(given);
        if (asked.isEmpty()) {
            Phrase why = note == null ? Phrase.of("probe.dns.noServers") : note;
            return system.thenApply(found -> new DnsResult(name, List.of(), found, why));
        }
        EventLoop loop = loops.next();
        Asking asking = new Asking(loop, name, asked, limit);
        loop.execute(asking::start);
        stop.whenComplete((ok, error) -> loop.execute(asking::stop));
        return asking.done.thenCombine(system, (queries, found) -> new DnsResult(name, queries, found, null));
    }

    /** Why no name server is asked; null where one is. */
    private static @Nullable Phrase note(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals("localhost") || lower.endsWith(".localhost")) {
            // RFC 6761, section 6.3.
            return Phrase.of("probe.dns.localhost");
        }
        return isLiteral(name) ? Phrase.of("probe.dns.literal") : null;
    }

    private static boolean isLiteral(String name) {
        try {
            InetAddress.ofLiteral(name);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Nothing ends a look-up of the system: it is left to itself where it takes too long. */
    private static CompletableFuture<SystemLookup> system(String name, Duration limit, CompletionStage<?> stop) {
        CompletableFuture<SystemLookup> result = new CompletableFuture<>();
        long begun = System.nanoTime();
        Thread.ofVirtual().name("netsonde-resolve").start(() -> {
            List<InetAddress> addresses = List.of();
            Failure failure = null;
            try {
                addresses = List.of(InetAddress.getAllByName(name));
            } catch (UnknownHostException | RuntimeException e) {
                failure = Failure.of(Failure.Kind.UNKNOWN_HOST, "unknownHost", name);
            }
            result.complete(new SystemLookup(addresses, Duration.ofNanos(System.nanoTime() - begun), failure));
        });
        SystemLookup late = new SystemLookup(
                List.of(), limit, Failure.of(Failure.Kind.REPLY_TIMEOUT, "systemResolverTimeout", name));
        stop.whenComplete((ok, error) -> result.complete(late));
        return result.completeOnTimeout(late, limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The questions about one name. Confined to its event loop, but for what it completes. */
    private final class Asking {

        final CompletableFuture<List<DnsQuery>> done = new CompletableFuture<>();
        private final EventLoop loop;
        private final String name;
        private final List<DnsServer> servers;
        private final Duration limit;
        private final List<DnsExchange> exchanges = new ArrayList<>();
        private final List<DnsQuery> queries = new ArrayList<>();

        Asking(EventLoop loop, String name, List<DnsServer> servers, Duration limit) {
            this.loop = loop;
            this.name = name;
            this.servers = servers;
            this.limit = limit;
        }

        void start() {
            for (DnsType type : DnsType.values()) {
                ask(type, 0);
            }
        }

        private void ask(DnsType type, int server) {
            if (done.isDone()) {
                return;
            }
            DnsExchange exchange = new DnsExchange(
                    loops, loop, servers.get(server), name, type, query -> answered(type, server, query));
            exchanges.add(exchange);
            exchange.start(limit);
        }

        private void answered(DnsType type, int server, DnsQuery query) {
            boolean silent =
                    query.status() == DnsQuery.Status.TIMED_OUT || query.status() == DnsQuery.Status.UNREACHABLE;
            if (silent && server + 1 < servers.size()) {
                ask(type, server + 1);
                return;
            }
            queries.add(query);
            if (queries.size() == DnsType.values().length) {
                finish();
            }
        }

        void stop() {
            exchanges.forEach(DnsExchange::cancel);
            finish();
        }

        private void finish() {
            queries.sort(Comparator.comparing(DnsQuery::type));
            done.complete(List.copyOf(queries));
        }
    }
}
