package org.netsonde.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.session.SessionEndpoint;
import org.netsonde.engine.session.SessionInfo;
import org.netsonde.engine.session.SessionStore;
import org.netsonde.engine.session.SessionSummary;
import org.netsonde.engine.session.StoredSession;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficCursor;

/**
 * Kills a process that records at many random moments: what it leaves opens every time, without a gap, and no more than the
 * last second of it is missing.
 */
class KilledWhileRecordingTest {

    private static final int KILLS = 100;
    private static final int AT_ONCE = 2;
    private static final int LONGEST_MILLIS = 1_600;
    private static final int MOST_MISSING_MILLIS = 1_000;

    @TempDir
    Path folder;

    @Test
    void whatAKilledProcessLeavesOpens() throws Exception {
        Random random = new Random(20260102);
        List<Future<Void>> kills = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int i = 0; i < KILLS; i++) {
                Path of = folder.resolve("kill-" + i);
                int after = random.nextInt(LONGEST_MILLIS);
                kills.add(pool.submit((Callable<Void>) () -> {
                    check(of, killed(of, after));
                    return null;
                }));
            }
            for (Future<Void> kill : kills) {
                kill.get();
            }
        }
    }

    /** What the process said of itself before it was killed: pairs of the time and the number of the line. */
    private static List<long[]> killed(Path of, int afterMillis) throws IOException, InterruptedException {
        Path errors = Files.createTempFile(of.getParent(), "errors", ".txt");
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        RecordingChild.class.getName(),
                        of.toString())
                .redirectError(errors.toFile())
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).as(() -> content(errors)).isEqualTo("ready");
            // Not a moment of this process but one of the other: until it has said so.
            List<long[]> said = new ArrayList<>();
            long begin = 0;
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                String[] parts = line.split(" ");
                long at = Long.parseLong(parts[0]);
                begin = begin == 0 ? at : begin;
                said.add(new long[] {at, Long.parseLong(parts[1])});
                if (at - begin >= afterMillis) {
                    break;
                }
            }
            process.destroyForcibly();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            return said;
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static void check(Path of, List<long[]> said) throws IOException {
        SessionStore store = new SessionStore(of, ProtocolRegistry.builtin());
        List<SessionSummary> recovered = store.recover();
        assertThat(recovered).hasSize(1);
        assertThat(recovered.getFirst().info().state()).isEqualTo(SessionInfo.State.RECOVERED);
        try (StoredSession session = store.open(recovered.getFirst().info().id())) {
            SessionEndpoint echo = session.endpoints().getFirst();
            assertThat(echo.info().name()).isEqualTo("Echo");
            long received = numbers(echo);
            long end = said.getLast()[0];
            long stall = stall(said);
            // The recorder cannot be faster than the machine lets its process be.
            long missing = said.stream()
                    .filter(each -> each[0] <= end - MOST_MISSING_MILLIS - stall)
                    .mapToLong(each -> each[1])
                    .max()
                    .orElse(0);
            assertThat(received).isGreaterThanOrEqualTo(missing);
            List<Long> seconds = new ArrayList<>();
            echo.metrics().seconds().forEach(0, Long.MAX_VALUE, second -> seconds.add(second.bytesIn()));
            assertThat(seconds).isSorted();
            store.delete(session.info().id());
        }
        assertThat(store.list()).isEmpty();
    }

    /** How long the process did not get to say anything. */
    private static long stall(List<long[]> said) {
        long longest = 0;
        for (int i = 1; i < said.size(); i++) {
            longest = Math.max(longest, said.get(i)[0] - said.get(i - 1)[0]);
        }
        return longest;
    }

    /** Reads all traffic: the numbers that came in follow each other from 1; returns the last. */
    private static long numbers(SessionEndpoint echo) {
        StringBuilder in = new StringBuilder();
        TrafficCursor cursor = echo.traffic().cursor(true);
        int read;
        do {
            read = cursor.poll(1000, event -> {
                if (event.direction() == Direction.IN) {
                    in.append(event.text());
                }
            });
        } while (read > 0);
        long last = 0;
        for (String line : in.toString().split("\n")) {
            if (!line.isEmpty()) {
                assertThat(Long.parseLong(line)).isEqualTo(last + 1);
                last++;
            }
        }
        return last;
    }
}
