package org.netsonde.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.protocol.Connection;
import org.netsonde.engine.transport.SocketFacts;
import org.netsonde.engine.transport.TcpInfo;
import org.netsonde.engine.transport.TransportKind;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;

/** What we tell of a socket, against what Python sees at its other end, and {@code ss} of iproute2 of the same one. */
class SocketFactsInteropTest {

    private Bench bench;

    @AfterEach
    void close() {
        if (bench != null) {
            bench.close();
        }
    }

    private static TcpInfo look(Connection connection) {
        SocketFacts before = connection.socket().latest();
        connection.socket().ask();
        return await().until(() -> connection.socket().latest(), seen -> seen != null && seen != before)
                .tcp();
    }

    /** The number behind a word of ss, which writes {@code mss:1448} and {@code rtt:0.026/0.013}. */
    private static double number(String ss, String word) {
        Matcher matcher = Pattern.compile("(?<=\\s)" + word + ":([0-9.]+)").matcher(ss);
        assertThat(matcher.find()).as("%s in %s", word, ss).isTrue();
        return Double.parseDouble(matcher.group(1));
    }

    @ParameterizedTest
    @EnumSource(
            value = TransportKind.class,
            names = {"EPOLL", "IO_URING"})
    void tellsWhatOtherProgramsTell(TransportKind kind) {
        if (!kind.available()) {
            Peers.lack(kind.label());
            return;
        }
        bench = new Bench(EngineOptions.on(kind));
        Endpoint server = bench.start("server", "tcp-server", "{'port': 0, 'framing': 'lines'}");
        int port = Bench.address(server).getPort();
        try (PeerProcess python = Peers.python("tcp_info.py", port)) {
            int peer = python.port();
            Connection connection = server.connections().list(1).getFirst();

            TcpInfo ours = look(connection);

            String[] theirs = python.ask("look").split(" ");
            assertThat(ours.pathMtu()).isEqualTo(Long.parseLong(theirs[0]));
            assertThat(ours.retransmits()).isEqualTo(Long.parseLong(theirs[1]));
            assertThat(Long.parseLong(theirs[2])).isPositive();
            assertThat(ours.rttNanos()).isPositive();
            assertThat(ours.sendMss()).isBetween(536L, Long.parseLong(theirs[3]));
            assertThat(ours.receiveMss()).isPositive();

            String program = Peers.require("ss", "iproute2").toString();
            String filter = "sport = :" + port + " and dport = :" + peer;
            // Nothing moves on it, but a last acknowledgement may still be on its way.
            await().untilAsserted(() -> {
                TcpInfo now = look(connection);
                String ss = PeerProcess.start("ss", List.of(program, "-tinH", filter))
                        .output();
                LongUnaryOperator micros = nanos -> nanos / 1000;
                assertThat(now.sendMss()).isEqualTo((long) number(ss, "mss"));
                assertThat(now.receiveMss()).isEqualTo((long) number(ss, "rcvmss"));
                assertThat(now.pathMtu()).isEqualTo((long) number(ss, "pmtu"));
                assertThat(now.congestionWindow()).isEqualTo((long) number(ss, "cwnd"));
                assertThat(micros.applyAsLong(now.rttNanos())).isEqualTo(Math.round(number(ss, "rtt") * 1000));
                assertThat(micros.applyAsLong(now.leastRttNanos())).isEqualTo(Math.round(number(ss, "minrtt") * 1000));
                assertThat(micros.applyAsLong(now.timeoutNanos())).isEqualTo(Math.round(number(ss, "rto") * 1000));
                assertThat(now.unacknowledged()).isZero();
                assertThat(now.unsentBytes()).isZero();
                assertThat(ss).doesNotContain("notsent:", "retrans:", "unacked:");
            });
        }
    }
}
