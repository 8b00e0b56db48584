package org.netsonde.engine.probe.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Failures;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.message.Escapes;
import org.netsonde.engine.probe.tls.TlsInspection.Answer;
import org.netsonde.engine.probe.tls.TlsInspection.ClientCertificates;
import org.netsonde.engine.probe.tls.TlsInspection.Features;
import org.netsonde.engine.probe.tls.TlsInspection.Group;
import org.netsonde.engine.probe.tls.TlsInspection.Order;
import org.netsonde.engine.probe.tls.TlsInspection.Times;
import org.netsonde.engine.probe.tls.TlsInspection.Version;
import org.netsonde.engine.probe.tls.wire.ForeignException;
import org.netsonde.engine.security.Identity;
import org.netsonde.engine.security.Keys;
import org.netsonde.engine.tls.ServerNames;
import org.netsonde.engine.tls.TlsAlert;

/**
 * Finds out what a TLS server offers and how good that is: one inspection of one server. {@link #run} blocks for as long as the
 * request allows, which is seconds mostly; {@link #close} ends it from any thread.
 */
public final class TlsInspector implements AutoCloseable {

    /** How many handshakes are timed. */
    private static final int TIMED = 5;

    /** What ALPN is asked about, from its registry. */
    private static final List<String> PROTOCOLS = List.of(
            "h2",
            "http/1.1",
            "http/1.0",
            "grpc-exp",
            "mqtt",
            "dot",
            "imap",
            "pop3",
            "smtp",
            "ftp",
            "xmpp-client",
            "postgresql",
            "coap",
            "stun.turn",
            "acme-tls/1");

    private static final int PROTOCOL_VERSION = 70;
    private static final int SHOWN = 40;

    private final Keys keys;
    private final InstantSource clock;
    private final TlsRequest request;
    private final Consumer<Phrase> progress;
    private final Suites suites = Suites.builtin();
    private final List<Phrase> missing = new ArrayList<>();
    private final Map<TlsVersion, Version> versions = new EnumMap<>(TlsVersion.class);
    private @Nullable Connector connector;
    private @Nullable CompletableFuture<InetAddress[]> lookup;
    private boolean closed;

    /** Whether the suites of a version are known in part only. */
    private volatile boolean partial;

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
        this.progress = progress;
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
            Greeter greeter = new Greeter(connections, sniName());
            Failure silence = firstContact(greeter);
            if (silence != null) {
                // What hangs up must not be put down to having been spoken to twice at once.
                connections.goOneByOne();
            }
            versions(greeter);
            if (silence != null && noneOffered()) {
                throw new FailureException(silence);
            }
            Gathered gathered = gather(greeter, connections, identity);
            connections.check();
            return conclude(at, Duration.ofNanos(System.nanoTime() - begin), connections, anchors, gathered);
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

    private Optional<SNIHostName> sniName() {
        return ServerNames.of(ServerNames.normal(request.name()));
    }

    /** Whether it is there and speaks TLS at all; what to say if it hung up on all greetings, and goes on to; null otherwise. */
    private @Nullable Failure firstContact(Greeter greeter) {
        String where = request.target().toString();
        say("contact", where);
        Failure failure = null;
        // Old servers may not bear a new greeting, and the other way round.
        for (TlsVersion version : List.of(TlsVersion.TLS12, TlsVersion.TLS13, TlsVersion.TLS10, TlsVersion.SSL3)) {
            try {
                Greeter.Reply reply = greeter.greet(version, firstSuites(version));
                if (reply.spoke()) {
                    return null;
                }
                failure = handshake("tlsClosed", where);
            } catch (ForeignException e) {
                throw new FailureException(foreign(e.start(), where), e);
            } catch (SocketTimeoutException e) {
                // One that is silent will go on to be so, and each time costs patience.
                throw new FailureException(
                        greeter.connected() ? handshake("tlsTimeout", where) : Failures.of(e, where), e);
            } catch (IOException e) {
                throw new FailureException(
                        greeter.connected()
                                ? handshake("inspectBroken", where, String.valueOf(e.getMessage()))
                                : Failures.of(e, where),
                        e);
            }
        }
        // It may take none of the suites of a first greeting, and not say so: the others are offered, too.
        return failure;
    }

