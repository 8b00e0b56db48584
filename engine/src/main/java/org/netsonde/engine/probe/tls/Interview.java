package org.netsonde.engine.probe.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.probe.tls.TlsInspection.Answer;
import org.netsonde.engine.probe.tls.TlsInspection.ClientCertificates;
import org.netsonde.engine.security.Identity;

/** What is asked of a server once its versions are known. Held once. */
final class Interview {

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

    private final Greeter greeter;
    private final Connector connections;
    private final Survey survey;
    private final Optional<SNIHostName> sniName;
    private final @Nullable Identity identity;
    private final Notes notes;
    private final Gathered gathered = new Gathered();

    /**
     * One that has not been held.
     *
     * @param survey the versions that the server offers
     * @param sniName the name that it is asked for
     * @param identity what is shown to a server that wants a certificate; null for nothing
     */
    Interview(
            Greeter greeter,
            Connector connections,
            Survey survey,
            Optional<SNIHostName> sniName,
            @Nullable Identity identity,
            Notes notes) {
        this.greeter = greeter;
        this.connections = connections;
        this.survey = survey;
        this.sniName = sniName;
        this.identity = identity;
        this.notes = notes;
    }

    /** Asks all of it; what has no answer is noted. */
    Gathered hold() {
        TlsVersion old = survey.newestClear();
        if (old != null) {
            notes.say("details");
            notes.attempt("details", () -> clear(old));
            notes.attempt("groups", () -> greeter.curves(old, survey.found(old), gathered.groups12));
            notes.attempt("fallback", () -> gathered.fallback = fallback());
        }
        if (!survey.found(TlsVersion.TLS13).isEmpty()) {
            notes.say("groups");
            notes.attempt("groups", () -> greeter.groups13(survey.found(TlsVersion.TLS13), gathered.groups13));
        }
        notes.say("handshakes");
        for (TlsVersion version : List.of(TlsVersion.TLS13, TlsVersion.TLS12)) {
            if (!survey.found(version).isEmpty()) {
                notes.attempt("handshakes", () -> handshakes(version));
            }
        }
        if (!survey.found(TlsVersion.TLS12).isEmpty()) {
            notes.attempt("renegotiation", this::renegotiation);
        }
        return gathered;
    }

    /** What the server says in the clear, once for each kind of certificate that its suites need. */
    private void clear(TlsVersion version) throws IOException {
        Greeter.Details first = greeter.details(version, survey.found(version), PROTOCOLS);
        gathered.secureRenegotiation = Answer.of(first.secureRenegotiation());
        gathered.compression = Answer.of(first.compression());
        gathered.tickets12 = Answer.of(first.ticket());
        gathered.extendedMasterSecret = Answer.of(first.extendedMasterSecret());
        gathered.stapled = first.status();
        gathered.chain = certificates(first.certificates());
        gathered.clientCertificates = first.asksForCertificate() ? ClientCertificates.ASKED : ClientCertificates.NONE;
        List<Suite> chained = survey.found(version).stream()
                .filter(suite -> suite.encryption().endsWith("CBC"))
                .toList();
        if (!chained.isEmpty()) {
            gathered.encryptThenMac =
                    Answer.of(greeter.details(version, chained, List.of()).encryptThenMac());
        }
        Set<String> kinds = new LinkedHashSet<>();
        survey.found(version).stream()
                .map(Suite::authentication)
                .filter(kind -> List.of("RSA", "ECDSA", "DSS").contains(kind))
                .forEach(kinds::add);
        if (kinds.size() > 1) {
            for (String kind : kinds) {
                List<Suite> some = survey.found(version).stream()
                        .filter(suite -> suite.authentication().equals(kind))
                        .toList();
                certificates(greeter.details(version, some, List.of()).certificates()).stream()
                        .limit(1)
                        .filter(leaf -> !gathered.chain.contains(leaf))
                        .filter(leaf -> !gathered.others.contains(leaf))
                        .forEach(gathered.others::add);
            }
        }
        gathered.primeBits = greeter.primeBits(version, survey.found(version));
        gathered.protocols = greeter.protocols(version, survey.found(version), PROTOCOLS);
    }

    private List<X509Certificate> certificates(Collection<byte[]> chain) {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (byte[] certificate : chain) {
                certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(certificate)));
            }
        } catch (CertificateException e) {
            notes.miss("certificate", certificates.size() + 1);
        }
        return certificates;
    }

    private Answer fallback() throws IOException {
        List<TlsVersion> offered = Arrays.stream(TlsVersion.values())
                .filter(version -> !survey.found(version).isEmpty())
                .sorted(Comparator.reverseOrder())
                .toList();
        if (offered.size() < 2) {
            return Answer.UNKNOWN;
        }
        return Answer.of(greeter.noticesFallback(offered.get(1), survey.found(offered.get(1))));
    }

    private void handshakes(TlsVersion version) throws IOException {
        List<String> names = survey.found(version).stream().map(Suite::name).toList();
        FullHandshakes unknown = new FullHandshakes(connections, version, sniName, names, null);
        if (!unknown.canSpeak()) {
            notes.miss("oldSuites", version.label());
            return;
        }
        FullHandshakes.Outcome first = null;
        try {
            first = unknown.shakeAndStay();
            note(version, first);
            noteClient(first);
        } catch (IOException e) {
            connections.check();
            noteChain(unknown.shown());
            if (e instanceof SocketTimeoutException || !unknown.asked()) {
                throw e;
            }
            gathered.clientCertificates = ClientCertificates.REQUIRED;
        }
        Answer survived = first == null ? Answer.NO : first.survived();
        if (survived == Answer.NO && identity == null) {
            notes.miss("needsCertificate", version.label());
            return;
        }
        Identity own = survived == Answer.YES ? null : identity;
        if (version == TlsVersion.TLS13 && survey.newestClear() == null) {
            notes.attempt("protocols", () -> protocols(names, own));
        }
        time(version, names, own);
    }

    private void noteChain(List<X509Certificate> shown) {
        if (gathered.chain.isEmpty()) {
            gathered.chain = shown;
        }
    }

    private void note(TlsVersion version, FullHandshakes.Outcome outcome) {
        noteChain(outcome.chain());
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
    private void noteClient(FullHandshakes.Outcome outcome) {
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
    private void protocols(List<String> names, @Nullable Identity own) throws IOException {
        List<String> left = new ArrayList<>(PROTOCOLS);
        List<String> taken = new ArrayList<>();
        try {
            while (!left.isEmpty()) {
                String chosen = new FullHandshakes(connections, TlsVersion.TLS13, sniName, names, own)
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

    private void time(TlsVersion version, List<String> names, @Nullable Identity own) throws IOException {
        List<Long> connects = new ArrayList<>();
        List<Long> full = new ArrayList<>();
        List<Long> resumed = new ArrayList<>();
        for (int i = 0; i < TIMED; i++) {
            FullHandshakes pair = new FullHandshakes(connections, version, sniName, names, own);
            FullHandshakes.Outcome first = pair.shake(List.of());
            note(version, first);
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

    private void renegotiation() throws IOException {
        List<String> names =
                survey.found(TlsVersion.TLS12).stream().map(Suite::name).toList();
        FullHandshakes handshakes = new FullHandshakes(
                connections,
                TlsVersion.TLS12,
                sniName,
                names,
                gathered.clientCertificates == ClientCertificates.REQUIRED ? identity : null);
        if (handshakes.canSpeak() && (identity != null || gathered.clientCertificates != ClientCertificates.REQUIRED)) {
            gathered.clientRenegotiation = handshakes.renegotiates(gathered.secureRenegotiation);
        }
    }
}
