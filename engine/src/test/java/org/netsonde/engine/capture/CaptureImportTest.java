package org.netsonde.engine.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.export.Progress;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.session.SessionInfo;
import org.netsonde.engine.session.SessionStore;
import org.netsonde.engine.session.StoredSession;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficEvent;

class CaptureImportTest {

    @TempDir
    private Path folder;

    private Path file;
    private SessionStore store;
    private CaptureImport importer;

    @BeforeEach
    void open() {
        ProtocolRegistry protocols = ProtocolRegistry.builtin();
        file = folder.resolve("capture");
        store = new SessionStore(folder.resolve("sessions"), protocols);
        importer = new CaptureImport(store, protocols, "test");
    }

    /** A capture of link type RAW by another program. */
    private static ByteArrayOutputStream rawCapture() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(24)
                .putInt(0xA1B23C4D)
                .putInt(0x00020004)
                .putLong(0)
                .putInt(0)
                .putInt(CaptureWriter.LINK_TYPE)
                .array());
        return out;
    }

    /** A packet of UDP or TCP whose head leaves its length to the network card. */
    private static byte[] unstated(boolean v6, boolean tcp, int second, int length) {
        int head = v6 ? 40 : 20;
        ByteBuffer packet = ByteBuffer.allocate(16 + head + 20);
        packet.putInt(second).putInt(0).putInt(head + 20).putInt(length);
        packet.put(16, (byte) (v6 ? 0x60 : 0x45));
        packet.put(16 + (v6 ? 6 : 9), (byte) (tcp ? 6 : 17));
        packet.put(16 + (v6 ? 23 : 15), (byte) 1).put(16 + head - 1, (byte) 2);
        packet.putShort(16 + head, (short) 4000).putShort(16 + head + 2, (short) 80);
        if (tcp) {
            packet.put(16 + head + 12, (byte) 0x50);
        }
        return packet.array();
    }

    @Test
    void packetsThatClaimMoreThanAPacketCanBeAreLeftOut() throws IOException {
        for (boolean v6 : new boolean[] {false, true}) {
            for (boolean tcp : new boolean[] {false, true}) {
                ByteArrayOutputStream out = rawCapture();
                int heads = (v6 ? 40 : 20) + (tcp ? 20 : 8);
                out.writeBytes(unstated(v6, tcp, 1, heads + 500_000));
                out.writeBytes(unstated(v6, tcp, 2, Integer.MAX_VALUE));
                out.writeBytes(unstated(v6, tcp, 3, -1));
                Files.write(file, out.toByteArray());
                CaptureImport.Imported imported = importer.read(file, Progress.NONE);
                assertThat(imported.leftOut()).contains(Phrase.of("capture.leftOutUnknown", 2L));
                assertThat(imported.leftOut()).hasSize(1);
                try (StoredSession session = store.open(imported.sessionId())) {
                    assertThat(session.endpoints().getFirst().metrics().latest().bytesIn())
                            .isEqualTo(500_000);
                }
            }
        }
    }

    @Test
    void aCaptureThatIsNotInTheOrderOfTimeLastsFromItsEarliestToItsLatestPacket() throws IOException {
        ByteArrayOutputStream out = rawCapture();
        for (int second : new int[] {50, 90, 20, 70}) {
            out.writeBytes(unstated(false, false, second, 40));
        }
        Files.write(file, out.toByteArray());
        SessionInfo info =
                store.summary(importer.read(file, Progress.NONE).sessionId()).info();
        assertThat(info.started()).isEqualTo(Instant.ofEpochSecond(20));
        assertThat(info.ended()).isEqualTo(Instant.ofEpochSecond(90));
    }

    @Test
    void progressIsLookedAtByTimeToo() throws IOException {
        Files.write(file, plain(conversations()));
        AtomicLong nanos = new AtomicLong();
        CaptureImport slow =
                new CaptureImport(store, ProtocolRegistry.builtin(), "test", () -> nanos.addAndGet(50_000_000));
        List<Double> heard = new ArrayList<>();
        assertThatThrownBy(() -> slow.read(file, done -> heard.add(done) && heard.size() < 5))
                .isInstanceOf(CancellationException.class);
        assertThat(heard).hasSize(5).isSorted();
        assertThat(store.list()).isEmpty();
    }

    /** The packets of events as another program would have captured them: without a word on what they were made of. */
    private byte[] plain(List<TrafficEvent> events) throws IOException {
        Files.write(file, Traffics.section(Traffics.tcpServer("server"), events));
        ByteArrayOutputStream out = rawCapture();
        CaptureReader reader = new CaptureReader(file);
        for (CapturedPacket packet = reader.next(); packet != null; packet = reader.next()) {
            out.writeBytes(ByteBuffer.allocate(16)
                    .putInt((int) (packet.nanos() / 1_000_000_000))
                    .putInt((int) (packet.nanos() % 1_000_000_000))
                    .putInt(packet.bytes().length)
                    .putInt((int) packet.length())
                    .array());
            out.writeBytes(packet.bytes());
        }
        return out.toByteArray();
    }

    private static List<TrafficEvent> conversations() {
        List<TrafficEvent> events = new ArrayList<>();
        long at = Traffics.T0;
        for (int i = 1; i <= 3; i++) {
            events.add(Traffics.event(at++, i, Direction.OPENED, "127.0.0.1:" + (4000 + i) + " ⇄ 127.0.0.1:8888"));
        }
        for (int i = 0; i < 30; i++) {
            events.add(Traffics.data(at, 1 + i % 3, i % 2 == 0 ? Direction.IN : Direction.OUT, "message " + i));
            at += 100_000_000;
        }
        events.add(new TrafficEvent(at++, 1, Direction.IN, 150_000, new byte[100]));
        events.add(Traffics.event(at++, 2, Direction.CLOSED, "closed here"));
        return events;
    }

    @Test
    void theSamePacketsWithoutOurWordsAreTheSameTraffic() throws IOException {
        List<TrafficEvent> events = conversations();
        Files.write(file, plain(events));
        CaptureImport.Imported imported = importer.read(file, Progress.NONE);
        assertThat(imported.leftOut()).isEmpty();
        try (StoredSession session = store.open(imported.sessionId())) {
            assertThat(session.endpoints()).singleElement().satisfies(endpoint -> {
                assertThat(endpoint.info().address()).isEqualTo("127.0.0.1:8888");
                assertThat(endpoint.metrics().latest().bytesIn()).isEqualTo(150_000 + bytes(events, Direction.IN));
                assertThat(endpoint.metrics().latest().bytesOut()).isEqualTo(bytes(events, Direction.OUT));
                assertThat(endpoint.metrics().latest().total()).isEqualTo(3);
                List<TrafficEvent> restored = Traffics.all(endpoint.traffic());
                // The long record was three segments.
                assertThat(restored).hasSize(events.size() + 2);
                assertThat(restored.subList(0, 33)).isEqualTo(events.subList(0, 33));
            });
        }
    }

    private static long bytes(List<TrafficEvent> events, Direction direction) {
        return events.stream()
                .filter(event -> event.direction() == direction && event.length() < 1000)
                .mapToLong(TrafficEvent::length)
                .sum();
    }

    @Test
    void serversBeyondTheBoundAreLeftOutAndSaidToBe() throws IOException {
        List<TrafficEvent> events = new ArrayList<>();
        int servers = CaptureImport.MOST_ENDPOINTS + 7;
        for (int i = 0; i < servers; i++) {
            events.add(Traffics.event(Traffics.T0 + i, i, Direction.OPENED, "127.0.0.1:40000 ⇄ 127.0.0.1:" + (1 + i)));
        }
        Files.write(file, plain(events));
        CaptureImport.Imported imported = importer.read(file, Progress.NONE);
        assertThat(imported.leftOut())
                .singleElement()
                .satisfies(phrase -> assertThat(phrase.text(Locale.ENGLISH))
                        .isEqualTo("21 packets were left out: they belong to servers beyond the first 500."));
        assertThat(store.summary(imported.sessionId()).endpoints()).hasSize(CaptureImport.MOST_ENDPOINTS);
        assertThat(store.summary(imported.sessionId()).info().notes()).contains("servers beyond the first 500");
    }

    @Test
    void numbersThatHaveGoneRoundDoNotConfuse() throws IOException {
        List<TrafficEvent> events = new ArrayList<>();
        events.add(Traffics.event(Traffics.T0, 1, Direction.OPENED, "127.0.0.1:4000 ⇄ 127.0.0.1:8888"));
        // More than sequence numbers can count, of which nearly nothing was kept.
        for (int i = 0; i < 6; i++) {
            events.add(new TrafficEvent(Traffics.T0 + 1 + i, 1, Direction.IN, 1 << 30, new byte[3]));
        }
        Files.write(file, plain(events));
        CaptureImport.Imported imported = importer.read(file, Progress.NONE);
        assertThat(imported.leftOut()).isEmpty();
        try (StoredSession session = store.open(imported.sessionId())) {
            assertThat(session.endpoints().getFirst().metrics().latest().bytesIn())
                    .isEqualTo(6L << 30);
        }
    }

    @Test
    void whatIsNotUnderstoodIsAFailureOfTheFileAndLeavesNoSession() throws IOException {
        Files.write(file, plain(conversations()));
        Progress unforeseen = done -> {
            if (done == 1) {
                throw new IllegalStateException("unforeseen");
            }
            return true;
        };
        assertThatThrownBy(() -> importer.read(file, unforeseen)).isInstanceOfSatisfying(FailureException.class, e -> {
            assertThat(e.failure().kind()).isEqualTo(Failure.Kind.FILE);
            assertThat(e.failure().what().text(Locale.ENGLISH))
                    .contains("could not be understood")
                    .contains("unforeseen");
        });
        assertThat(store.list()).isEmpty();
    }

    @Test
    void notEvenAnErrorLeavesHalfASession() throws IOException {
        Files.write(file, plain(conversations()));
        Progress broken = done -> {
            if (done == 1) {
                throw new StackOverflowError("unforeseen");
            }
            return true;
        };
        assertThatThrownBy(() -> importer.read(file, broken)).isInstanceOf(StackOverflowError.class);
        assertThat(store.list()).isEmpty();
    }

    /** Whatever bytes change, there is a session or a clear failure. */
    @Test
    void mutationsNeverHurt() throws IOException {
        byte[] plain = plain(conversations());
        byte[] own = Traffics.section(Traffics.tcpServer("server"), conversations());
        Random random = new Random(42);
        int failures = 0;
        for (int i = 0; i < 80; i++) {
            byte[] mutated = (i % 2 == 0 ? plain : own).clone();
            for (int change = 0; change < 1 + random.nextInt(6); change++) {
                int at = random.nextInt(mutated.length);
                if (random.nextBoolean()) {
                    mutated[at] = (byte) random.nextInt(256);
                } else {
                    Arrays.fill(mutated, at, Math.min(mutated.length, at + 4), (byte) (random.nextInt(2) - 1));
                }
            }
            Files.write(file, mutated);
            try {
                store.delete(importer.read(file, Progress.NONE).sessionId());
            } catch (FailureException e) {
                assertThat(e.failure().kind()).isEqualTo(Failure.Kind.FILE);
                failures++;
            }
        }
        assertThat(failures).isLessThan(40);
        assertThat(store.list()).isEmpty();
    }
}
