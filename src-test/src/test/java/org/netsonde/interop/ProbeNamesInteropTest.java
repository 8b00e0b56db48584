package org.netsonde.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.Failure;
import org.netsonde.engine.probe.ProbeListener;
import org.netsonde.engine.probe.ProbePart;
import org.netsonde.engine.probe.ProbeRequest;
import org.netsonde.engine.probe.ProbeResult;
import org.netsonde.engine.probe.ProbeTarget;
import org.netsonde.engine.probe.dns.DnsAnswer;
import org.netsonde.engine.probe.dns.DnsQuery;
import org.netsonde.engine.probe.dns.DnsResult;
import org.netsonde.engine.probe.dns.DnsServer;
import org.netsonde.engine.probe.dns.DnsType;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;
import org.netsonde.fixtures.Sockets;

/** What dnslib's name server answers is told as it is, and as dig tells it. */
class ProbeNamesInteropTest {

    private static PeerProcess server;
    private static int port;
    private static Bench bench;

    @BeforeAll
    static void start() {
        Peers.requirePythonModule("dnslib", "python3-dnslib");
        server = Peers.python("dns_server.py");
        port = Integer.parseInt(server.line());
        bench = new Bench();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
            bench.close();
        }
    }

    private static ProbeResult probe(String name, int at, Duration limit) {
        ProbeRequest request = ProbeRequest.of(ProbeTarget.parse(name))
                .only(Set.of(ProbePart.DNS))
                .asking(DnsServer.parse("127.0.0.1:" + at))
                .within(limit, Bench.LIMIT);
        return Bench.await(
                bench.engine().probes().start(request, ProbeListener.NONE).result());
    }

    private static DnsQuery query(String name, DnsType type) {
        return query(probe(name, port, Duration.ofSeconds(10)), type);
    }

    private static DnsQuery query(ProbeResult result, DnsType type) {
        DnsResult dns = Objects.requireNonNull(result.dns());
        return dns.queries().stream()
                .filter(query -> query.type() == type)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anAliasIsFollowedAndShown() {
        DnsQuery four = query("web.test", DnsType.A);
        DnsQuery six = query("web.test", DnsType.AAAA);

        assertThat(four.status()).isEqualTo(DnsQuery.Status.FOUND);
        assertThat(four.rcode()).isEqualTo("NOERROR");
        assertThat(four.server()).isEqualTo("127.0.0.1:" + port);
        assertThat(four.answers())
                .containsExactly(
                        new DnsAnswer("web.test", "CNAME", 60, "real.test"),
                        new DnsAnswer("real.test", "A", 30, "127.0.0.1"));
        assertThat(four.addresses()).containsExactly(InetAddress.ofLiteral("127.0.0.1"));
        assertThat(six.addresses()).containsExactly(InetAddress.ofLiteral("::1"));
        assertThat(four.took()).isPositive();
        assertThat(four.tcp()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"web.test, A", "web.test, AAAA", "many.test, A", "four.test, AAAA"})
    void digSaysTheSame(String name, DnsType type) {
        String dig = Peers.require("dig", "bind9-dnsutils").toString();
        try (PeerProcess asked = PeerProcess.start(
                "dig",
                List.of(
                        dig,
                        "@127.0.0.1",
                        "-p",
                        Integer.toString(port),
                        "+noedns",
                        "+noall",
                        "+answer",
                        name,
                        type.name()))) {
            List<String> lines = asked.output()
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith(";"))
                    .map(line -> line.strip().replaceAll("\\s+", " "))
                    .toList();

            assertThat(query(name, type).answers())
                    .extracting(answer -> "%s. %d IN %s %s"
                            .formatted(
                                    answer.name(),
                                    answer.ttl(),
                                    answer.type(),
                                    answer.type().equals("CNAME") ? answer.value() + "." : shortened(answer.value())))
                    .containsExactlyInAnyOrderElementsOf(lines);
        }
    }

    private static String shortened(String address) {
        return address.equals("0:0:0:0:0:0:0:1") ? "::1" : address;
    }

    @Test
    void whatIsCutOffIsAskedForAgainOverTcp() {
        DnsQuery many = query("many.test", DnsType.A);

        assertThat(many.truncated()).isTrue();
        assertThat(many.tcp()).isTrue();
        assertThat(many.addresses()).hasSize(100);
    }

    @Test
    void aNameWithoutAddressesOfAFamilyIsNoFailure() {
        DnsQuery six = query("four.test", DnsType.AAAA);

        assertThat(six.status()).isEqualTo(DnsQuery.Status.NO_DATA);
        assertThat(six.failure()).isNull();
        assertThat(query("four.test", DnsType.A).status()).isEqualTo(DnsQuery.Status.FOUND);
    }

    @Test
    void addressesOfOtherNamesAreShownAndNotBelieved() {
        DnsQuery four = query("poison.test", DnsType.A);

        assertThat(four.answers()).hasSize(2);
        assertThat(four.addresses()).containsExactly(InetAddress.ofLiteral("127.0.0.1"));
    }

    @ParameterizedTest
    @CsvSource({
        "nobody.test, NO_SUCH_NAME, NXDOMAIN, UNKNOWN_HOST, does not exist",
        "broken.test, SERVER_FAILURE, SERVFAIL, PEER_ERROR, could not find out",
        "refused.test, REFUSED, REFUSED, PEER_ERROR, refuses"
    })
    void whatIsWrongIsTold(String name, DnsQuery.Status status, String rcode, Failure.Kind kind, String words) {
        DnsQuery query = query(name, DnsType.A);

        assertThat(query.status()).isEqualTo(status);
        assertThat(query.rcode()).isEqualTo(rcode);
        Failure failure = Objects.requireNonNull(query.failure());
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.what().text(Locale.ENGLISH)).contains(name, "127.0.0.1:" + port, words);
    }

    @Test
    void silenceIsATimeOut() {
        ProbeResult result = probe("silent.test", port, Duration.ofMillis(300));

        assertThat(query(result, DnsType.A).status()).isEqualTo(DnsQuery.Status.TIMED_OUT);
        assertThat(query(result, DnsType.AAAA).status()).isEqualTo(DnsQuery.Status.TIMED_OUT);
    }

    @Test
    void aServerThatIsNotThereIsUnreachable() throws Exception {
        try (Socket kept = Sockets.keepPort()) {
            ProbeResult result = probe("web.test", kept.getLocalPort(), Duration.ofSeconds(10));

            assertThat(query(result, DnsType.A).status()).isEqualTo(DnsQuery.Status.UNREACHABLE);
        }
    }

    @Test
    void whatAServerFoundIsConnectedTo() throws Exception {
        try (var listener = new ServerSocket()) {
            listener.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            ProbeRequest request = ProbeRequest.of(ProbeTarget.parse("web.test:" + listener.getLocalPort()))
                    .asking(DnsServer.parse("127.0.0.1:" + port));
            ProbeResult result = Bench.await(
                    bench.engine().probes().start(request, ProbeListener.NONE).result());

            assertThat(result.reached()).isTrue();
            assertThat(Objects.requireNonNull(result.race()).sentence().text(Locale.ENGLISH))
                    .startsWith("IPv4 won")
                    .contains("IPv6 does not connect");
        }
    }
}
