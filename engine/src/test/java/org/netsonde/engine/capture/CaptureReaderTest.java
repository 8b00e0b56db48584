package org.netsonde.engine.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficEvent;

class CaptureReaderTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void choose() {
        file = folder.resolve("capture");
    }

    private List<CapturedPacket> packets() throws IOException {
        return packets(new CaptureReader(file));
    }

    private static List<CapturedPacket> packets(CaptureReader reader) throws IOException {
        List<CapturedPacket> packets = new ArrayList<>();
        for (CapturedPacket packet = reader.next(); packet != null; packet = reader.next()) {
            packets.add(packet);
        }
        return packets;
    }

    private static byte[] section() throws IOException {
        List<TrafficEvent> events = new ArrayList<>();
        events.add(Traffics.event(Traffics.T0, 1, Direction.OPENED, "127.0.0.1:4000 ⇄ 127.0.0.1:8888"));
        events.add(Traffics.data(Traffics.T0 + 1, 1, Direction.IN, "Hello"));
        events.add(new TrafficEvent(Traffics.T0 + 2, 1, Direction.OUT, 9, new byte[4]));
        events.add(Traffics.event(Traffics.T0 + 3, 0, Direction.FAILED, "no"));
        events.add(Traffics.event(Traffics.T0 + 4, 1, Direction.CLOSED, "bye"));
        return Traffics.section(Traffics.tcpServer("tcp"), events);
    }

    @Test
    void aFileThatEndsAtAnyByteIsReadUpToItsLastWholePacket() throws IOException {
        byte[] section = section();
        Files.write(file, section);
        List<CapturedPacket> whole = packets();
        assertThat(whole).hasSize(3 + 1 + 1 + 1 + 3);
        int before = 0;
        for (int end = 0; end <= section.length; end++) {
            Files.write(file, Arrays.copyOf(section, end));
            CaptureReader reader = new CaptureReader(file);
            int count = packets(reader).size();
            assertThat(count).isBetween(before, before + 1);
            assertThat(reader.position()).isLessThanOrEqualTo(end);
            assertThat(reader.ending())
                    .isEqualTo(reader.position() == end ? CaptureReader.Ending.WHOLE : CaptureReader.Ending.TORN);
            before = count;
        }
        assertThat(before).isEqualTo(whole.size());
    }

    @Test
    void zerosBehindThePacketsAreDamage() throws IOException {
        byte[] section = section();
        Files.write(file, Arrays.copyOf(section, section.length + 4096));
        CaptureReader reader = new CaptureReader(file);
        assertThat(packets(reader)).hasSize(9);
        assertThat(reader.ending()).isEqualTo(CaptureReader.Ending.DAMAGED);
        assertThat(reader.position()).isEqualTo(section.length);
    }

    @ParameterizedTest
    @CsvSource({"true,true", "true,false", "false,true", "false,false"})
    void pcapOfEitherByteOrderAndPrecision(boolean big, boolean nanos) throws IOException {
        ByteBuffer pcap = ByteBuffer.allocate(200).order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        pcap.putInt(nanos ? 0xA1B23C4D : 0xA1B2C3D4).putShort((short) 2).putShort((short) 4);
        pcap.putInt(0).putInt(0).putInt(65535).putInt(101);
        pcap.putInt(1_700_000_000).putInt(123_456).putInt(3).putInt(60).put(new byte[] {1, 2, 3});
        pcap.putInt(1_700_000_001).putInt(7).putInt(0).putInt(1);
        Files.write(file, Arrays.copyOf(pcap.array(), pcap.position()));
        List<CapturedPacket> packets = packets();
        assertThat(packets).hasSize(2);
        assertThat(packets.getFirst().nanos()).isEqualTo(1_700_000_000_000_000_000L + (nanos ? 123_456 : 123_456_000));
        assertThat(packets.getFirst().bytes()).containsExactly(1, 2, 3);
        assertThat(packets.getFirst().length()).isEqualTo(60);
        assertThat(packets.getLast().nanos()).isEqualTo(1_700_000_001_000_000_000L + (nanos ? 7 : 7_000));
    }

    /** A block of either byte order. */
    private static byte[] block(ByteOrder order, int type, byte[] body) {
        int length = 12 + body.length;
        return ByteBuffer.allocate(length)
                .order(order)
                .putInt(type)
                .putInt(length)
                .put(body)
                .putInt(length)
                .array();
    }

    private static ByteBuffer body(ByteOrder order, int size) {
        return ByteBuffer.allocate(size).order(order);
    }

    @Test
    void pcapngOfOtherByteOrderWithSeveralSectionsUnitsAndKindsOfPackets() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            out.writeBytes(block(
                    order,
                    0x0A0D0D0A,
                    body(order, 16)
                            .putInt(0x1A2B3C4D)
                            .putInt(order == ByteOrder.BIG_ENDIAN ? 0x10000 : 1)
                            .putLong(-1)
                            .array()));
            // Two to the power of -10 seconds, an hour on; an option that nobody knows.
            out.writeBytes(block(
                    order,
                    1,
                    body(order, 36)
                            .putShort((short) 1)
                            .putShort((short) 0)
                            .putInt(2)
                            .putShort((short) 9)
                            .putShort((short) 1)
                            .put((byte) 0x8A)
                            .put(new byte[3])
                            .putShort((short) 14)
                            .putShort((short) 8)
                            .putLong(3600)
                            .putShort((short) 777)
                            .putShort((short) 0)
                            .array()));
            // Names, which are passed over.
            out.writeBytes(block(order, 4, new byte[8]));
            long units = 1_000L << 10 | 512;
            out.writeBytes(block(
                    order,
                    6,
                    body(order, 24)
                            .putInt(0)
                            .putInt((int) (units >> 32))
                            .putInt((int) units)
                            .putInt(2)
                            .putInt(5)
                            .put(new byte[] {1, 2, 0, 0})
                            .array()));
            out.writeBytes(block(
                    order,
                    3,
                    body(order, 8).putInt(9).put(new byte[] {3, 4, 0, 0}).array()));
            out.writeBytes(block(
                    order,
                    2,
                    body(order, 24)
                            .putShort((short) 0)
                            .putShort((short) 0)
                            .putInt(0)
                            .putInt(2048)
                            .putInt(1)
                            .putInt(1)
                            .put(new byte[] {5, 0, 0, 0})
                            .array()));
            // Of an interface that is not there.
            out.writeBytes(block(order, 6, body(order, 20).putInt(9).array()));
        }
        Files.write(file, out.toByteArray());
        CaptureReader reader = new CaptureReader(file);
        List<CapturedPacket> packets = packets(reader);
        assertThat(packets).hasSize(6);
        for (int section = 0; section < 2; section++) {
            CapturedPacket enhanced = packets.get(3 * section);
            assertThat(enhanced.on().section()).isEqualTo(section);
            assertThat(enhanced.nanos()).isEqualTo(4_600_500_000_000L);
            assertThat(enhanced.bytes()).containsExactly(1, 2);
            assertThat(enhanced.length()).isEqualTo(5);
            CapturedPacket simple = packets.get(3 * section + 1);
            assertThat(simple.bytes()).containsExactly(3, 4);
            assertThat(simple.length()).isEqualTo(9);
            assertThat(packets.get(3 * section + 2).nanos()).isEqualTo(3_602_000_000_000L);
        }
        assertThat(reader.skipped()).isEqualTo(2);
        assertThat(reader.ending()).isEqualTo(CaptureReader.Ending.WHOLE);
    }

    @Test
    void sizesThatCannotBeAreNotBelieved() throws IOException {
        ByteBuffer pcap = ByteBuffer.allocate(60).order(ByteOrder.LITTLE_ENDIAN);
        pcap.putInt(0xA1B2C3D4).putInt(0).putLong(0).putInt(65535).putInt(1);
        pcap.putInt(1).putInt(1).putInt(-2).putInt(-2);
        Files.write(file, pcap.array());
        CaptureReader reader = new CaptureReader(file);
        assertThat(packets(reader)).isEmpty();
        assertThat(reader.ending()).isEqualTo(CaptureReader.Ending.DAMAGED);
    }

    @Test
    void aFileThatIsNoCaptureIsNone() throws IOException {
        for (String text : List.of("", "x", "hello, this is a text", "\u001f\u008b\b")) {
            Files.writeString(file, text);
            CaptureReader reader = new CaptureReader(file);
            assertThat(reader.isCapture()).isFalse();
            assertThat(reader.next()).isNull();
        }
    }

    /** Whatever bytes change, reading ends, and ends in order. */
    @Test
    void mutationsNeverHurt() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(section());
        out.writeBytes(section());
        byte[] valid = out.toByteArray();
        Random random = new Random(20260301);
        for (int i = 0; i < 4000; i++) {
            byte[] mutated =
                    Arrays.copyOf(valid, valid.length - (random.nextInt(4) == 0 ? random.nextInt(valid.length) : 0));
            int changes = 1 + random.nextInt(8);
            for (int change = 0; change < changes && mutated.length > 0; change++) {
                int at = random.nextInt(mutated.length);
                switch (random.nextInt(4)) {
                    case 0 -> mutated[at] = (byte) random.nextInt(256);
                    case 1 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
                    case 2 -> Arrays.fill(mutated, at, Math.min(mutated.length, at + 4), (byte) 0xFF);
                    default -> Arrays.fill(mutated, at, Math.min(mutated.length, at + 4), (byte) 0);
                }
            }
            Files.write(file, mutated);
            CaptureReader reader = new CaptureReader(file);
            int packets = 0;
            for (CapturedPacket packet = reader.next(); packet != null; packet = reader.next()) {
                Decoded decoded = Decoded.of(packet);
                assertThat(decoded.payloadAt() + decoded.payloadKept()).isLessThanOrEqualTo(packet.bytes().length);
                assertThat(decoded.payloadKept()).isBetween(0, decoded.payloadLength());
                packets++;
            }
            assertThat(packets).isLessThan(100);
            RecordedTraffic traffic = new RecordedTraffic(() -> List.of(file), "tcp");
            assertThat(Traffics.all(traffic)).hasSizeLessThan(100);
        }
    }
}
