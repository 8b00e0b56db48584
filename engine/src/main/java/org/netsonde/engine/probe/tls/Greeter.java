package org.netsonde.engine.probe.tls;

import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import javax.net.ssl.SNIHostName;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.probe.tls.TlsInspection.Order;
import org.netsonde.engine.probe.tls.wire.Answer;
import org.netsonde.engine.probe.tls.wire.ClientHello;
import org.netsonde.engine.probe.tls.wire.ExchangedKey;
import org.netsonde.engine.probe.tls.wire.Extensions;
import org.netsonde.engine.probe.tls.wire.KeyShare;
import org.netsonde.engine.probe.tls.wire.ServerFlight;
import org.netsonde.engine.probe.tls.wire.ServerHello;
import org.netsonde.engine.probe.tls.wire.ServerReader;
import org.netsonde.engine.probe.tls.wire.Ssl2;

/**
 * Greets a server again and again, and listens to what it answers: each time on a connection of its own, which goes no further.
 * Safe for threads; methods block.
 */
final class Greeter {

    /** Some servers do not bear more. */
    private static final int SUITES_AT_ONCE = 100;

    /** How often something is said again, with no other connection, that was hung up on. */
    private static final int TRIES = 2;

    private static final int PROTOCOL_VERSION = 70;
    private static final int INAPPROPRIATE_FALLBACK = 86;
    private static final int FALLBACK_SCSV = 0x5600;

    private final Connector connector;
    private final @Nullable String serverName;
    private final List<KeyShare> shares = KeyShare.make();
    private final RandomGenerator random = new SecureRandom();
    private volatile boolean connected;

    /** What the server has answered to; null while it has answered nothing. */
    private volatile @Nullable ClientHello answered;

    Greeter(Connector connector, Optional<SNIHostName> serverName) {
        this.connector = connector;
        this.serverName = serverName.map(SNIHostName::getAsciiName).orElse(null);
    }

    /**
     * What a server answers.
     *
     * @param suite what it chose of what was offered, in the version that was asked for; null where it did not
     * @param alert by what it refused; -1 for none
     * @param spoke whether that was TLS
     * @param hello its greeting; null where it refused
     */
    record Reply(
            @Nullable Suite suite,
            int alert,
            boolean spoke,
            @Nullable ServerHello hello) {}

    /** What a server says up to TLS 1.2 until it is the client's turn. */
    record Details(
            Collection<byte[]> certificates,
            byte @Nullable [] status,
            boolean asksForCertificate,
            boolean secureRenegotiation,
            boolean compression,
            boolean ticket,
            boolean extendedMasterSecret,
            boolean encryptThenMac) {}

    /** Whether there has been a connection. */
    boolean connected() {
        return connected;
    }

    private static List<Integer> codes(Collection<NamedGroup> groups) {
        return groups.stream().map(NamedGroup::code).toList();
    }

    private ClientHello hello(TlsVersion version, List<Suite> suites) {
        boolean newest = version == TlsVersion.TLS13;
        return new ClientHello(
                version.code(),
                suites.stream().map(Suite::code).toList(),
                codes(newest ? NamedGroup.ofTls13() : NamedGroup.curves()),
                newest ? shares : List.of(),
                List.of(),
                serverName,
                false);
    }

    private static ClientHello among(ClientHello hello, Collection<NamedGroup> groups) {
        return new ClientHello(
                hello.version(),
                hello.suites(),
                codes(groups),
                List.of(),
                hello.protocols(),
                hello.serverName(),
                hello.compression());
    }

    private static ClientHello offering(ClientHello hello, List<String> protocols, boolean compression) {
        return new ClientHello(
                hello.version(),
                hello.suites(),
                hello.groups(),
                hello.shares(),
                protocols,
                hello.serverName(),
                compression);
    }

    /** What is answered; the flight only where it was asked for and the version is the one that was offered. */
    private record Heard(Answer answer, @Nullable ServerFlight flight) {

        boolean isClosed() {
            return answer instanceof Answer.Closed;
        }
    }

    /** Says it, and hears the first thing that is answered. */
    private Answer ask(ClientHello hello) throws IOException {
        return hear(hello, false).answer();
    }

    /** Says it, and hears all that is answered; null where that is no. */
    private @Nullable ServerFlight listen(ClientHello hello) throws IOException {
        return hear(hello, true).flight();
    }

    private Heard hear(ClientHello hello, boolean whole) throws IOException {
        Heard heard = hear(hello, whole, false);
        ClientHello known = answered;
        if (!heard.isClosed()) {
            answered = known == null ? hello : known;
            return heard;
        }
        return known == null ? heard : again(hello, whole, known);
    }

    /**
     * Says once more what a server has hung up on, which may be its way of saying no, or that it bears no second connection, or
     * that it is tired of all of them. It is no only where what it answered before is still answered.
     *
     * @throws ClosedChannelException if it is not
     */
    private Heard again(ClientHello hello, boolean whole, ClientHello known) throws IOException {
        Heard heard = new Heard(new Answer.Closed(), null);
        for (int i = 0; i < TRIES && heard.isClosed(); i++) {
            heard = hear(hello, whole, true);
        }
        if (!heard.isClosed()) {
            connector.goOneByOne();
        } else if (hear(known, false, true).isClosed()) {
            throw new ClosedChannelException();
        }
        return heard;
    }

