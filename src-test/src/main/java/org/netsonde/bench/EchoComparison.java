package org.netsonde.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.netsonde.engine.Endpoint;
import org.netsonde.fixtures.Bench;

/**
 * Two echo servers in one process, loaded in turn in many short rounds, so that noise of the machine hits both alike. Gives
 * the ratio of the one to the other of messages per second, and of processor time of the servers' event loops per message.
 */
final class EchoComparison {

    static final int CONNECTIONS = 50;

    private static final long ROUND_NANOS = Duration.ofMillis(400).toNanos();
    private static final long SETTLE_NANOS = Duration.ofMillis(100).toNanos();

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Endpoint with;
    private final Endpoint without;
    private final int inFlight;

    EchoComparison(Endpoint with, Endpoint without, int inFlight) {
        this.with = with;
        this.without = without;
        this.inFlight = inFlight;
    }

    /** Messages per second, and nanoseconds of the server's processor time per message. */
    private record Reading(double rate, double cost) {}

    /**
     * What came of it, a value for each round.
     *
     * @param rates the ratio of messages per second
     * @param costs the ratio of processor time per message
     * @param absolute messages per second of the second server
     */
    record Outcome(double[] rates, double[] costs, double[] absolute) {

        /** As a line. */
        String text() {
            return String.format(
                    "throughput %.3f (quartiles %.3f to %.3f), processor time per message %.3f, "
                            + "%,.0f messages/s without, %d rounds",
                    quantile(rates, 0.5),
                    quantile(rates, 0.25),
                    quantile(rates, 0.75),
                    quantile(costs, 0.5),
                    quantile(absolute, 0.5),
                    rates.length);
        }
    }

    Outcome run(int seconds) {
        int rounds = (int) (seconds * 1_000_000_000L / (2 * (ROUND_NANOS + SETTLE_NANOS)));
        int warmUp = Math.max(1, rounds / 5);
        Outcome outcome = new Outcome(new double[rounds], new double[rounds], new double[rounds]);
        for (int i = -warmUp; i < rounds; i++) {
            // Which goes first alternates, so that a drift of the machine favours neither.
            boolean withFirst = i % 2 == 0;
            Reading first = measure(withFirst ? with : without);
            Reading second = measure(withFirst ? without : with);
            if (i >= 0) {
                Reading a = withFirst ? first : second;
                Reading b = withFirst ? second : first;
                outcome.rates[i] = a.rate() / b.rate();
                outcome.costs[i] = a.cost() / b.cost();
                outcome.absolute[i] = b.rate();
            }
        }
        return outcome;
    }

    private Reading measure(Endpoint server) {
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
