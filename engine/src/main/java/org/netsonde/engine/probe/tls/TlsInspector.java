package org.netsonde.engine.probe.tls;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.SNIHostName;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Failures;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.probe.tls.TlsInspection.Answer;
import org.netsonde.engine.probe.tls.TlsInspection.Features;
import org.netsonde.engine.probe.tls.TlsInspection.Group;
import org.netsonde.engine.probe.tls.TlsInspection.Times;
import org.netsonde.engine.probe.tls.TlsInspection.Version;
import org.netsonde.engine.security.Identity;
import org.netsonde.engine.security.Keys;
import org.netsonde.engine.tls.ServerNames;
import org.netsonde.engine.tls.TlsAlert;

/**
 * Finds out what a TLS server offers and how good that is: one inspection of one server. {@link #run} blocks for as long as the
 * request allows, which is seconds mostly; {@link #close} ends it from any thread.
 */
public final class TlsInspector implements AutoCloseable {

    private static final int PROTOCOL_VERSION = 70;

    private final Keys keys;
    private final InstantSource clock;
    private final TlsRequest request;
    private final Notes notes;
    private @Nullable Connector connector;
    private @Nullable CompletableFuture<InetAddress[]> lookup;
    private boolean closed;

    /**
     * An inspection that has not begun.
     *
     * @param keys has authorities and certificates
     * @param progress told what was found out last, by threads of the inspection
     */
    public TlsInspector(Keys keys, InstantSource clock, TlsRequest request, Consumer<Phrase> progress) {
        this.keys = keys;
        this.clock = clock;
        this.request = request;
        notes = new Notes(request.target().toString(), progress);
    }

    /**
     * Inspects the server, once.
     *
     * @throws FailureException if nothing could be found out: it cannot be reached, or speaks no TLS
     * @throws CancellationException if it was closed meanwhile
     */
    public TlsInspection run() {
        Instant at = clock.instant();
        long begin = System.nanoTime();
        Identity identity = keys.identity(request.certificate());
        List<X509Certificate> anchors = keys.anchors(request.trust());
        try (Connector connections = connect()) {
            Optional<SNIHostName> sniName = ServerNames.of(ServerNames.normal(request.name()));
            Greeter greeter = new Greeter(connections, sniName);
            Suites suites = Suites.builtin();
            String where = request.target().toString();
            notes.say("contact", where);
            Failure silence = new FirstContact(greeter, suites, where).make();
            if (silence != null) {
                // What hangs up must not be put down to having been spoken to twice at once.
                connections.goOneByOne();
            }
            Survey survey = new Survey(greeter, suites, notes, this::close);
            survey.take();
            if (silence != null && survey.noneOffered()) {
                throw new FailureException(silence);
            }
            Gathered gathered = new Interview(greeter, connections, survey, sniName, identity, notes).hold();
            connections.check();
            return conclude(at, Duration.ofNanos(System.nanoTime() - begin), connections, anchors, survey, gathered);
        }
    }

    private Connector connect() {
        long begin = System.nanoTime();
        List<InetSocketAddress> addresses = Arrays.stream(addresses())
                .map(address -> new InetSocketAddress(address, request.target().port()))
                .toList();
        Connector made =
                new Connector(addresses, request.patience(), request.limit().minusNanos(System.nanoTime() - begin));
        synchronized (this) {
            if (closed) {
                throw new CancellationException();
            }
            connector = made;
        }
        return made;
    }

    /** Those of the host, in the order in which they are to be tried; looked up within the time of all. */
    private InetAddress[] addresses() {
        String where = request.target().toString();
        String host = ServerNames.normal(request.target().host());
        CompletableFuture<InetAddress[]> asked = new CompletableFuture<>();
        synchronized (this) {
            if (closed) {
                throw new CancellationException();
            }
            lookup = asked;
        }
        // Nothing ends a look-up: it is left to itself where it takes too long.
        Thread.ofVirtual().start(() -> {
            try {
                asked.complete(InetAddress.getAllByName(host));
            } catch (UnknownHostException | RuntimeException e) {
                asked.completeExceptionally(e);
            }
        });
        try {
            return asked.get(request.limit().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new FailureException(Failures.of(e.getCause(), where), e);
        } catch (TimeoutException e) {
            throw new FailureException(Failures.of(new SocketTimeoutException(), where), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }

    static Failure handshake(String name, Object... args) {
        return Failure.of(Failure.Kind.TLS_HANDSHAKE, name, args);
    }

    private TlsInspection conclude(
            Instant at,
            Duration took,
            Connector connections,
            List<X509Certificate> anchors,
            Survey survey,
            Gathered gathered) {
        List<Version> all = survey.versions();
        if (survey.noneOffered()) {
            throw new FailureException(nothing(all));
        }
        ChainReview review = gathered.chain.isEmpty()
                ? null
                : new ChainReview(gathered.chain, anchors, ServerNames.normal(request.name()), at);
        RevocationStatus stapled = gathered.stapled == null || gathered.chain.isEmpty()
                ? null
                : RevocationStatus.read(
                        gathered.stapled, gathered.chain.getFirst(), review == null ? null : review.issuer());
        Features features = gathered.features(stapled);
        List<Group> groups = gathered.groups();
        List<Finding> findings = new ArrayList<>(new Findings(all, features, groups, gathered.primeBits, at).all());
        if (review != null) {
            findings.addAll(review.findings());
        }
        findings.sort(Comparator.comparing(Finding::severity).reversed().thenComparing(Finding::topic));
        boolean revoked = stapled != null && stapled.verdict() == RevocationStatus.Verdict.REVOKED;
        Grade grade = Grading.grade(
                all,
                features,
                review == null ? 0 : review.keyBits(),
                gathered.primeBits,
                groups.stream().mapToInt(group -> group.group().bits()).min().orElse(0),
                review == null || (review.isTrusted() && !revoked),
                review == null || review.isNamed(),
                review != null,
                !survey.isPartial(),
                findings);
        if (connections.isOver()) {
            notes.missAboveAll("time", request.limit().toSeconds());
        }
        return new TlsInspection(
                request.target(),
                request.name(),
                connections.address().getAddress().getHostAddress() + ":"
                        + connections.address().getPort(),
                at,
                took,
                all,
                groups,
                gathered.primeBits,
                gathered.chain,
                gathered.others,
                features,
                new Times(gathered.connect, gathered.handshake, gathered.resumed),
                findings,
                grade,
                notes.missing());
    }

    private Failure nothing(List<Version> all) {
        String where = request.target().toString();
        boolean unknown = all.stream().anyMatch(version -> version.offered() == Answer.UNKNOWN);
        return unknown
                ? handshake("tlsTimeout", where)
                : TlsAlert.of(PROTOCOL_VERSION).failure(where);
    }

    /** Ends it; safe for threads. */
    @Override
    public synchronized void close() {
        closed = true;
        if (lookup != null) {
            lookup.cancel(false);
        }
        if (connector != null) {
            connector.close();
        }
    }
}
