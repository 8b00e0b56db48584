package org.netsonde.app.traffic;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Messages on their way to the table: the newest are kept, bounded by number and by bytes. Safe for threads. */
final class NewestMessages {

    private final int maxCount;
    private final long maxBytes;
    private final ArrayDeque<ReadMessage> waiting = new ArrayDeque<>();
    private long bytes;
    private long passedOver;

    NewestMessages(int maxCount, long maxBytes) {
        this.maxCount = maxCount;
        this.maxBytes = maxBytes;
    }

    synchronized void add(ReadMessage message) {
        waiting.addLast(message);
        bytes += message.size();
        while (waiting.size() > maxCount || (bytes > maxBytes && waiting.size() > 1)) {
            bytes -= waiting.removeFirst().size();
            passedOver++;
        }
    }

    /** Takes the oldest, at most {@code max}. */
    synchronized List<ReadMessage> take(int max) {
        List<ReadMessage> out = new ArrayList<>(Math.min(max, waiting.size()));
        while (out.size() < max && !waiting.isEmpty()) {
            ReadMessage message = waiting.removeFirst();
            bytes -= message.size();
            out.add(message);
        }
        return out;
    }

    synchronized int size() {
        return waiting.size();
    }

    /** How many gave way to newer ones before they were taken. */
    synchronized long passedOver() {
        return passedOver;
    }

    synchronized void clear() {
        waiting.clear();
        bytes = 0;
        passedOver = 0;
    }
}
