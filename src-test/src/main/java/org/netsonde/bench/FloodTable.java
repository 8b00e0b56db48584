package org.netsonde.bench;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import org.netsonde.engine.message.Framing;
import org.netsonde.engine.traffic.MessageReader;
import org.netsonde.engine.traffic.TrafficLog;
import org.netsonde.engine.traffic.TrafficMessage;

/**
 * What the window's traffic table does with a flood, without a window: reads in slices, holds a bounded number of what it
 * found, and takes some of it for every frame; what is found faster than that gives way and is counted.
 */
final class FloodTable {

    private static final long FRAME_NANOS = 16_666_667;
    private static final long SLICE_NANOS = 5_000_000;
    private static final int BATCH = 256;
    private static final int HELD = 5000;
    private static final int ROWS_A_FRAME = 500;

    private final MessageReader reader;
    private final Deque<TrafficMessage> found = new ArrayDeque<>();
    private final Thread thread;
    private volatile boolean finishing;
    private long shown;
    private long passedOver;

    FloodTable(TrafficLog log) {
        reader = new MessageReader(log.cursor(true), new Framing.Raw());
        thread = Thread.ofPlatform().name("table").start(this::run);
    }

    private void run() {
        while (!finishing) {
            frame(SLICE_NANOS);
            LockSupport.parkNanos(FRAME_NANOS - SLICE_NANOS);
        }
        do {
            frame(Long.MAX_VALUE);
        } while (!reader.isCaughtUp() || !found.isEmpty());
    }

    private void frame(long nanos) {
        long start = System.nanoTime();
        do {
            reader.poll(BATCH, this::add);
        } while (!reader.isCaughtUp() && System.nanoTime() - start < nanos);
        for (int i = 0; i < ROWS_A_FRAME && !found.isEmpty(); i++) {
            found.removeFirst();
            shown++;
        }
    }

    private void add(TrafficMessage message) {
        if (found.size() == HELD) {
            found.removeFirst();
            passedOver++;
        }
        found.addLast(message);
    }

    /** Shows what is left, and ends. */
    void finish() throws InterruptedException {
        finishing = true;
        thread.join();
    }

    /** How many came into the table. */
    long shown() {
        return shown;
    }

    /** How many did not: evicted before they were read, or found faster than the table takes them. */
    long missed() {
        return passedOver + reader.lost();
    }
}