    private Heard hear(ClientHello hello, boolean whole, boolean alone) throws IOException {
        try (Connector.Link link = alone ? connector.openAlone() : connector.open()) {
            connected = true;
            link.send(hello.toRecord(random));
            ServerReader reader = new ServerReader(link.input());
            Answer answer = reader.answer();
            return new Heard(
                    answer,
                    whole
                                    && answer instanceof Answer.Agreed agreed
                                    && agreed.hello().version() == hello.version()
                            ? reader.flight(agreed.hello())
                            : null);
        }
    }

    /** Offers suites in a version. */
    Reply greet(TlsVersion version, List<Suite> offered) throws IOException {
        return reply(version, offered, ask(hello(version, offered)));
    }

    private static Reply reply(TlsVersion version, List<Suite> offered, Answer answer) {
        return switch (answer) {
            case Answer.Agreed agreed ->
                new Reply(
                        agreed.hello().version() == version.code()
                                ? offered.stream()
                                        .filter(suite ->
                                                suite.code() == agreed.hello().suite())
                                        .findFirst()
                                        .orElse(null)
                                : null,
                        -1,
                        true,
                        agreed.hello());
            case Answer.Refused refused -> new Reply(null, refused.alert(), true, null);
            case Answer.Closed closed -> new Reply(null, -1, false, null);
        };
    }

    /**
     * The suites that a server takes in a version, its favourite first.
     *
     * @param all those that there are
     * @param found where they are put, also where this ends with an exception
     */
    void enumerate(TlsVersion version, List<Suite> all, List<Suite> found) throws IOException {
        Reply refusal = take(version, all, found);
        boolean otherVersion = refusal.hello() != null && refusal.hello().version() != version.code();
        if (!found.isEmpty() || refusal.alert() == PROTOCOL_VERSION || otherVersion || all.size() <= SUITES_AT_ONCE) {
            return;
        }
        // Perhaps it was too much at once.
        List<Suite> some = new ArrayList<>();
        for (int i = 0; i < all.size(); i += SUITES_AT_ONCE) {
            refusal = take(version, all.subList(i, Math.min(all.size(), i + SUITES_AT_ONCE)), some);
            if (refusal.alert() == PROTOCOL_VERSION) {
                break;
            }
        }
        if (some.size() <= SUITES_AT_ONCE) {
            // Once more all together, for their order.
            take(version, some, found);
        }
        some.stream().filter(suite -> !found.contains(suite)).forEach(found::add);
    }

    /** Offers what is left until the server refuses, which is returned. */
    private Reply take(TlsVersion version, List<Suite> offered, List<Suite> found) throws IOException {
        List<Suite> left = new ArrayList<>(offered);
        Reply reply = new Reply(null, -1, false, null);
        while (!left.isEmpty()) {
            reply = greet(version, left);
            Suite chosen = reply.suite();
            if (chosen == null) {
                return reply;
            }
            found.add(chosen);
            left.remove(chosen);
        }
        return reply;
    }

    /** Who decides: the other way round it is offered, the client's first is what it was not before. */
    Order order(TlsVersion version, List<Suite> found) throws IOException {
        Suite chosen = greet(version, found.reversed()).suite();
        return found.getFirst().equals(chosen)
                ? Order.SERVER
                : found.getLast().equals(chosen) ? Order.CLIENT : Order.UNKNOWN;
    }

    /**
     * Whether it speaks SSL 2.0.
     *
     * @throws IOException if that was not answered: there was no connection, or nothing in time
     */
    boolean speaksSsl2() throws IOException {
        try (Connector.Link link = connector.open()) {
            connected = true;
            link.send(Ssl2.hello(random));
            try {
                return Ssl2.isAnswered(link.input());
            } catch (SocketException e) {
                // Whoever does not know it may hang up in a hurry.
                return false;
            }
        }
    }

    /** What it says about itself, up to TLS 1.2. */
    Details details(TlsVersion version, List<Suite> found, List<String> protocols) throws IOException {
        ServerFlight flight = listen(offering(hello(version, found), protocols, true));
        if (flight == null) {
            // Some do not go on where ALPN offers nothing that they know.
            flight = listen(hello(version, found));
        }
        if (flight == null) {
            throw new IOException("no answer to a greeting that was answered before");
        }
        ServerHello hello = flight.hello();
        return new Details(
                flight.certificates(),
                flight.status(),
                flight.asksForCertificate(),
                hello.has(Extensions.RENEGOTIATION_INFO),
                hello.compression() != 0,
                hello.has(Extensions.SESSION_TICKET),
                hello.has(Extensions.EXTENDED_MASTER_SECRET),
                hello.has(Extensions.ENCRYPT_THEN_MAC));
    }