    private boolean noneOffered() {
        return versions.values().stream().noneMatch(version -> version.offered() == Answer.YES);
    }

    private List<Suite> firstSuites(TlsVersion version) {
        return suites.of(version).stream().limit(60).toList();
    }

    private static Failure handshake(String name, Object... args) {
        return Failure.of(Failure.Kind.TLS_HANDSHAKE, name, args);
    }

    /** What it speaks instead, by how that begins. */
    private static Failure foreign(byte[] start, String where) {
        String text = new String(start, StandardCharsets.ISO_8859_1);
        // The first line says what it is.
        int end = text.indexOf('\r');
        int length = Math.min(end > 0 ? end : start.length, SHOWN);
        String shown = Escapes.encode(Arrays.copyOf(start, length));
        Map<String, String> known = Map.of(
                "HTTP/",
                "HTTP",
                "SSH-",
                "SSH",
                "220 ",
                "SMTP / FTP",
                "220-",
                "SMTP / FTP",
                "* OK",
                "IMAP",
                "+OK",
                "POP3",
                "RFB ",
                "VNC",
                "<?xml",
                "XMPP");
        return known.entrySet().stream()
                .filter(sign -> text.startsWith(sign.getKey()))
                .findFirst()
                .map(sign -> handshake("inspectOther", where, sign.getValue(), shown))
                .orElseGet(() -> handshake("tlsNotSpokenBut", where, shown));
    }

