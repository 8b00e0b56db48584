package org.netsonde.engine.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Failure;
import org.netsonde.engine.metrics.MeterWriter;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.protocol.Connections;
import org.netsonde.engine.protocol.FactGroup;
import org.netsonde.engine.security.Keys;
import org.netsonde.engine.tls.ClientTls;
import org.netsonde.engine.tls.ServerTls;
import org.netsonde.engine.tls.TlsContexts;
import org.netsonde.engine.tls.TlsMode;
import org.netsonde.engine.traffic.TrafficTap;

class HandshakeStageTest {

    private static final InetSocketAddress PEER = InetSocketAddress.createUnresolved("localhost", 9);

    private final Keys keys = Keys.inMemory(InstantSource.system());
    private final TlsSecurity server = new TlsSecurity(TlsContexts.server(new ServerTls(TlsMode.ON), keys));
    private final TlsSecurity client = new TlsSecurity(TlsContexts.client(new ClientTls(TlsMode.ON), keys));
    private final Connections connections = new Connections(InstantSource.system());
    private final List<MetricSpec> counted = new ArrayList<>();

    private final MeterWriter meter = new MeterWriter() {
        @Override
        public void opened() {}

        @Override
        public void closed() {}

        @Override
        public void failed(Failure.Kind kind) {}

        @Override
        public void read(int bytes, int messages, long now) {}

        @Override
        public void written(int bytes, int messages, long now) {}

        @Override
        public void latency(long nanos, int count) {}

        @Override
        public void add(MetricSpec metric, long delta) {
            counted.add(metric);
        }
    };

    @AfterEach
    void end() {
        server.close();
        client.close();
    }

    private StreamConnection connection(EmbeddedChannel channel, MeterWriter where) {
        return new StreamConnection(
                connections.opened(PEER, () -> 0), channel, Runnable::run, where, TrafficTap.NONE, () -> null);
    }

    /** What a server and a client know of a connection once it is secure. */
    private List<List<FactGroup>> connect() {
        EmbeddedChannel accepted = new EmbeddedChannel();
        EmbeddedChannel made = new EmbeddedChannel();
        StreamConnection atServer = connection(accepted, meter);
        StreamConnection atClient = connection(made, MeterWriter.NONE);
        server.install(accepted.pipeline(), atServer, null);
        client.install(made.pipeline(), atClient, PEER);
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (atServer.facts().groups().isEmpty() || atClient.facts().groups().isEmpty()) {
            assertThat(Instant.now()).isBefore(end);
            carry(made, accepted);
            carry(accepted, made);
        }
        accepted.finishAndReleaseAll();
        made.finishAndReleaseAll();
        return List.of(atServer.facts().groups(), atClient.facts().groups());
    }

    private static void carry(EmbeddedChannel from, EmbeddedChannel to) {
        from.runPendingTasks();
        for (Object bytes = from.readOutbound(); bytes != null; bytes = from.readOutbound()) {
            to.writeInbound(bytes);
        }
    }

    private static FactGroup group(List<FactGroup> groups, String id) {
        return groups.stream()
                .filter(group -> group.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void connectionsShareWhatIsKnownOfTheirCertificates() {
        List<List<FactGroup>> first = connect();
        List<List<FactGroup>> second = connect();

        assertThat(group(second.getFirst(), "own0")).isSameAs(group(first.getFirst(), "own0"));
        assertThat(group(second.getLast(), "peer0")).isSameAs(group(first.getLast(), "peer0"));
        assertThat(group(first.getLast(), "peer0").facts())
                .isEqualTo(group(first.getFirst(), "own0").facts());
    }

    @Test
    void timeIsCountedBeforeTheHandshakeThatTookIt() {
        connect();

        assertThat(counted).containsExactly(TlsMetrics.TIME, TlsMetrics.HANDSHAKES);
    }
}
