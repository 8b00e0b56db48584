package org.netsonde.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.traffic.TrafficStats;
import org.netsonde.engine.transport.TransportKind;
import org.netsonde.fixtures.Bench;

/**
 * Whether a flood of datagrams is accounted for to the last one, and how many a second the server takes: a sender in the
 * same process, at a bounded rate and as fast as it can, against a {@code udp-server} that discards, with full metrics and
 * capture, while a reader shows what it can in a bounded table. Of every flood, sent must be dropped by the system plus
 * received; received must be captured; captured must be stored plus evicted, and shown plus missed. Ends with status 1 if
 * not. Arguments: seconds of each flood (5 by default), the rate of the bounded one (250000 by default).
 */
public final class UdpFloodBenchmark {

    private static final int MESSAGE_BYTES = 64;
    private static final long SETTLE_NANOS = 20_000_000;
    private static final int SETTLE_LOOKS = 500;

    private final List<String> wrong = new ArrayList<>();

    private UdpFloodBenchmark() {}

    public static void main(String[] args) throws InterruptedException {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        int rate = args.length > 1 ? Integer.parseInt(args[1]) : 250_000;
        TransportKind transport = TransportKind.usable().getFirst();
        System.out.printf(
                "datagrams of %d bytes over loopback from one sender in this process, server discards, metrics and capture "
                        + "on, 1 event loop on %s, %d processors, Java %s, %s%n",
                MESSAGE_BYTES,
                transport.label(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                ManagementFactory.getRuntimeMXBean().getInputArguments());
        UdpFloodBenchmark benchmark = new UdpFloodBenchmark();
        benchmark.flood(transport, "warm-up", rate, 2);
        benchmark.flood(transport, rate + "/s", rate, seconds);
        benchmark.flood(transport, "full speed", 0, seconds);
        benchmark.wrong.forEach(System.out::println);
        System.exit(benchmark.wrong.isEmpty() ? 0 : 1);
    }

    private void flood(TransportKind transport, String name, int rate, int seconds) throws InterruptedException {
        EngineOptions options =
                new EngineOptions(transport, 1, true, true, EngineOptions.HISTORY_BYTES, EngineOptions.TRAFFIC_BYTES);
        try (Bench bench = new Bench(options)) {
            Endpoint server = bench.start("server", "udp-server", "{'port': 0, 'responder': 'discard'}");
            FloodTable table = new FloodTable(server.traffic());
            long sent;
            long start = System.nanoTime();
            try (FloodSender sender = new FloodSender(Bench.address(server), MESSAGE_BYTES)) {
                sent = sender.send(rate, seconds);
            }
            double took = (System.nanoTime() - start) / 1e9;
            double received = bench.sample(server).messagesIn();
            settle(bench, server, sent);
            table.finish();
            report(
                    name,
                    sent,
                    took,
                    received / took,
                    bench.sample(server),
                    server.traffic().stats(),
                    table);
        }
    }

    /** Waits until everything is read and what the system dropped has been looked up; or else the sums will tell. */
    private static void settle(Bench bench, Endpoint server, long sent) {
        for (int i = 0; i < SETTLE_LOOKS; i++) {
            Sample sample = bench.sample(server);
            if (sample.messagesIn() + sample.own()[0] >= sent) {
                return;
            }
            LockSupport.parkNanos(SETTLE_NANOS);
        }
    }

    private void report(
            String name, long sent, double seconds, double rate, Sample sample, TrafficStats stats, FloodTable table) {
        long dropped = sample.own()[0];
        long received = sample.messagesIn();
        System.out.printf(
                "%-12s sent %,d in %.1f s (%,.0f/s) = dropped by the system %,d + received %,d (%,.0f/s)%n",
                name, sent, seconds, sent / seconds, dropped, received, rate);
        System.out.printf(
                "             captured %,d (and %d opened) = stored %,d + evicted %,d = shown %,d + missed %,d%n",
                stats.total() - sample.total(),
                sample.total(),
                stats.stored(),
                stats.evicted(),
                table.shown(),
                table.missed());
        check(name, "sent = dropped + received", sent, dropped + received);
        check(name, "captured = received + opened", stats.total(), received + sample.total());
        check(name, "captured = stored + evicted", stats.total(), stats.stored() + stats.evicted());
        check(name, "captured = shown + missed", stats.total(), table.shown() + table.missed());
        check(name, "no errors", sample.errors(), 0);
    }

    private void check(String name, String sum, long left, long right) {
        if (left != right) {
            wrong.add(name + ": " + sum + " does not hold: " + left + " and " + right);
        }
    }
}
