package org.netsonde.engine.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultEventLoop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Writers that overtake readers all the time, in two logs whose chunks go back and forth between them: what a reader
 * sees is whole, and with what it lost adds up to what was written.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class TrafficConcurrencyTest {

    private static final int LOGS = 2;
    private static final int WRITERS_EACH = 3;
    private static final int READERS_EACH = 2;
    private static final int READS = 60_000;

    private final AtomicInteger writing = new AtomicInteger(LOGS * WRITERS_EACH);

    @Test
    void whatIsSeenIsWholeAndAddsUpWithWhatIsLost() throws Exception {
        TrafficStore store = new TrafficStore(192 << 10, 1500);
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<Long>> written = new ArrayList<>();
            List<Future<Reader>> read = new ArrayList<>();
            for (int l = 0; l < LOGS; l++) {
                TrafficLog log = store.open();
                for (int r = 0; r < READERS_EACH; r++) {
                    Reader reader = new Reader(log);
                    read.add(threads.submit(reader, reader));
                }
                for (int w = 0; w < WRITERS_EACH; w++) {
                    int connection = l * 10 + w;
                    // The last two of each log share a lane.
                    Object owner = w == 0 ? new DefaultEventLoop() : "thread " + w;
                    written.add(threads.submit((Callable<Long>) () -> write(log.tap(owner), connection)));
                }
            }
            long eachLog = 0;
            for (int w = 0; w < WRITERS_EACH; w++) {
                eachLog += written.get(w).get();
            }
            for (Future<Reader> future : read) {
                Reader reader = future.get();
                assertThat(reader.seen + reader.cursor.lost()).isEqualTo(eachLog);
                assertThat(reader.seen).isPositive();
            }
            assertThat(read)
                    .anySatisfy(future -> assertThat(future.get().cursor.lost()).isPositive());
        }
    }

    private long write(TrafficTap tap, int connection) {
        try {
            long records = 0;
            byte[] bytes = new byte[2000];
            for (int i = 0; i < READS; i++) {
                int length = length(connection, i);
                ByteBuf buffer = Unpooled.wrappedBuffer(bytes, 0, length);
                fill(bytes, connection, i);
                tap.data(connection, Direction.IN, buffer, System.nanoTime());
                records++;
                if (i % 3 == 0) {
                    tap.sameBytes(connection, length, System.nanoTime());
                    records++;
                }
            }
            return records;
        } finally {
            writing.decrementAndGet();
        }
    }

    /** Any place of a record follows from its connection and number, which stand in its first eight bytes. */
    private static void fill(byte[] bytes, int connection, int number) {
        for (int i = 0; i < 4; i++) {
            bytes[i] = (byte) (connection >>> 8 * i);
            bytes[4 + i] = (byte) (number >>> 8 * i);
        }
        java.util.Arrays.fill(bytes, 8, length(connection, number), pattern(connection, number));
    }

    private static int length(int connection, int number) {
        return 8 + Math.floorMod((connection * 31 + number) * 0x9E3779B1, 1900);
    }

    private static byte pattern(int connection, int number) {
        return (byte) (connection * 101 + number * 7);
    }

    private final class Reader implements Runnable {
        private final TrafficCursor cursor;
        private final Map<Long, Integer> latest = new HashMap<>();
        private long seen;

        Reader(TrafficLog log) {
            cursor = log.cursor(true);
        }

        @Override
        public void run() {
            while (true) {
                boolean last = writing.get() == 0;
                if (cursor.poll(200, this::check) == 0 && last) {
                    return;
                }
            }
        }

        private void check(TrafficEvent event) {
            seen++;
            byte[] bytes = event.bytes();
            if (event.direction() == Direction.OUT && bytes.length == 0) {
                // Parted from its read by another writer of the lane, just where a chunk ended.
                return;
            }
            int connection = number(bytes, 0);
            int number = number(bytes, 4);
            byte pattern = pattern(connection, number);
            boolean whole = connection == event.connection()
                    && event.length() == length(connection, number)
                    && bytes.length == Math.min(event.length(), 1500);
            for (int i = 8; i < bytes.length; i++) {
                whole &= bytes[i] == pattern;
            }
            int before = latest.getOrDefault(event.connection(), -1);
            boolean inOrder = event.direction() == Direction.IN ? number > before : number >= before;
            latest.put(event.connection(), number);
            if (!whole || !inOrder) {
                throw new AssertionError("torn or out of order: " + event + " number " + number + " after " + before);
            }
        }

        private static int number(byte[] bytes, int at) {
            return (bytes[at] & 0xFF)
                    | (bytes[at + 1] & 0xFF) << 8
                    | (bytes[at + 2] & 0xFF) << 16
                    | bytes[at + 3] << 24;
        }
    }
}
