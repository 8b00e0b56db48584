package org.netsonde.engine.protocol.probe;

import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.http.HttpUrl;
import org.netsonde.engine.probe.dns.DnsQuery;
import org.netsonde.engine.probe.dns.DnsResult;
import org.netsonde.engine.probe.dns.DnsServer;
import org.netsonde.engine.probe.dns.Resolver;
import org.netsonde.engine.probe.phase.Conversation;
import org.netsonde.engine.probe.phase.ConversationPlan;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.tls.TlsContext;

/** One probe of many: looks up, talks, and puts down what came of it. */
final class Probe {

    private static final int MOST_ADDRESSES = 8;

    private final ProbeSettings settings;
    private final EndpointContext context;
    private final EventLoop loop;
    private final @Nullable TlsContext tls;
    private final ProbeBook book;
    private final CompletionStage<?> stop;

    Probe(
            ProbeSettings settings,
            EndpointContext context,
            EventLoop loop,
            @Nullable TlsContext tls,
            ProbeBook book,
            CompletionStage<?> stop) {
        this.settings = settings;
        this.context = context;
        this.loop = loop;
        this.tls = tls;
        this.book = book;
        this.stop = stop;
    }

    /** Begins; completes when it is over, also where it was given up. */
    CompletionStage<Void> start() {
        book.begun();
        return found().thenCompose(peer -> Conversation.start(context.loops(), plan(peer), stop))
                .handleAsync(
                        (told, error) -> {
                            if (told == null) {
                                // Not after it was stopped, when nobody waits for an address any more.
                                if (!stop.toCompletableFuture().isDone()) {
                                    book.failed(settings, error);
                                }
                            } else {
                                told.ifPresent(waterfall -> book.over(settings, waterfall));
                            }
                            return (Void) null;
                        },
                        loop);
    }

    /** Where the server is, and how long it took to know that; no time where there was nothing to look up. */
    private record Peer(
            String host,
            int port,
            List<InetAddress> addresses,
            @Nullable Duration lookup) {}

    private CompletionStage<Peer> found() {
        if (!settings.aim().target().isEmpty()) {
            try {
                InetSocketAddress address =
                        context.endpoints().resolve(settings.aim().target());
                return CompletableFuture.completedFuture(
                        new Peer(address.getHostString(), address.getPort(), List.of(address.getAddress()), null));
            } catch (FailureException e) {
                return CompletableFuture.failedFuture(e);
            }
        }
        String host = settings.aim().host();
        int port = settings.aim().port();
        Optional<InetAddress> literal = literal(host);
        if (literal.isPresent()) {
            return CompletableFuture.completedFuture(new Peer(host, port, List.of(literal.get()), null));
        }
        DnsServer server = settings.dns().isEmpty() ? null : DnsServer.parse(settings.dns());
        return new Resolver(context.loops())
                .lookup(host, server, settings.connectTimeout(), server != null, stop)
                .thenApply(result -> peer(host, port, server, result));
    }

    private static Optional<InetAddress> literal(String host) {
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Peer peer(String host, int port, @Nullable DnsServer server, DnsResult result) {
        List<DnsQuery> queries = result.queries();
        boolean asked = server != null && !queries.isEmpty();
        List<InetAddress> addresses = asked
                ? queries.stream().flatMap(query -> query.addresses().stream()).toList()
                : result.system().addresses();
        if (addresses.isEmpty()) {
            throw new FailureException(queries.stream()
                    .filter(query -> asked && query.failure() != null)
                    .map(DnsQuery::failure)
                    .findFirst()
                    .orElse(Failure.of(Failure.Kind.UNKNOWN_HOST, "unknownHost", host)));
        }
        Duration took = asked
                ? queries.stream().map(DnsQuery::took).max(Duration::compareTo).orElse(Duration.ZERO)
                : result.system().took();
        return new Peer(host, port, addresses.subList(0, Math.min(addresses.size(), MOST_ADDRESSES)), took);
    }

    private ConversationPlan plan(Peer peer) {
        HttpUrl url = new HttpUrl(settings.probe().secure(), peer.host(), peer.port(), settings.path());
        return new ConversationPlan(
                peer.host(),
                peer.port(),
                peer.addresses(),
                peer.lookup(),
                settings.connectTimeout(),
                settings.replyTimeout(),
                tls,
                settings.probe().asks() ? new ConversationPlan.Ask("GET", url) : null);
    }
}
