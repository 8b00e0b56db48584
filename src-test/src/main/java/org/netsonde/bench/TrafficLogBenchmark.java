package org.netsonde.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.DefaultEventLoop;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficLog;
import org.netsonde.engine.traffic.TrafficStore;
import org.netsonde.engine.traffic.TrafficTap;

/**
 * What it costs an event loop to record a read: the time of one append to a log that is full and evicts all the time,
 * beside that of a bare bulk copy of the same bytes into the same amount of memory, and of recording an echoed read and
 * its write. One thread, no readers, time stamps passed in. The median of several rounds, which alternate.
 */
public final class TrafficLogBenchmark {

    private static final int[] LENGTHS = {64, 1 << 10, 16 << 10};
    private static final int ROUNDS = 9;
    private static final long BYTES_PER_ROUND = 512L << 20;
    private static final int MOST_PER_ROUND = 2_000_000;
    private static final int BLOCK = 256 << 10;

    private TrafficLogBenchmark() {}

    /** Prints a table; takes less than 20 seconds and a heap of 256 MiB. */
    public static void main(String[] args) {
        System.out.printf(
                "%s %s, %d processors, JVM arguments %s%n",
                System.getProperty("java.vm.name"),
                System.getProperty("java.vm.version"),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getRuntimeMXBean().getInputArguments());
        System.out.printf(
                "one writer, no readers, direct buffers, %d MiB, full; processor time, median of %d rounds%n",
                TrafficStore.DEFAULT_BUDGET >> 20, ROUNDS);
        System.out.printf("%8s %14s %14s %8s %16s%n", "bytes", "copy ns", "append ns", "ratio", "append+same ns");
        for (int length : LENGTHS) {
            measure(length);
        }
    }

    private static void measure(int length) {
        int count = (int) Math.min(MOST_PER_ROUND, BYTES_PER_ROUND / length);
        ByteBuf read = PooledByteBufAllocator.DEFAULT.directBuffer(length).writeZero(length);
        try (TrafficLog log = new TrafficStore().open();
                TrafficLog echoes = new TrafficStore().open()) {
            TrafficTap tap = log.tap(new DefaultEventLoop());
            TrafficTap echoTap = echoes.tap(new DefaultEventLoop());
            Copy copy = new Copy();
            List<IntConsumer> work = List.of(
                    n -> {
                        for (int i = 0; i < n; i++) {
                            copy.append(read);
                        }
                    },
                    n -> {
                        for (int i = 0; i < n; i++) {
                            tap.data(1, Direction.IN, read, i);
                        }
                    },
                    n -> {
                        for (int i = 0; i < n; i++) {
                            echoTap.data(1, Direction.IN, read, i);
                            echoTap.sameBytes(1, length, i);
                        }
                    });
            double[] nanos = medians(work, count);
            System.out.printf(
                    Locale.ROOT,
                    "%8d %14.1f %14.1f %8.2f %16.1f%n",
                    length,
                    nanos[0],
                    nanos[1],
                    nanos[1] / nanos[0],
                    nanos[2]);
        } finally {
            read.release();
        }
    }

    /** Nanoseconds per call for each kind of work, after two rounds that do not count and fill the memory. */
    private static double[] medians(List<IntConsumer> work, int count) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        List<double[]> times = new ArrayList<>();
        work.forEach(w -> times.add(new double[ROUNDS]));
        for (int round = -2; round < ROUNDS; round++) {
            for (int w = 0; w < work.size(); w++) {
                // Processor time, so that a busy machine does not count against either.
                long start = threads.getCurrentThreadCpuTime();
                work.get(w).accept(count);
                long took = threads.getCurrentThreadCpuTime() - start;
                if (round >= 0) {
                    times.get(w)[round] = (double) took / count;
                }
            }
        }
        return times.stream()
                .mapToDouble(t -> {
                    Arrays.sort(t);
                    return t[ROUNDS / 2];
                })
                .toArray();
    }

    /** The least that recording could do: copy the bytes, round and round through as much memory. */
    private static final class Copy {
        private final byte[][] blocks = new byte[(int) (TrafficStore.DEFAULT_BUDGET / BLOCK)][BLOCK];
        private int block;
        private int position;

        void append(ByteBuf read) {
            int length = read.readableBytes();
            if (BLOCK - position < length) {
                block = (block + 1) % blocks.length;
                position = 0;
            }
            read.getBytes(read.readerIndex(), blocks[block], position, length);
            position += length;
        }
    }
}
