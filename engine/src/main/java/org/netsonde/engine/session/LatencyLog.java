package org.netsonde.engine.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Latencies by the second in the form of HdrHistogram's logs, version 1.3: {@code Tag=key,start,length,max,histogram}, in
 * seconds since the epoch, the longest in milliseconds. Stateless.
 */
final class LatencyLog {

    /** What a log begins with. */
    static final byte[] BEGINNING = """
            #[Netsonde latencies in nanoseconds]
            #[Histogram log format version 1.3]
            #[BaseTime: 0.000 (seconds since epoch)]
            "StartTimestamp","Interval_Length","Interval_Max","Interval_Compressed_Histogram"
            """.getBytes(StandardCharsets.UTF_8);

    /** The largest latency that is told apart. */
    private static final long MOST_NANOS = (1L << 42) - 1;

    private static final String TAG = "Tag=";
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MILLIS_PER_SECOND = 1000.0;

    /** The most decoded bytes of one histogram that a log of ours can need. */
    private static final int LARGEST = 1 << 20;

    private LatencyLog() {}

    /** One line, with its line break, of a histogram that was {@linkplain #encode encoded} before. */
    static byte[] line(String key, long fromMillis, long toMillis, long maxNanos, byte[] encoded) {
        String line = String.format(
                Locale.ROOT,
                "Tag=%s,%.3f,%.3f,%.6f,%s%n",
                key,
                fromMillis / MILLIS_PER_SECOND,
                (toMillis - fromMillis) / MILLIS_PER_SECOND,
                maxNanos / NANOS_PER_MILLI,
                Base64.getEncoder().encodeToString(encoded));
        return line.replace(System.lineSeparator(), "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** A histogram as compressed bytes. */
    static byte[] encode(Histogram latencies) {
        ByteBuffer buffer = ByteBuffer.allocate(latencies.getNeededByteBufferCapacity());
        int length = latencies.encodeIntoCompressedByteBuffer(buffer);
        byte[] bytes = new byte[length];
        buffer.flip().get(bytes);
        return bytes;
    }

    /** Calls with the key and the histogram of each interval that lies within a time; lines that are torn are left out. */
    static void forEach(List<Path> pieces, TimeRange range, BiConsumer<String, Histogram> consumer) throws IOException {
        forEach(pieces, null, range, consumer);
    }

    /** As {@link #forEach(List, TimeRange, BiConsumer)}, of one key only, or of all if null; others are not even decoded. */
    static void forEach(
            List<Path> pieces, @Nullable String key, TimeRange range, BiConsumer<String, Histogram> consumer)
            throws IOException {
        String beginning = key == null ? TAG : TAG + key + ",";
        Lines.forEach(pieces, line -> {
            if (!line.startsWith(beginning)) {
                return;
            }
            String[] parts = line.split(",", -1);
            if (parts.length != 5) {
                return;
            }
            long from = millis(parts[1]);
            long to = from + millis(parts[2]);
            if (from < 0 || to < range.fromMillis() || !range.contains(to)) {
                return;
            }
            Histogram histogram = decode(parts[4]);
            if (histogram != null) {
                histogram.setStartTimeStamp(from);
                histogram.setEndTimeStamp(to);
                consumer.accept(parts[0].substring(TAG.length()), histogram);
            }
        });
    }

    private static long millis(String seconds) {
        try {
            double value = Double.parseDouble(seconds);
            return value >= 0 && value < 1e12 ? Math.round(value * MILLIS_PER_SECOND) : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static @Nullable Histogram decode(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return bytes.length > LARGEST
                    ? null
                    : Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), MOST_NANOS);
        } catch (DataFormatException | RuntimeException e) {
            // Torn, or not ours.
            return null;
        }
    }

    /** An empty histogram in which every latency can be counted. */
    static Histogram empty() {
        return new Histogram(1, MOST_NANOS, 2);
    }
}
