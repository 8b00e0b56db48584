package org.netsonde.engine.probe;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Failures;
import org.netsonde.engine.probe.ProbeResult.State;
import org.netsonde.engine.probe.connect.AddressFamily;
import org.netsonde.engine.probe.connect.ConnectAttempt;
import org.netsonde.engine.probe.connect.ConnectSeries;
import org.netsonde.engine.probe.connect.FamilyConnects;
import org.netsonde.engine.probe.dns.DnsQuery;
import org.netsonde.engine.probe.dns.DnsResult;
import org.netsonde.engine.probe.dns.Resolver;
import org.netsonde.engine.probe.phase.Conversation;
import org.netsonde.engine.probe.phase.ConversationPlan;
import org.netsonde.engine.probe.phase.Waterfall;
import org.netsonde.engine.probe.race.Race;
import org.netsonde.engine.probe.race.RaceResult;
import org.netsonde.engine.security.Keys;
import org.netsonde.engine.tls.TlsContext;
import org.netsonde.engine.transport.EventLoops;

/** One probe: its parts one after another, on a thread of its own that waits for what event loops do. */
final class Probing implements ProbeRun {

    private static final int MOST_ADDRESSES = 8;

    private final EventLoops loops;
    private final Keys keys;
    private final ProbeRequest request;
    private final ProbeListener listener;
    private final CompletableFuture<ProbeResult> result = new CompletableFuture<>();

    /** Completes when it is to end before its time, with what that means. */
    private final CompletableFuture<State> stop;

    private final Instant at;
    private volatile long begun = System.nanoTime();

    private @Nullable DnsResult dns;
    private List<FamilyConnects> connects = List.of();
    private @Nullable Waterfall waterfall;
    private @Nullable RaceResult race;
    private @Nullable Failure failure;

