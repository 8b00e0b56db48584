package org.netsonde.app.traffic;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.netsonde.engine.traffic.TrafficMessage;

/** Messages on their way to the table: the newest are kept, bounded by number and by bytes. Safe for threads. */
final class NewestMessages {

    private final int maxCount;
    private final long maxBytes;
    private final ArrayDeque<TrafficMessage> waiting = new ArrayDeque<>();
    private long bytes;
    private long passedOver;

    NewestMessages(int maxCount, long maxBytes) {
        this.maxCount = maxCount;
        this.maxBytes = maxBytes;
    }

    synchronized void add(TrafficMessage message) {
        waiting.addLast(message);
        bytes += message.bytes().length;
        while (waiting.size() > maxCount || (bytes > maxBytes && waiting.size() > 1)) {
            bytes -= waiting.removeFirst().bytes().length;
            passedOver++;
        }
    }

    /** Takes the oldest, at most {@code max}. */
    synchronized List<TrafficMessage> take(int max) {
        List<TrafficMessage> out = new ArrayList<>(Math.min(max, waiting.size()));
        while (out.size() < max && !waiting.isEmpty()) {
            TrafficMessage message = waiting.removeFirst();
            bytes -= message.bytes().length;
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
