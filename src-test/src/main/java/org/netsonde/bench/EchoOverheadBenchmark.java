package org.netsonde.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.transport.TransportKind;
import org.netsonde.fixtures.Bench;

/**
 * What full metrics and capture cost a TCP echo server: the same server with both on and with both off, side by side in
 * one process, loaded in turn, many short rounds so that noise of the machine hits both alike. Prints the ratio on to off
 * of messages per second, and of processor time of the server's event loop per message, each as the median over the
 * rounds. Arguments: seconds for each of the four cases (40 by default).
 */
public final class EchoOverheadBenchmark {

    private static final int CONNECTIONS = 50;
    private static final long ROUND_NANOS = Duration.ofMillis(400).toNanos();
    private static final long SETTLE_NANOS = Duration.ofMillis(100).toNanos();

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    private EchoOverheadBenchmark() {}

    /** Messages per second, and nanoseconds of the server's processor time per message. */
    private record Reading(double rate, double cost) {}

    public static void main(String[] args) {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 40;
        TransportKind transport = TransportKind.usable().getFirst();
        System.out.printf(
                "echo of 64-byte messages over loopback, %d connections, 1 event loop on %s, %d processors, Java %s, %s%n",
                CONNECTIONS,
                transport.label(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                ManagementFactory.getRuntimeMXBean().getInputArguments());
        for (String framing : new String[] {"raw", "lines"}) {
            for (int inFlight : new int[] {1, 16}) {
                new EchoOverheadBenchmark().compare(transport, framing, inFlight, seconds);
            }
        }
    }

    private void compare(TransportKind transport, String framing, int inFlight, int seconds) {
        try (Bench on = new Bench(options(transport, true));
                Bench off = new Bench(options(transport, false))) {
            Endpoint with = on.start("on", "tcp-server", "{'port': 0, 'framing': '" + framing + "'}");
            Endpoint without = off.start("off", "tcp-server", "{'port': 0, 'framing': '" + framing + "'}");
            int rounds = (int) (seconds * 1_000_000_000L / (2 * (ROUND_NANOS + SETTLE_NANOS)));
            int warmUp = Math.max(1, rounds / 5);
            double[] rates = new double[rounds];
            double[] costs = new double[rounds];
            double[] absolute = new double[rounds];
            for (int i = -warmUp; i < rounds; i++) {
                // Which goes first alternates, so that a drift of the machine favours neither.
                boolean onFirst = i % 2 == 0;
                Reading first = measure(onFirst ? with : without, inFlight);
                Reading second = measure(onFirst ? without : with, inFlight);
                if (i >= 0) {
                    Reading a = onFirst ? first : second;
                    Reading b = onFirst ? second : first;
                    rates[i] = a.rate() / b.rate();
                    costs[i] = a.cost() / b.cost();
                    absolute[i] = b.rate();
                }
            }
            System.out.printf(
                    "%-5s x %2d in flight: on/off throughput %.3f (quartiles %.3f to %.3f), "
                            + "processor time per message %.3f, %,.0f messages/s off, %d rounds%n",
                    framing,
                    inFlight,
                    quantile(rates, 0.5),
                    quantile(rates, 0.25),
                    quantile(rates, 0.75),
                    quantile(costs, 0.5),
                    quantile(absolute, 0.5),
                    rounds);
        }
    }

    private static EngineOptions options(TransportKind transport, boolean on) {
        return new EngineOptions(transport, 1, on, on, EngineOptions.HISTORY_BYTES, EngineOptions.TRAFFIC_BYTES);
    }

    private Reading measure(Endpoint server, int inFlight) {
        try (EchoLoad load = new EchoLoad(Bench.address(server), CONNECTIONS, inFlight)) {
            LockSupport.parkNanos(SETTLE_NANOS);
            long messages = load.completed();
            long cpu = serverTime();
            long start = System.nanoTime();
            LockSupport.parkNanos(ROUND_NANOS);
            long nanos = System.nanoTime() - start;
            long done = load.completed() - messages;
            // Both servers' loops are summed; the one that is not loaded sleeps.
            return new Reading(done * 1e9 / nanos, (serverTime() - cpu) / (double) done);
        }
    }

    private long serverTime() {
        long sum = 0;
        for (ThreadInfo info : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (info != null && info.getThreadName().startsWith("netsonde-io")) {
                sum += threads.getThreadCpuTime(info.getThreadId());
            }
        }
        return sum;
    }

    private static double quantile(double[] values, double q) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1, q * sorted.length)];
    }
}
