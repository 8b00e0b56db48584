package org.netsonde.export;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.export.ExportSource;
import org.netsonde.engine.export.Exports;
import org.netsonde.engine.export.Progress;
import org.netsonde.engine.session.Annotation;
import org.netsonde.engine.session.Recorder;
import org.netsonde.engine.session.Retention;
import org.netsonde.engine.session.SessionStore;
import org.netsonde.engine.session.StoredSession;
import org.netsonde.fixtures.Bench;
import tools.jackson.databind.json.JsonMapper;

/** A real run, recorded, whose every name tries to break out of the file that it gets into. */
record HostileRun(StoredSession session) implements AutoCloseable {

    static final String SERVER = "<script>alert(1)</script>\"'&]]>";
    static final String FORMULA = "=1+1,\"x\"\n你好\u202E\u0007\uD83D\uDE00";
    static final String NOTE = "<img src='http://127.0.0.1:%d/mark'> ]]> \u202Eevil";

    /**
     * Runs a server and a client for a moment, and a client that fails.
     *
     * @param port where pages must not look
     */
    static HostileRun record(Path folder, int port) {
        try (Bench bench = new Bench()) {
            SessionStore store = new SessionStore(folder, bench.engine().protocols());
            String id;
            try (Recorder recorder =
                    new Recorder(bench.engine(), store, "1.2.3", Retention.STANDARD, true, Duration.ofDays(1))) {
                Endpoint server = bench.add(SERVER, "tcp-server", "{'port': 0, 'framing': 'lines'}");
                server.thresholds().configure(JsonMapper.shared().readTree("[{\"metric\":\"requests\",\"above\":3}]"));
                Bench.await(server.start());
                Endpoint client = bench.engine()
                        .add(
                                null,
                                FORMULA,
                                "tcp-client",
                                Bench.json("{'port': " + Bench.address(server).getPort()
                                        + ", 'framing': 'lines', 'messages': ['hello'], 'interval': '5ms', 'repeat': 0,"
                                        + " 'unknown': '</pre><script>1</script>'}"));
                client.thresholds()
                        .configure(
                                JsonMapper.shared()
                                        .readTree(
                                                "[{\"metric\":\"p99_ms\",\"above\":60000},{\"metric\":\"unmatched\",\"above\":1}]"));
                Bench.await(client.start());
                Endpoint failing = bench.add("Nobody", "tcp-client", "{'port': 1, 'messages': ['x']}");
                failing.start();
                await().atMost(Bench.LIMIT).until(() -> isMarked(bench, Annotation.Kind.FAILURE));
                bench.engine().annotations().add(Annotation.Kind.NOTE, client.id(), NOTE.formatted(port));
                await().atMost(Bench.LIMIT)
                        .until(() -> isMarked(bench, Annotation.Kind.THRESHOLD)
                                && client.metrics().seconds().size() >= 2
                                && client.metrics().latest().requests() > 20);
                Bench.await(bench.engine().stopAll());
                recorder.end();
                id = recorder.lastId();
            }
            store.rename(id, "Run <b>&\"'");
            store.notes(id, "<img src=http://127.0.0.1:" + port + "/notes>\n]]>");
            return new HostileRun(store.open(id));
        }
    }

    private static boolean isMarked(Bench bench, Annotation.Kind kind) {
        return bench.engine().annotations().all().stream().anyMatch(annotation -> annotation.kind() == kind);
    }

    List<Path> export(Path folder, String... formats) {
        List<String> wanted = formats.length == 0 ? Exports.builtin().ids() : List.of(formats);
        return Exports.write(
                Exports.builtin(java.util.Locale.ENGLISH).named(wanted),
                ExportSource.of(session, Instant.now()),
                folder,
                Progress.NONE);
    }

    @Override
    public void close() {
        session.close();
    }
}
