package org.netsonde.engine.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.session.Annotation;
import org.netsonde.engine.session.EndpointInfo;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficEvent;
import org.netsonde.engine.traffic.WireForm;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class CaptureWriterTest {

    private static final String ENDS = "127.0.0.1:4000 ⇄ 127.0.0.1:8888";
    private static final String OTHER_ENDS = "127.0.0.1:8888 ⇄ 127.0.0.1:4000";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final CaptureWriter writer = new CaptureWriter("Netsonde test");
    private final List<String> stray = new ArrayList<>();
    private int server;

    @BeforeEach
    void begin() throws IOException {
        server = writer.declare(Traffics.tcpServer("server"));
        writer.begin(out);
    }

    private List<CapturedPacket> packets() throws IOException {
        Path file = folder.resolve("capture");
        Files.write(file, out.toByteArray());
        CaptureReader reader =
                new CaptureReader(() -> FileChannel.open(file), any -> true, (on, comment) -> stray.add(comment));
        List<CapturedPacket> packets = new ArrayList<>();
        for (CapturedPacket packet = reader.next(); packet != null; packet = reader.next()) {
            packets.add(packet);
        }
        assertThat(reader.ending()).isEqualTo(CaptureReader.Ending.WHOLE);
        return packets;
    }

    private static Annotation note(long nanos, String endpoint, String text) {
        Instant at = Instant.ofEpochSecond(nanos / 1_000_000_000, nanos % 1_000_000_000);
        return new Annotation("1", at, Annotation.Kind.NOTE, endpoint, text);
    }

    @Test
    void marksStandWithTheNextPacketOfTheirEndpointAndWhatIsLeftAtTheEnd() throws IOException {
        int other = writer.declare(Traffics.udpServer("other"));
        writer.annotate(note(Traffics.T0 + 5, "", "for all"));
        writer.annotate(note(Traffics.T0, "other", "for the other"));
        writer.annotate(note(Traffics.T0 + 1000, "server", "too late"));
        writer.write(server, Traffics.data(Traffics.T0 + 1, 1, Direction.IN, "a"));
        writer.write(server, Traffics.data(Traffics.T0 + 9, 1, Direction.IN, "b"));
        writer.write(other, Traffics.data(Traffics.T0 + 10, 1, Direction.IN, "c"));
        writer.end();
        List<CapturedPacket> packets = packets();
        assertThat(packets.get(0).comments()).noneMatch(comment -> comment.contains("for"));
        assertThat(packets.get(1).comments())
                .containsExactly("[netsonde mark note 2026-03-01T12:00:00.123456794Z session] for all");
        assertThat(packets.get(2).comments().getFirst())
                .isEqualTo("[netsonde mark note 2026-03-01T12:00:00.123456789Z] for the other");
        assertThat(stray).contains("[netsonde mark note 2026-03-01T12:00:00.123457789Z] too late");
    }

    @Test
    void aMarkOfASessionWithoutEndpointsIsNotLost() throws IOException {
        ByteArrayOutputStream alone = new ByteArrayOutputStream();
        CaptureWriter empty = new CaptureWriter("Netsonde test");
        empty.begin(alone);
        empty.annotate(note(Traffics.T0, "", "alone"));
        empty.end();
        out.reset();
        out.writeBytes(alone.toByteArray());
        assertThat(packets()).isEmpty();
        assertThat(stray).anyMatch(comment -> comment.endsWith("] alone"));
    }

    @Test
    void bothSidesOfAConnectionAreToldApart() throws IOException {
        CaptureInterface about = Traffics.tcpServer("client");
        int client = writer.declare(new CaptureInterface(
                "client", "Client", "tcp-client", Role.CLIENT, "127.0.0.1:8888", false, false, about.wire()));
        writer.write(server, Traffics.event(Traffics.T0, 1, Direction.OPENED, ENDS));
        writer.write(client, Traffics.event(Traffics.T0, 1, Direction.OPENED, OTHER_ENDS));
        writer.write(client, Traffics.data(Traffics.T0 + 1, 1, Direction.OUT, "x"));
        writer.write(server, Traffics.data(Traffics.T0 + 2, 1, Direction.IN, "x"));
        List<CapturedPacket> packets = packets();
        assertThat(packets)
                .extracting(packet -> Decoded.of(packet).source().length)
                .containsExactly(4, 4, 4, 16, 16, 16, 16, 4);
        assertThat(packets.get(3).comments()).anyMatch(comment -> comment.contains("other side"));
        // Who opens a connection sends the first SYN.
        assertThat(Decoded.of(packets.get(0)).sourcePort()).isEqualTo(4000);
        assertThat(Decoded.of(packets.get(3)).sourcePort()).isEqualTo(4000);
        assertThat(packets.get(0).way()).isEqualTo(CapturedPacket.Way.INBOUND);
        assertThat(packets.get(3).way()).isEqualTo(CapturedPacket.Way.OUTBOUND);
    }

    @Test
    void addressesThatAreNotKnownAreMadeUpAndSaidToBe() throws IOException {
        writer.write(server, Traffics.data(Traffics.T0, 7, Direction.IN, "who"));
        CapturedPacket packet = packets().getFirst();
        assertThat(packet.comments())
                .anyMatch(comment -> comment.startsWith("[netsonde connection 7]"))
                .anyMatch(comment -> comment.contains("made up"));
        assertThat(Decoded.of(packet).source()).startsWith((byte) 198, (byte) 18);
        // Where the server listens is known.
        assertThat(Decoded.of(packet).targetPort()).isEqualTo(8888);
    }

    @Test
    void aFailureBeforeTheEndResetsTheConnection() throws IOException {
        writer.write(server, Traffics.event(Traffics.T0, 1, Direction.OPENED, ENDS));
        writer.write(server, Traffics.event(Traffics.T0 + 1, 1, Direction.FAILED, "bad"));
        writer.write(server, Traffics.event(Traffics.T0 + 2, 1, Direction.CLOSED, "over"));
        assertThat(Decoded.of(packets().getLast()).has(Packets.RST)).isTrue();
    }

    @Test
    void whatOneEventTakesIsWrittenInOneGo() throws IOException {
        List<Integer> writes = new ArrayList<>();
        writer.begin(new OutputStream() {
            @Override
            public void write(int b) {
                throw new AssertionError("a single byte");
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                writes.add(length);
            }
        });
        writes.clear();
        writer.write(server, Traffics.event(Traffics.T0, 1, Direction.OPENED, ENDS));
        writer.write(server, new TrafficEvent(Traffics.T0 + 1, 1, Direction.IN, 300_000, new byte[200_000]));
        assertThat(writes).hasSize(2);
        assertThat(writes.getLast()).isBetween(200_000, 201_000);
    }

    @Test
    void moreConnectionsThanAreRememberedAreRestoredAllTheSame() throws IOException {
        List<TrafficEvent> written = new ArrayList<>();
        int connections = CaptureWriter.MOST_FLOWS + 500;
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < connections; i++) {
                written.add(Traffics.data(Traffics.T0 + round * 1_000_000L + i, i, Direction.IN, "" + i));
            }
        }
        for (TrafficEvent event : written) {
            writer.write(server, event);
        }
        Path file = folder.resolve("many");
        Files.write(file, out.toByteArray());
        List<TrafficEvent> restored = Traffics.all(new RecordedTraffic(() -> List.of(file), "server"));
        assertThat(restored.equals(written)).isTrue();
    }

    @Test
    void anEndpointIsAnInterfaceByItsProtocolAndSettings() {
        ProtocolRegistry protocols = ProtocolRegistry.builtin();
        assertThat(about("udp-server", "{}", protocols).datagrams()).isTrue();
        assertThat(about("tls-client", "{}", protocols).decrypted()).isTrue();
        assertThat(about("websocket-server", "{}", protocols).decrypted()).isFalse();
        assertThat(about("websocket-server", "{\"tls\":{\"mode\":\"on\"}}", protocols)
                        .decrypted())
                .isTrue();
        assertThat(about("websocket-server", "{}", protocols).wire()).isNotSameAs(WireForm.BYTES);
        assertThat(about("websocket-server", "{}", protocols)).isEqualTo(about("websocket-server", "{}", protocols));
        CaptureInterface unknown = about("quic-server", "{}", protocols);
        assertThat(unknown.datagrams()).isFalse();
        assertThat(unknown.wire()).isSameAs(WireForm.BYTES);
    }

    private static CaptureInterface about(String protocol, String settings, ProtocolRegistry protocols) {
        ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(settings);
        return CaptureInterface.of(
                new EndpointInfo("id", "Name", protocol, Role.SERVER, "127.0.0.1:1", json), protocols);
    }
}