    /** The protocols that it takes by ALPN, up to TLS 1.2. */
    List<String> protocols(TlsVersion version, List<Suite> found, List<String> known) throws IOException {
        List<String> left = new ArrayList<>(known);
        List<String> taken = new ArrayList<>();
        while (!left.isEmpty()) {
            Answer answer = ask(offering(hello(version, found), left, false));
            String chosen = answer instanceof Answer.Agreed agreed
                    ? agreed.hello().protocol().orElse("")
                    : "";
            if (!left.remove(chosen)) {
                break;
            }
            taken.add(chosen);
        }
        return taken;
    }

    /** The size of its prime for DHE; 0 where it does not use one. */
    int primeBits(TlsVersion version, List<Suite> found) throws IOException {
        List<Suite> some = found.stream()
                .filter(suite ->
                        suite.exchange().equals("DHE") || (suite.exchange().equals("DH") && suite.isAnonymous()))
                .toList();
        ServerFlight flight = some.isEmpty() ? null : listen(among(hello(version, some), List.of()));
        if (flight == null) {
            return 0;
        }
        byte[] message = flight.exchange();
        return message == null
                ? 0
                : ExchangedKey.prime(message, hasHint(some, flight)).bits();
    }

    private static boolean hasHint(List<Suite> suites, ServerFlight flight) {
        return suites.stream()
                .anyMatch(suite -> suite.code() == flight.hello().suite()
                        && suite.authentication().equals("PSK"));
    }

    /** The curves that it takes up to TLS 1.2, its favourite first. */
    void curves(TlsVersion version, List<Suite> found, Set<NamedGroup> taken) throws IOException {
        List<Suite> some = byCurve(found, "RSA");
        boolean certified = some.isEmpty();
        if (certified) {
            some = found.stream()
                    .filter(suite -> suite.exchange().startsWith("ECDHE"))
                    .toList();
        }
        if (some.isEmpty() || version == TlsVersion.SSL3) {
            return;
        }
        List<NamedGroup> left = new ArrayList<>(NamedGroup.curves());
        NamedGroup chosen = curve(version, some, left);
        while (chosen != null && left.remove(chosen)) {
            taken.add(chosen);
            chosen = curve(version, some, left);
        }
        if (certified) {
            beside(version, some, left, taken);
        }
    }

    private static List<Suite> byCurve(List<Suite> found, String authentication) {
        return found.stream()
                .filter(suite -> suite.exchange().equals("ECDHE")
                        && suite.authentication().equals(authentication))
                .toList();
    }

    /** A certificate's own curve must be offered always, or there is no suite for it: each other is offered before it. */
    private void beside(TlsVersion version, List<Suite> some, List<NamedGroup> left, Set<NamedGroup> taken)
            throws IOException {
        for (NamedGroup certified : List.of(NamedGroup.P256, NamedGroup.P384, NamedGroup.P521)) {
            if (!taken.contains(certified) || curve(version, some, List.of(certified)) == null) {
                continue;
            }
            for (NamedGroup other : left) {
                if (curve(version, some, List.of(other, certified)) == other) {
                    taken.add(other);
                }
            }
            return;
        }
    }

    private @Nullable NamedGroup curve(TlsVersion version, List<Suite> suites, List<NamedGroup> offered)
            throws IOException {
        if (offered.isEmpty()) {
            return null;
        }
        ServerFlight flight = listen(among(hello(version, suites), offered));
        if (flight == null) {
            return null;
        }
        byte[] message = flight.exchange();
        if (message == null) {
            return null;
        }
        int code = ExchangedKey.curve(message, hasHint(suites, flight)).group();
        return offered.stream()
                .filter(group -> group.code() == code)
                .findFirst()
                .orElse(null);
    }

    /** The groups that it takes in TLS 1.3, its favourite first: without a key it must say which it wants one of. */
    void groups13(List<Suite> found, Set<NamedGroup> taken) throws IOException {
        List<NamedGroup> left = new ArrayList<>(NamedGroup.ofTls13());
        Set<Integer> seen = new HashSet<>();
        while (!left.isEmpty()) {
            Answer answer = ask(among(hello(TlsVersion.TLS13, found), left));
            int code = answer instanceof Answer.Agreed agreed ? agreed.hello().group() : 0;
            Optional<NamedGroup> chosen =
                    left.stream().filter(group -> group.code() == code).findFirst();
            if (chosen.isEmpty() || !seen.add(code)) {
                return;
            }
            taken.add(chosen.get());
            left.remove(chosen.get());
        }
    }

    /** Whether it notices that a client was made to fall back to an older version. */
    boolean noticesFallback(TlsVersion version, List<Suite> found) throws IOException {
        ClientHello usual = hello(version, found);
        List<Integer> marked = new ArrayList<>(usual.suites());
        marked.add(FALLBACK_SCSV);
        Answer answer = ask(new ClientHello(
                usual.version(),
                marked,
                usual.groups(),
                usual.shares(),
                usual.protocols(),
                usual.serverName(),
                usual.compression()));
        return answer instanceof Answer.Refused refused && refused.alert() == INAPPROPRIATE_FALLBACK;
    }
}
