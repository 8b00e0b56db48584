package org.netsonde.engine.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficCursor;
import org.netsonde.engine.traffic.TrafficEvent;
import org.netsonde.engine.traffic.TrafficStats;

class RecordedTrafficTest {

    @TempDir
    private Path folder;

    private final List<Path> files = new CopyOnWriteArrayList<>();
    private final CaptureWriter writer = new CaptureWriter("Netsonde test");
    private OutputStream out = OutputStream.nullOutputStream();
    private int tcp;
    private int rotations;

    @BeforeEach
    void declare() throws IOException {
        tcp = writer.declare(Traffics.tcpServer("tcp"));
    }

    /** Begins another file under the name of the newest, which gets a number. */
    private void rotate() throws IOException {
        out.close();
        Path newest = folder.resolve("traffic.pcapng");
        if (!files.isEmpty()) {
            Path numbered = folder.resolve("traffic-%06d.pcapng".formatted(++rotations));
            Files.move(newest, numbered);
            files.set(files.size() - 1, numbered);
        }
        out = Files.newOutputStream(newest, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        files.add(newest);
        writer.begin(out);
    }

    private RecordedTraffic traffic(String endpoint) {
        return new RecordedTraffic(() -> List.copyOf(files), endpoint);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void restoresExactlyWhatWasWritten(int seed) throws IOException {
        Random random = new Random(seed);
        int udp = writer.declare(Traffics.udpServer("udp"));
        int other = writer.declare(Traffics.tcpServer("other"));
        List<List<TrafficEvent>> written = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        int[] handles = {tcp, udp, other};
        rotate();
        long nanos = Traffics.T0;
        for (int i = 0; i < 1500; i++) {
            if (random.nextInt(200) == 0) {
                rotate();
            }
            nanos += random.nextInt(3_000_000);
            int which = random.nextInt(handles.length);
            TrafficEvent event = Traffics.random(random, nanos, 12);
            writer.write(handles[which], event);
            written.get(which).add(event);
        }
        writer.end();
        assertThat(files).hasSizeGreaterThan(2);
        List<String> names = List.of("tcp", "udp", "other");
        for (int i = 0; i < names.size(); i++) {
            List<TrafficEvent> restored = Traffics.all(traffic(names.get(i)));
            assertThat(restored).hasSameSizeAs(written.get(i));
            for (int at = 0; at < restored.size(); at++) {
                assertThat(restored.get(at))
                        .as(names.get(i) + " " + at)
                        .isEqualTo(written.get(i).get(at));
            }
        }
    }

    @Test
    void goesOnWhereAFileGrowsAndWhereTheNextBegins() throws IOException {
        rotate();
        TrafficCursor cursor = traffic("tcp").cursor(true);
        List<TrafficEvent> read = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            if (i % 7 == 6) {
                rotate();
            }
            TrafficEvent event = Traffics.data(Traffics.T0 + i, 1, Direction.IN, "message " + i);
            writer.write(tcp, event);
            assertThat(cursor.poll(10, read::add)).isEqualTo(1);
            assertThat(read.getLast()).isEqualTo(event);
            assertThat(cursor.poll(10, read::add)).isZero();
        }
        assertThat(cursor.lost()).isZero();
    }

    @Test
    void waitsForTheRestOfARecordThatIsHalfWritten() throws IOException {
        TrafficEvent event = Traffics.data(Traffics.T0, 1, Direction.OUT, "whole");
        byte[] section = Traffics.section(Traffics.tcpServer("tcp"), List.of(event));
        Path file = folder.resolve("half.pcapng");
        files.add(file);
        TrafficCursor cursor = traffic("tcp").cursor(true);
        List<TrafficEvent> read = new ArrayList<>();
        for (int end = 0; end <= section.length; end += 4) {
            Files.write(file, Arrays.copyOf(section, end));
            cursor.poll(10, read::add);
        }
        assertThat(read).containsExactly(event);
    }

    @Test
    void aCursorAtTheEndSeesOnlyWhatComes() throws IOException {
        rotate();
        writer.write(tcp, Traffics.event(Traffics.T0, 5, Direction.OPENED, "127.0.0.1:4000 ⇄ 127.0.0.1:8888"));
        rotate();
        writer.write(tcp, Traffics.data(Traffics.T0 + 1, 5, Direction.IN, "old"));
        TrafficCursor cursor = traffic("tcp").cursor(false);
        TrafficEvent fresh = Traffics.data(Traffics.T0 + 2, 5, Direction.IN, "new");
        writer.write(tcp, fresh);
        assertThat(Traffics.rest(cursor)).containsExactly(fresh);
        rotate();
        TrafficEvent fresher = Traffics.data(Traffics.T0 + 3, 5, Direction.OUT, "newer");
        writer.write(tcp, fresher);
        assertThat(Traffics.rest(cursor)).containsExactly(fresher);
    }

    @Test
    void beginsAtATime() throws IOException {
        long second = 1_000_000_000L;
        List<TrafficEvent> written = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            if (i % 20 == 0) {
                rotate();
            }
            TrafficEvent event = Traffics.data(Traffics.T0 + i * second, 1 + i % 3, Direction.IN, "at " + i);
            writer.write(tcp, event);
            written.add(event);
        }
        TrafficCursor cursor = traffic("tcp").cursorFrom((Traffics.T0 + 70 * second) / 1_000_000);
        assertThat(Traffics.rest(cursor)).isEqualTo(written.subList(70, 100));
        assertThat(cursor.lost()).isZero();
    }

