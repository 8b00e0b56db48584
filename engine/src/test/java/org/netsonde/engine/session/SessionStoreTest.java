package org.netsonde.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.engine.Failure;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.metrics.Percentiles;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.protocol.Role;
import tools.jackson.databind.node.JsonNodeFactory;

/** Sessions on disk, written with times of the test's own. */
class SessionStoreTest {

    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final Machine MACHINE = new Machine("Linux 6", "amd64", 2, "25");
    private static final MetricSpec ROUNDS = MetricSpec.counter("rounds");

    @TempDir
    Path folder;

    private SessionStore store() {
        return new SessionStore(folder.resolve("sessions"), ProtocolRegistry.builtin());
    }

    @Test
    void whatWasWrittenIsReadAgain() {
        String id = record(store(), START, 3);

        try (StoredSession session = store().open(id)) {
            assertThat(session.info())
                    .isEqualTo(new SessionInfo(
                            id,
                            SessionInfo.State.ENDED,
                            "",
                            "",
                            "",
                            START,
                            START.plusSeconds(3),
                            "1.2.3",
                            MACHINE,
                            "nio"));
            SessionEndpoint echo = session.endpoints().getFirst();
            assertThat(echo.info()).isEqualTo(info("id one", "Echo"));
            assertThat(echo.metrics().own()).containsExactly(ROUNDS);
            List<Sample> seconds = seconds(echo);
            assertThat(seconds).hasSize(3);
            assertThat(seconds.get(2).bytesIn()).isEqualTo(3000);
            assertThat(seconds.get(2).inRate()).isEqualTo(1000);
            assertThat(seconds.get(1).own()).containsExactly(2);
            assertThat(echo.metrics().latest()).isEqualTo(seconds.get(2));
            assertThat(echo.metrics().errorsByKind()).containsExactly(Map.entry(Failure.Kind.REPLY_TIMEOUT, 3L));
            assertThat(echo.metrics().lifeLatency().count()).isEqualTo(6);
            assertThat(session.annotations())
                    .extracting(Annotation::text, Annotation::endpoint)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("firmware flashed", "id one"));
        }
    }

    @Test
    void latenciesOfAStretchOfTimeAreThoseOfItsSeconds() {
        String id = record(store(), START, 5);

        try (StoredSession session = store().open(id)) {
            long from = START.plusSeconds(2).toEpochMilli();
            List<Histogram> found = new ArrayList<>();
            session.endpoints().getFirst().latencies(new TimeRange(from, from + 2000), found::add);

            assertThat(found).extracting(Histogram::getEndTimeStamp).containsExactly(from, from + 1000, from + 2000);
            assertThat(found.getFirst().getTotalCount()).isEqualTo(2);
            assertThat(found.getFirst().getMaxValue()).isBetween(2_000_000L, 2_020_000L);
        }
    }

    @Test
    void theListSaysWhatEachCameTo() {
        String older = record(store(), START, 2);
        String newer = record(store(), START.plusSeconds(60), 3);

        List<SessionSummary> list = store().list();

        assertThat(list).extracting(summary -> summary.info().id()).containsExactly(newer, older);
        assertThat(list.getFirst().totals()).isEqualTo(new SessionTotals(3000, 1500, 3, 3, 1));
        assertThat(list.getFirst().endpoints()).containsExactly("Echo");
        assertThat(list.getFirst().size()).isGreaterThan(1000);
        assertThat(store().used())
                .isEqualTo(list.stream().mapToLong(SessionSummary::size).sum());
    }

    @Test
    void theUserNamesItAndWritesNotesAndMarksMoments() {
        SessionStore store = store();
        String id = record(store, START, 3);

        store.rename(id, "  before\nthe fix ");
        store.notes(id, "first line\nsecond");
        Annotation marked = store.annotate(id, START.plusSeconds(1), "", "reset");

        SessionSummary summary = store.summary(id);
        assertThat(summary.info().name()).isEqualTo("before the fix");
        assertThat(summary.info().notes()).isEqualTo("first line\nsecond");
        assertThat(summary.totals().annotations()).isEqualTo(2);
        try (StoredSession session = store.open(id)) {
            assertThat(session.annotations()).contains(marked);
        }
        store.removeAnnotation(id, marked.id());
        try (StoredSession session = store.open(id)) {
            assertThat(session.annotations()).hasSize(1).doesNotContain(marked);
        }
    }

    @Test
    void aSessionThatIsRecordedIsNeitherDeletedNorChanged() throws IOException {
        SessionStore store = store();
        try (SessionWriter writer = begin(store, START)) {
            String id = writer.info().id();
            second(writer, START, 1);

            assertThatThrownBy(() -> store.delete(id)).hasMessageContaining("still being recorded");
            assertThatThrownBy(() -> store.annotate(id, START, "", "x")).hasMessageContaining("still being recorded");
            assertThat(store.recover()).isEmpty();
            store.rename(id, "now");
            store.prune(new Retention(1 << 20, 1 << 20, Duration.ofNanos(1)), Instant.MAX.minusSeconds(1), "");

            second(writer, START, 2);
            try (StoredSession session = store.open(id)) {
                assertThat(session.info().name()).isEqualTo("now");
                assertThat(session.info().state()).isEqualTo(SessionInfo.State.RECORDING);
                assertThat(seconds(session.endpoints().getFirst())).hasSize(2);
            }
        }
    }

    @Test
    void oneThatWasCutOffIsRecoveredOnce() throws IOException {
        SessionStore store = store();
        Path of;
        try (SessionWriter writer = begin(store, START)) {
            second(writer, START, 1);
            second(writer, START, 2);
            of = writer.folder();
        }
        Files.writeString(of.resolve("metrics.jsonl"), "{\"at\":17", StandardOpenOption.APPEND);
        Files.writeString(of.resolve("latency.hlog"), "Tag=e1,17", StandardOpenOption.APPEND);
        Files.writeString(of.resolve("annotations.jsonl"), "{", StandardOpenOption.APPEND);

        List<SessionSummary> recovered = store.recover();

        assertThat(recovered).hasSize(1);
        assertThat(recovered.getFirst().info().state()).isEqualTo(SessionInfo.State.RECOVERED);
        assertThat(recovered.getFirst().info().ended()).isEqualTo(START.plusSeconds(2));
        assertThat(recovered.getFirst().totals().bytesIn()).isEqualTo(2000);
        assertThat(store.recover()).isEmpty();
        try (StoredSession session = store.open(recovered.getFirst().info().id())) {
            assertThat(seconds(session.endpoints().getFirst())).hasSize(2);
            assertThat(session.endpoints().getFirst().metrics().lifeLatency().count())
                    .isEqualTo(4);
        }
    }

    @Test
    void theOldestGiveWayToTheLimitsButWhatTheUserNamed() {
        SessionStore store = store();
        String named = record(store, START, 2);
        store.rename(named, "keep");
        String oldest = record(store, START.plusSeconds(10), 2);
        String newest = record(store, START.plusSeconds(20), 2);
        long size = store.used();

        store.prune(new Retention(1 << 20, Math.max(1 << 20, size), Duration.ofDays(1)), START.plusSeconds(30), "");
        assertThat(ids(store)).containsExactly(newest, oldest, named);

        Instant later = START.plusSeconds(12).plus(Duration.ofDays(1)).plusMillis(1);
        store.prune(new Retention(1 << 20, 1 << 20, Duration.ofDays(1)), later, "");
        assertThat(ids(store)).containsExactly(newest, named);
    }

    @Test
    void theLimitOfSpaceCountsAllAndDeletesTheOldest() throws IOException {
        SessionStore store = store();
        String oldest = record(store, START, 2);
        String newest = record(store, START.plusSeconds(20), 2);
        Files.write(store.folder(oldest).resolve("large"), new byte[1 << 20]);
        Files.write(store.folder(newest).resolve("large"), new byte[1 << 19]);

        store.prune(new Retention(1 << 20, 1 << 20, Duration.ofDays(1)), START.plusSeconds(30), "");

        assertThat(ids(store)).containsExactly(newest);
        assertThat(store.folder(oldest)).doesNotExist();
    }

    @Test
    void whatTheUserNamedDoesNotDriveOutTheOthers() throws IOException {
        SessionStore store = store();
        String named = record(store, START, 2);
        store.rename(named, "large");
        Files.write(store.folder(named).resolve("large"), new byte[2 << 20]);
        String other = record(store, START.plusSeconds(20), 2);

        store.prune(new Retention(1 << 20, 1 << 20, Duration.ofDays(1)), START.plusSeconds(30), "");

        assertThat(ids(store)).containsExactly(other, named);
    }

    @Test
    void theOneThatHasJustEndedStays() {
        SessionStore store = store();
        String id = record(store, START, 2);
        Instant later = START.plus(Duration.ofDays(9));

        store.prune(new Retention(1 << 20, 1 << 20, Duration.ofDays(1)), later, id);
        assertThat(ids(store)).containsExactly(id);
        store.prune(new Retention(1 << 20, 1 << 20, Duration.ofDays(1)), later, "");
        assertThat(ids(store)).isEmpty();
    }

    @Test
    void marksAreNotLostWhenSeveralAreChangedAtOnce() {
        SessionStore store = store();
        String id = record(store, START, 2);

        List<CompletableFuture<Void>> changes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Instant at = START.plusMillis(i);
            changes.add(
                    CompletableFuture.runAsync(() -> store.annotate(id, at, "", "mark"), Thread::startVirtualThread));
        }
        changes.forEach(CompletableFuture::join);

        try (StoredSession session = store.open(id)) {
            assertThat(session.annotations()).hasSize(21);
        }
    }

    /** The system takes a lock back when any channel on the file is closed by the process that holds it. */
    @Test
    void lookingAtASessionThatIsRecordedDoesNotUnlockIt() throws Exception {
        SessionStore store = store();
        try (SessionWriter writer = begin(store, START)) {
            String id = writer.info().id();
            assertThat(store.recover()).isEmpty();
            assertThatThrownBy(() -> store.delete(id)).hasMessageContaining("still being recorded");

            Process other = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElse("java"),
                            "-cp",
                            System.getProperty("java.class.path"),
                            LockProbe.class.getName(),
                            writer.folder().resolve("lock").toString())
                    .start();
            String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(said.strip()).isEqualTo("locked");
        }
    }

    /** Another process, which tries to lock a file. */
    static final class LockProbe {
        private LockProbe() {}

        public static void main(String[] args) throws IOException {
            try (FileChannel channel = FileChannel.open(Path.of(args[0]), StandardOpenOption.WRITE)) {
                System.out.println(channel.tryLock() == null ? "locked" : "free");
            }
        }
    }

    @Test
    void severalWindowsMayDeleteTheSameOldSessions() {
        SessionStore store = store();
        for (int i = 0; i < 20; i++) {
            record(store, START.plusSeconds(i), 1);
        }
        Instant later = START.plus(Duration.ofDays(9));
        Retention aDay = new Retention(1 << 20, 1 << 20, Duration.ofDays(1));

        List<CompletableFuture<Void>> windows = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            windows.add(CompletableFuture.runAsync(() -> store().prune(aDay, later, ""), Thread::startVirtualThread));
        }
        windows.forEach(CompletableFuture::join);

        assertThat(ids(store)).isEmpty();
    }

    @Test
    void whatIsNoSessionIsPassedOver() throws IOException {
        SessionStore store = store();
        String id = record(store, START, 1);
        Files.createDirectories(store.folder().resolve("empty"));
        Path broken = Files.createDirectories(store.folder().resolve("broken"));
        Files.writeString(broken.resolve("session.json"), "{\"product\":\"Netsonde\",\"started\":\"yesterday\"}");
        Path foreign = Files.createDirectories(store.folder().resolve("foreign"));
        Files.writeString(foreign.resolve("session.json"), "[]");
        Path later = Files.createDirectories(store.folder().resolve("later"));
        Files.writeString(later.resolve("session.json"), "{\"product\":\"Netsonde\",\"version\":99}");

        assertThat(ids(store)).containsExactly(id);
        assertThatThrownBy(() -> store.open("broken")).hasMessageContaining("is not the file of a session");
        assertThatThrownBy(() -> store.open("foreign")).hasMessageContaining("is not the file of a session");
        assertThatThrownBy(() -> store.open("later")).hasMessageContaining("later version");
        assertThatThrownBy(() -> store.open("empty")).hasMessageContaining("There is no session empty");
        for (String outside : List.of("", "..", ".", "../sessions", "a/b", "/etc")) {
            assertThatThrownBy(() -> store.open(outside)).hasMessageContaining("There is no session");
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void everythingIsForItsOwnerOnly() throws IOException {
        String id = record(store(), START, 1);

        try (Stream<Path> files = Files.walk(store().folder())) {
            assertThat(files)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .endsWith("------"));
        }
        assertThat(store().folder(id).resolve("lock")).doesNotExist();
    }

    @Test
    void aLongSessionForgetsItsOldestFigures() {
        SessionStore store = store();
        SessionWriter writer = store.create("", START, "1.2.3", MACHINE, "nio", 1 << 20);
        writer.endpoint(info("id one", "Echo"), List.of(ROUNDS));
        for (int second = 1; second <= 3000; second++) {
            second(writer, START, second);
        }
        writer.end(SessionInfo.State.ENDED, START.plusSeconds(3000));

        assertThat(store.used()).isLessThan(2 << 20);
        try (StoredSession session = store.open(writer.info().id())) {
            List<Sample> seconds = seconds(session.endpoints().getFirst());
            assertThat(seconds.getLast().bytesIn()).isEqualTo(3_000_000);
            assertThat(seconds.getFirst().bytesIn()).isGreaterThan(1000);
        }
    }

    private static List<String> ids(SessionStore store) {
        return store.list().stream().map(summary -> summary.info().id()).toList();
    }

    private static List<Sample> seconds(SessionEndpoint endpoint) {
        List<Sample> seconds = new ArrayList<>();
        endpoint.metrics().seconds().forEach(0, Long.MAX_VALUE, seconds::add);
        return seconds;
    }

    private static EndpointInfo info(String id, String name) {
        var settings = JsonNodeFactory.instance.objectNode().put("port", 8888);
        return new EndpointInfo(id, name, "tcp-server", Role.SERVER, "127.0.0.1:8888", settings);
    }

    private static SessionWriter begin(SessionStore store, Instant start) {
        SessionWriter writer = store.create("", start, "1.2.3", MACHINE, "nio", 1 << 20);
        writer.endpoint(info("id one", "Echo"), List.of(ROUNDS));
        return writer;
    }

    private static String record(SessionStore store, Instant start, int seconds) {
        SessionWriter writer = begin(store, start);
        for (int second = 1; second <= seconds; second++) {
            second(writer, start, second);
        }
        writer.annotation(new Annotation("1", start, Annotation.Kind.NOTE, "id one", "firmware\n flashed"));
        writer.end(SessionInfo.State.ENDED, start.plusSeconds(seconds));
        return writer.info().id();
    }

    /** Two latencies of as many milliseconds as the second's number, a request, an error. */
    private static void second(SessionWriter writer, Instant start, int second) {
        Histogram latencies = LatencyLog.empty();
        latencies.recordValueWithCount(second * 1_000_000L, 2);
        Sample sample = new Sample(
                start.plusSeconds(second).toEpochMilli(),
                1_000_000_000L,
                second * 1_000_000_000L,
                1,
                1,
                second,
                second,
                second * 1000L,
                second * 500L,
                second,
                second,
                0,
                0,
                0,
                0,
                Percentiles.of(latencies),
                new long[] {second});
        writer.sample("id one", sample, Map.of(Failure.Kind.REPLY_TIMEOUT, (long) second), latencies);
    }
}
