package org.netsonde.engine.capture;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * One direction of a TCP connection, put into order: what came twice is left out, what came early waits, and what never came
 * is said to be missing. Bounded: when more than {@value #MOST_WAITING} bytes or {@value #MOST_SEGMENTS} segments wait, what
 * is before them is given up.
 */
final class Reassembly {

    static final int MOST_WAITING = 1 << 20;
    static final int MOST_SEGMENTS = 4096;

    /** What each waiting segment takes beside its bytes. */
    private static final int OVERHEAD = 64;

    /** Hears what stands in the stream. */
    interface Sink {
        /** The next bytes of the stream, of which less may have been captured than there was. */
        void data(byte[] kept, int length);

        /** So many bytes of the stream are not in the capture. */
        void missing(long bytes);
    }

    private record Segment(byte[] kept, int length) {}

    private final TreeMap<Long, Segment> waiting = new TreeMap<>();
    private final Sink sink;
    private boolean known;
    private int base;
    /** How many bytes of the stream were handed over or given up. */
    private long next;

    private long held;
    private long repeated;

    Reassembly(Sink sink) {
        this.sink = sink;
    }

    /** The stream begins behind this sequence number. */
    void begin(int initial) {
        if (!known) {
            known = true;
            base = initial + 1;
        }
    }

    /** How many bytes wait. */
    long held() {
        return held;
    }

    /** How many bytes came more than once. */
    long repeated() {
        return repeated;
    }

    /** The place in the stream of a sequence number near to the present one. */
    private long place(int sequence) {
        return next + (sequence - (base + (int) next));
    }

    /**
     * Takes a segment.
     *
     * @param kept what was captured of it
     * @param length how long it was
     */
    void segment(int sequence, byte[] kept, int length) {
        if (length == 0) {
            return;
        }
        begin(sequence - 1);
        long at = place(sequence);
        if (at > next) {
            await(at, new Segment(kept, length));
        } else {
            deliver(at, new Segment(kept, length));
            drain();
        }
    }

    private void await(long at, Segment segment) {
        Segment known = waiting.get(at);
        if (known != null && known.length() >= segment.length()) {
            repeated += segment.length();
            return;
        }
        if (known != null) {
            held -= known.kept().length + OVERHEAD;
        }
        waiting.put(at, segment);
        held += segment.kept().length + OVERHEAD;
        if (held > MOST_WAITING || waiting.size() > MOST_SEGMENTS) {
            giveUp();
        }
    }

    /** The receiver has everything up to there: what is not here by now was not captured. */
    void acknowledged(int sequence) {
        while (known && !waiting.isEmpty() && place(sequence) > waiting.firstKey()) {
            giveUp();
        }
    }

    /** Nothing more comes: hands over all that waits. */
    void finish() {
        while (!waiting.isEmpty()) {
            giveUp();
        }
    }

    /** Gives up what is before the first that waits. */
    private void giveUp() {
        long first = waiting.firstKey();
        sink.missing(first - next);
        next = first;
        drain();
    }

    private void drain() {
        for (Map.Entry<Long, Segment> entry = waiting.firstEntry();
                entry != null && entry.getKey() <= next;
                entry = waiting.firstEntry()) {
            waiting.remove(entry.getKey());
            held -= entry.getValue().kept().length + OVERHEAD;
            deliver(entry.getKey(), entry.getValue());
        }
    }

    /** Hands over what of a segment is new. */
    private void deliver(long at, Segment segment) {
        long old = Math.min(next - at, segment.length());
        repeated += old;
        if (old == segment.length()) {
            return;
        }
        int skip = (int) old;
        byte[] kept = segment.kept();
        byte[] fresh =
                skip == 0 ? kept : skip >= kept.length ? new byte[0] : Arrays.copyOfRange(kept, skip, kept.length);
        next += segment.length() - old;
        sink.data(fresh, segment.length() - skip);
    }
}