    @Test
    void countsWhatWasRemovedBeforeItWasRead() throws IOException {
        int other = writer.declare(Traffics.tcpServer("other"));
        for (int i = 0; i < 50; i++) {
            if (i % 10 == 0) {
                rotate();
            }
            writer.write(tcp, Traffics.data(Traffics.T0 + i, 1, Direction.IN, "n " + i));
            writer.write(other, Traffics.data(Traffics.T0 + i, 1, Direction.IN, "other " + i));
        }
        TrafficCursor cursor = traffic("tcp").cursor(true);
        List<TrafficEvent> read = new ArrayList<>();
        cursor.poll(10, read::add);
        for (Path old : List.copyOf(files).subList(0, 3)) {
            Files.delete(old);
            files.remove(old);
        }
        read.addAll(Traffics.rest(cursor));
        assertThat(cursor.lost()).isEqualTo(20);
        assertThat(read).hasSize(30);
        assertThat(read.getLast().text()).isEqualTo("n 49");
    }

    @Test
    void countsOnlyWhenAsked() throws IOException {
        rotate();
        writer.write(tcp, Traffics.data(Traffics.T0, 1, Direction.IN, "first"));
        rotate();
        writer.write(tcp, new TrafficEvent(Traffics.T0 + 1, 1, Direction.IN, 10, new byte[3]));
        Files.delete(files.removeFirst());
        RecordedTraffic traffic = traffic("tcp");
        assertThat(traffic.stats().total()).isZero();
        TrafficStats stats = traffic.scan();
        assertThat(stats).isEqualTo(new TrafficStats(2, 1, 1, 0, 1, Files.size(files.getFirst())));
        assertThat(traffic.stats()).isEqualTo(stats);
    }

    @Test
    void changedFactsOfAnEndpointAreAnotherInterfaceOfTheSameEndpoint() throws IOException {
        rotate();
        TrafficEvent before = Traffics.data(Traffics.T0, 1, Direction.IN, "before");
        TrafficEvent after = Traffics.data(Traffics.T0 + 1, 2, Direction.IN, "after");
        writer.write(tcp, before);
        assertThat(writer.declare(Traffics.tcpServer("tcp"))).isEqualTo(tcp);
        CaptureInterface moved = Traffics.tcpServer("tcp");
        moved = new CaptureInterface(
                moved.id(),
                "Renamed",
                moved.protocol(),
                moved.role(),
                "127.0.0.1:9999",
                moved.datagrams(),
                moved.decrypted(),
                moved.wire());
        int again = writer.declare(moved);
        assertThat(again).isNotEqualTo(tcp);
        writer.write(again, after);
        TrafficCursor cursor = traffic("tcp").cursor(true);
        assertThat(Traffics.rest(cursor)).containsExactly(before, after);
        assertThat(cursor.lost()).isZero();
    }
}