    Probing(EventLoops loops, Keys keys, InstantSource clock, ProbeRequest request, ProbeListener listener) {
        this.loops = loops;
        this.keys = keys;
        this.request = request;
        this.listener = listener;
        at = clock.instant();
        stop = new CompletableFuture<State>()
                .completeOnTimeout(State.OUT_OF_TIME, request.total().toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public CompletionStage<ProbeResult> result() {
        return result;
    }

    @Override
    public void cancel() {
        stop.complete(State.CANCELLED);
    }

    /** Does it. Blocks. */
    void run() {
        begun = System.nanoTime();
        try {
            probe();
            // Whoever completes it first decides; what comes later finds it done.
            stop.complete(State.DONE);
            result.complete(soFar(stop.join()));
        } catch (RuntimeException e) {
            stop.complete(State.CANCELLED);
            result.completeExceptionally(
                    new FailureException(Failures.of(e, request.target().where()), e));
        }
    }

    private void probe() {
        boolean asks = request.parts().contains(ProbePart.DNS);
        if (asks) {
            listener.begun(ProbePart.DNS);
        }
        DnsResult found = lookUp();
        if (asks) {
            dns = found;
        }
        List<InetAddress> addresses = addresses(found);
        boolean more = request.parts().stream().anyMatch(part -> part != ProbePart.DNS);
        if (addresses.isEmpty() && more && !stop.isDone()) {
            failure = why(found);
        }
        if (asks) {
            listener.found(soFar(State.RUNNING));
        }
        if (addresses.isEmpty()) {
            return;
        }
        if (begin(ProbePart.CONNECT)) {
            connects = connect(addresses);
            listener.found(soFar(State.RUNNING));
        }
        boolean http = request.parts().contains(ProbePart.HTTP);
        boolean tls = begin(ProbePart.TLS);
        if (begin(ProbePart.HTTP) || tls) {
            waterfall = talk(found, addresses, http);
            listener.found(soFar(State.RUNNING));
        }
        if (begin(ProbePart.RACE)) {
            race = Race.start(
                            loops,
                            addresses,
                            request.target().port(),
                            request.connects().limit(),
                            stop)
                    .join()
                    .orElse(null);
            listener.found(soFar(State.RUNNING));
        }
    }

    private boolean begin(ProbePart part) {
        boolean wanted = request.parts().contains(part) && !stop.isDone();
        if (wanted) {
            listener.begun(part);
        }
        return wanted;
    }

    private DnsResult lookUp() {
        Resolver resolver = new Resolver(loops);
        boolean asks = request.parts().contains(ProbePart.DNS) || request.dns() != null;
        return resolver.lookup(request.target().host(), request.dns(), request.limit(), asks, stop)
                .join();
    }

    /** Those of a name server that was named, before those of the system; else the other way round. */
    private List<InetAddress> addresses(DnsResult found) {
        Stream<InetAddress> system = found.system().addresses().stream();
        Stream<InetAddress> servers = found.queries().stream().flatMap(query -> query.addresses().stream());
        return (request.dns() == null ? Stream.concat(system, servers) : Stream.concat(servers, system))
                .distinct()
                .toList();
    }

    private Failure why(DnsResult found) {
        Optional<Failure> told = found.queries().stream()
                .map(DnsQuery::failure)
                .flatMap(Stream::ofNullable)
                .findFirst();
        Failure system = found.system().failure();
        return request.dns() != null && told.isPresent()
                ? told.get()
                : system != null
                        ? system
                        : Failure.of(
                                Failure.Kind.UNKNOWN_HOST,
                                "unknownHost",
                                request.target().host());
    }

    private List<FamilyConnects> connect(List<InetAddress> addresses) {
        List<InetSocketAddress> first = Arrays.stream(AddressFamily.values())
                .flatMap(family -> addresses.stream()
                        .filter(address -> AddressFamily.of(address) == family)
                        .limit(1))
                .map(address -> new InetSocketAddress(address, request.target().port()))
                .toList();
        // The loop only puts down what this thread tells: a slow listener holds nothing up. As many as there are
        // attempts.
        BlockingQueue<Optional<ConnectAttempt>> over = new LinkedBlockingQueue<>();
        CompletableFuture<List<FamilyConnects>> done =
                ConnectSeries.start(loops, request.connects(), first, attempt -> over.add(Optional.of(attempt)), stop);
        done.whenComplete((ok, error) -> over.add(Optional.empty()));
        try {
            for (Optional<ConnectAttempt> next = over.take(); next.isPresent(); next = over.take()) {
                listener.attempted(next.get());
            }
        } catch (InterruptedException e) {
            // Nobody interrupts this thread.
            Thread.currentThread().interrupt();
        }
        return done.join();
    }

    private @Nullable Waterfall talk(DnsResult found, List<InetAddress> addresses, boolean http) {
        boolean clear = http && request.target().scheme() == ProbeTarget.Scheme.HTTP;
        try (TlsContext tls = clear ? null : Conversation.tls(request.trust(), http, keys)) {
            return Conversation.start(loops, plan(found, addresses, http, tls), stop)
                    .join()
                    .orElse(null);
        }
    }

    private ConversationPlan plan(
            DnsResult found, List<InetAddress> addresses, boolean http, @Nullable TlsContext tls) {
        ProbeTarget target = request.target();
        return new ConversationPlan(
                target.host(),
                target.port(),
                addresses.subList(0, Math.min(addresses.size(), MOST_ADDRESSES)),
                target.isLiteral() ? null : lookup(found),
                request.connects().limit(),
                request.limit(),
                tls,
                http ? new ConversationPlan.Ask(request.method().name(), target.url()) : null);
    }

    /** How long it took to know the addresses. */
    private Duration lookup(DnsResult found) {
        return request.dns() == null || found.queries().isEmpty()
                ? found.system().took()
                : found.queries().stream()
                        .map(DnsQuery::took)
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO);
    }

    private ProbeResult soFar(State state) {
        return new ProbeResult(
                request,
                at,
                Duration.ofNanos(System.nanoTime() - begun),
                state,
                dns,
                connects,
                waterfall,
                race,
                failure);
    }
}