    /** All versions, two at once. */
    private void versions(Greeter greeter) {
        List<TlsVersion> newestFirst = Arrays.stream(TlsVersion.values())
                .sorted(Comparator.reverseOrder())
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Version>> asked = newestFirst.stream()
                    .map(version -> threads.submit(() -> version(greeter, version)))
                    .toList();
            collect(asked);
        }
    }

    private void collect(List<Future<Version>> asked) {
        try {
            for (Future<Version> answer : asked) {
                Version version = answer.get();
                versions.put(version.version(), version);
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            // Before the threads are waited for, so that they end.
            Thread.currentThread().interrupt();
            close();
            throw new CancellationException();
        }
    }

    private Version version(Greeter greeter, TlsVersion version) {
        if (version == TlsVersion.SSL2) {
            return new Version(version, ssl2(greeter), List.of(), Order.UNKNOWN);
        }
        List<Suite> found = new ArrayList<>();
        Answer offered;
        Order order = Order.UNKNOWN;
        try {
            greeter.enumerate(version, suites.of(version), found);
            order = found.size() > 1 ? greeter.order(version, found) : Order.UNKNOWN;
            offered = Answer.of(!found.isEmpty());
        } catch (IOException e) {
            // What was found until then counts.
            offered = found.isEmpty() ? Answer.UNKNOWN : Answer.YES;
            partial = true;
            miss("suites", version.label(), reason(e));
        }
        if (offered == Answer.YES) {
            say("version", version.label(), found.size());
        }
        return new Version(version, offered, found, order);
    }

    private Answer ssl2(Greeter greeter) {
        try {
            return Answer.of(greeter.speaksSsl2());
        } catch (IOException e) {
            miss("suites", TlsVersion.SSL2.label(), reason(e));
            return Answer.UNKNOWN;
        }
    }

    private void say(String what, Object... args) {
        progress.accept(Phrase.of("inspect.progress." + what, args));
    }

    private void miss(String what, Object... args) {
        Phrase phrase = Phrase.of("inspect.missing." + what, args);
        synchronized (missing) {
            if (!missing.contains(phrase)) {
                missing.add(phrase);
            }
        }
    }

    private String reason(IOException e) {
        return Failures.of(e, request.target().toString()).what().toString();
    }

    private List<Suite> found(TlsVersion version) {
        Version known = versions.get(version);
        return known == null ? List.of() : known.suites();
    }

    /** What is found out behind the versions. */
    private static final class Gathered {
        private List<X509Certificate> chain = List.of();
        private final List<X509Certificate> others = new ArrayList<>();
        private final Set<NamedGroup> groups13 = new LinkedHashSet<>();
        private final Set<NamedGroup> groups12 = new LinkedHashSet<>();
        private int primeBits;
        private byte @Nullable [] stapled;
        private List<String> protocols = List.of();
        private ClientCertificates clientCertificates = ClientCertificates.UNKNOWN;
        private Answer resumes12 = Answer.UNKNOWN;
        private Answer tickets12 = Answer.UNKNOWN;
        private Answer resumes13 = Answer.UNKNOWN;
        private Answer secureRenegotiation = Answer.UNKNOWN;
        private Answer clientRenegotiation = Answer.UNKNOWN;
        private Answer compression = Answer.UNKNOWN;
        private Answer extendedMasterSecret = Answer.UNKNOWN;
        private Answer encryptThenMac = Answer.UNKNOWN;
        private Answer fallback = Answer.UNKNOWN;
        private @Nullable Duration connect;
        private @Nullable Duration handshake;
        private @Nullable Duration resumed;
    }

    private Gathered gather(Greeter greeter, Connector connections, @Nullable Identity identity) {
        Gathered gathered = new Gathered();
        TlsVersion old = newestClear();
        if (old != null) {
            say("details");
            attempt("details", () -> clear(greeter, old, gathered));
            attempt("groups", () -> greeter.curves(old, found(old), gathered.groups12));
            attempt("fallback", () -> gathered.fallback = fallback(greeter));
        }
        if (!found(TlsVersion.TLS13).isEmpty()) {
            say("groups");
            attempt("groups", () -> greeter.groups13(found(TlsVersion.TLS13), gathered.groups13));
        }
        say("handshakes");
        for (TlsVersion version : List.of(TlsVersion.TLS13, TlsVersion.TLS12)) {
            if (!found(version).isEmpty()) {
                attempt("handshakes", () -> handshakes(connections, version, identity, gathered));
            }
        }
        if (!found(TlsVersion.TLS12).isEmpty()) {
            attempt("renegotiation", () -> renegotiation(connections, identity, gathered));
        }
        return gathered;
    }

    /** Something that is asked of the server. */
    private interface Question {
        void ask() throws IOException;
    }

    private void attempt(String what, Question question) {
        try {
            question.ask();
        } catch (IOException e) {
            miss(what, reason(e));
        }
    }

    private @Nullable TlsVersion newestClear() {
        return Stream.of(TlsVersion.TLS12, TlsVersion.TLS11, TlsVersion.TLS10, TlsVersion.SSL3)
                .filter(version -> !found(version).isEmpty())
                .findFirst()
                .orElse(null);
    }

    /** What the server says in the clear, once for each kind of certificate that its suites need. */
    private void clear(Greeter greeter, TlsVersion version, Gathered gathered) throws IOException {
        Greeter.Details first = greeter.details(version, found(version), PROTOCOLS);
        gathered.secureRenegotiation = Answer.of(first.secureRenegotiation());
        gathered.compression = Answer.of(first.compression());
        gathered.tickets12 = Answer.of(first.ticket());
        gathered.extendedMasterSecret = Answer.of(first.extendedMasterSecret());
        gathered.stapled = first.status();
        gathered.chain = certificates(first.certificates());
        gathered.clientCertificates = first.asksForCertificate() ? ClientCertificates.ASKED : ClientCertificates.NONE;
        List<Suite> chained = found(version).stream()
                .filter(suite -> suite.encryption().endsWith("CBC"))
                .toList();
        if (!chained.isEmpty()) {
            gathered.encryptThenMac =
                    Answer.of(greeter.details(version, chained, List.of()).encryptThenMac());
        }
        Set<String> kinds = new LinkedHashSet<>();
        found(version).stream()
                .map(Suite::authentication)
                .filter(kind -> List.of("RSA", "ECDSA", "DSS").contains(kind))
                .forEach(kinds::add);
        if (kinds.size() > 1) {
            for (String kind : kinds) {
                List<Suite> some = found(version).stream()
                        .filter(suite -> suite.authentication().equals(kind))
                        .toList();
                certificates(greeter.details(version, some, List.of()).certificates()).stream()
                        .limit(1)
                        .filter(leaf -> !gathered.chain.contains(leaf))
                        .filter(leaf -> !gathered.others.contains(leaf))
                        .forEach(gathered.others::add);
            }
        }
        gathered.primeBits = greeter.primeBits(version, found(version));
        gathered.protocols = greeter.protocols(version, found(version), PROTOCOLS);
    }

    private List<X509Certificate> certificates(Collection<byte[]> chain) {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (byte[] certificate : chain) {
                certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(certificate)));
            }
        } catch (CertificateException e) {
            miss("certificate", certificates.size() + 1);
        }
        return certificates;
    }

    private Answer fallback(Greeter greeter) throws IOException {
        List<TlsVersion> offered = Arrays.stream(TlsVersion.values())
                .filter(version -> !found(version).isEmpty())
                .sorted(Comparator.reverseOrder())
                .toList();
        if (offered.size() < 2) {
            return Answer.UNKNOWN;
        }
        return Answer.of(greeter.noticesFallback(offered.get(1), found(offered.get(1))));
    }

    private void handshakes(Connector connections, TlsVersion version, @Nullable Identity identity, Gathered gathered)
            throws IOException {
        List<String> names = found(version).stream().map(Suite::name).toList();
        FullHandshakes unknown = new FullHandshakes(connections, version, sniName(), names, null);
        if (!unknown.canSpeak()) {
            miss("oldSuites", version.label());
            return;
        }
        FullHandshakes.Outcome first = null;
        try {
            first = unknown.shakeAndStay();
            note(version, first, gathered);
            noteClient(first, gathered);
        } catch (IOException e) {
            connections.check();
            noteChain(unknown.shown(), gathered);
            if (e instanceof SocketTimeoutException || !unknown.asked()) {
                throw e;
            }
            gathered.clientCertificates = ClientCertificates.REQUIRED;
        }
        Answer survived = first == null ? Answer.NO : first.survived();
        if (survived == Answer.NO && identity == null) {
            miss("needsCertificate", version.label());
            return;
        }
        Identity own = survived == Answer.YES ? null : identity;
        if (version == TlsVersion.TLS13 && newestClear() == null) {
            attempt("protocols", () -> protocols(connections, names, own, gathered));
        }
        time(connections, version, names, own, gathered);
    }

    private static void noteChain(List<X509Certificate> shown, Gathered gathered) {
        if (gathered.chain.isEmpty()) {
            gathered.chain = shown;
        }
    }

    private static void note(TlsVersion version, FullHandshakes.Outcome outcome, Gathered gathered) {
        noteChain(outcome.chain(), gathered);
        if (gathered.stapled == null
                && !outcome.status().isEmpty()
                && outcome.status().getFirst().length > 0) {
            gathered.stapled = outcome.status().getFirst();
        }
        if (version == TlsVersion.TLS13 && gathered.compression == Answer.UNKNOWN) {
            gathered.compression = Answer.NO;
        }
    }

    /** What a handshake tells in which nothing was shown to the server. */
    private static void noteClient(FullHandshakes.Outcome outcome, Gathered gathered) {
        ClientCertificates now = !outcome.asked()
                ? ClientCertificates.NONE
                : switch (outcome.survived()) {
                    case YES -> ClientCertificates.OPTIONAL;
                    case NO -> ClientCertificates.REQUIRED;
                    case UNKNOWN -> ClientCertificates.ASKED;
                };
        boolean knownBetter = gathered.clientCertificates == ClientCertificates.REQUIRED
                || (now == ClientCertificates.ASKED && gathered.clientCertificates == ClientCertificates.OPTIONAL);
        if (!knownBetter) {
            gathered.clientCertificates = now;
        }
    }

    /** By ALPN in TLS 1.3 alone, where the answer is encrypted. */
    private void protocols(Connector connections, List<String> names, @Nullable Identity identity, Gathered gathered)
            throws IOException {
        List<String> left = new ArrayList<>(PROTOCOLS);
        List<String> taken = new ArrayList<>();
        try {
            while (!left.isEmpty()) {
                String chosen = new FullHandshakes(connections, TlsVersion.TLS13, sniName(), names, identity)
                        .shake(left)
                        .protocol();
                if (chosen.isEmpty() || !left.remove(chosen)) {
                    break;
                }
                taken.add(chosen);
            }
        } catch (SSLException e) {
            connections.check();
            if (!FullHandshakes.isAlert(e)) {
                throw e;
            }
            // It takes none of those that are left.
        } finally {
            gathered.protocols = List.copyOf(taken);
        }
    }

    private void time(
            Connector connections,
            TlsVersion version,
            List<String> names,
            @Nullable Identity identity,
            Gathered gathered)
            throws IOException {
        List<Long> connects = new ArrayList<>();
        List<Long> full = new ArrayList<>();
        List<Long> resumed = new ArrayList<>();
        for (int i = 0; i < TIMED; i++) {
            FullHandshakes pair = new FullHandshakes(connections, version, sniName(), names, identity);
            FullHandshakes.Outcome first = pair.shake(List.of());
            note(version, first, gathered);
            FullHandshakes.Outcome second = pair.shake(List.of());
            connects.add(first.connectNanos());
            full.add(first.nanos());
            if (second.resumed()) {
                resumed.add(second.nanos());
            }
        }
        if (version == TlsVersion.TLS13) {
            gathered.resumes13 = Answer.of(!resumed.isEmpty());
        } else {
            gathered.resumes12 = Answer.of(!resumed.isEmpty());
        }
        // The newest version is the one that counts.
        if (gathered.handshake == null) {
            gathered.connect = median(connects);
            gathered.handshake = median(full);
            gathered.resumed = median(resumed);
        }
    }

    private static @Nullable Duration median(List<Long> nanos) {
        return nanos.isEmpty()
                ? null
                : Duration.ofNanos(nanos.stream().sorted().toList().get(nanos.size() / 2));
    }

    private void renegotiation(Connector connections, @Nullable Identity identity, Gathered gathered)
            throws IOException {
        List<String> names = found(TlsVersion.TLS12).stream().map(Suite::name).toList();
        FullHandshakes handshakes = new FullHandshakes(
                connections,
                TlsVersion.TLS12,
                sniName(),
                names,
                gathered.clientCertificates == ClientCertificates.REQUIRED ? identity : null);
        if (handshakes.canSpeak() && (identity != null || gathered.clientCertificates != ClientCertificates.REQUIRED)) {
            gathered.clientRenegotiation = handshakes.renegotiates(gathered.secureRenegotiation);
        }
    }

    private TlsInspection conclude(
            Instant at, Duration took, Connector connections, List<X509Certificate> anchors, Gathered gathered) {
        List<Version> all = versions.values().stream()
                .sorted(Comparator.comparing(Version::version).reversed())
                .toList();
        if (noneOffered()) {
            throw new FailureException(nothing(all));
        }
        ChainReview review = gathered.chain.isEmpty()
                ? null
                : new ChainReview(gathered.chain, anchors, ServerNames.normal(request.name()), at);
        RevocationStatus stapled = gathered.stapled == null || gathered.chain.isEmpty()
                ? null
                : RevocationStatus.read(
                        gathered.stapled, gathered.chain.getFirst(), review == null ? null : review.issuer());
        Features features = new Features(
                gathered.protocols,
                stapled,
                gathered.clientCertificates,
                gathered.resumes12,
                gathered.tickets12,
                gathered.resumes13,
                gathered.secureRenegotiation,
                gathered.clientRenegotiation,
                gathered.compression,
                gathered.extendedMasterSecret,
                gathered.encryptThenMac,
                gathered.fallback);
        List<Group> groups = groups(gathered);
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
                !partial,
                findings);
        synchronized (missing) {
            if (connections.isOver()) {
                missing.addFirst(
                        Phrase.of("inspect.missing.time", request.limit().toSeconds()));
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
                    missing);
        }
    }

    private Failure nothing(List<Version> all) {
        String where = request.target().toString();
        boolean unknown = all.stream().anyMatch(version -> version.offered() == Answer.UNKNOWN);
        return unknown
                ? handshake("tlsTimeout", where)
                : TlsAlert.of(PROTOCOL_VERSION).failure(where);
    }

    private static List<Group> groups(Gathered gathered) {
        Set<NamedGroup> all = new LinkedHashSet<>(gathered.groups13);
        all.addAll(gathered.groups12);
        return all.stream()
                .map(group -> new Group(group, gathered.groups13.contains(group), gathered.groups12.contains(group)))
                .toList();
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
