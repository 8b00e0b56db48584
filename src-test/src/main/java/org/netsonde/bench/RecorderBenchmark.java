package org.netsonde.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.session.Recorder;
import org.netsonde.engine.session.Recording;
import org.netsonde.engine.session.Retention;
import org.netsonde.engine.session.SessionStore;
import org.netsonde.engine.session.SessionSummary;
import org.netsonde.engine.transport.TransportKind;
import org.netsonde.fixtures.Bench;

/**
 * What recording costs a TCP echo server that has metrics and capture on anyway: the same server recorded and not, side by
 * side in one process. Prints the ratio recorded to not, see {@link EchoComparison}, and how many records came faster than
 * they could be written. Arguments: seconds for each of the two cases (40 by default).
 */
public final class RecorderBenchmark {

    private RecorderBenchmark() {}

    public static void main(String[] args) throws IOException {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 40;
        TransportKind transport = TransportKind.usable().getFirst();
        System.out.printf(
                "echo of 64-byte messages over loopback, %d connections, 1 event loop on %s, %d processors, Java %s, %s%n",
                EchoComparison.CONNECTIONS,
                transport.label(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                ManagementFactory.getRuntimeMXBean().getInputArguments());
        for (int inFlight : new int[] {1, 16}) {
            compare(transport, inFlight, seconds);
        }
    }

    private static void compare(TransportKind transport, int inFlight, int seconds) throws IOException {
        EngineOptions options =
                new EngineOptions(transport, 1, true, true, EngineOptions.HISTORY_BYTES, EngineOptions.TRAFFIC_BYTES);
        Path folder = Files.createTempDirectory("netsonde-recorder");
        try (Bench on = new Bench(options);
                Bench off = new Bench(options)) {
            SessionStore store = new SessionStore(folder, on.engine().protocols());
            try (Recorder recorder =
                    new Recorder(on.engine(), store, "benchmark", Retention.STANDARD, true, Duration.ofDays(1))) {
                Endpoint with = on.start("recorded", "tcp-server", "{'port': 0}");
                Endpoint without = off.start("not", "tcp-server", "{'port': 0}");
                String outcome =
                        new EchoComparison(with, without, inFlight).run(seconds).text();
                recorder.flush();
                long missed = recorder.current().map(Recording::notRecorded).orElse(0L);
                long all = with.traffic().stats().total();
                System.out.printf(
                        "raw x %2d in flight: recorded/not %s; %,d of %,d records not recorded, %,d bytes on disk%n",
                        inFlight,
                        outcome,
                        missed,
                        all,
                        recorder.current().map(Recording::size).orElse(0L));
            }
            store.list()
                    .forEach((SessionSummary summary) ->
                            store.delete(summary.info().id()));
        } finally {
            Files.deleteIfExists(folder);
        }
    }
}
