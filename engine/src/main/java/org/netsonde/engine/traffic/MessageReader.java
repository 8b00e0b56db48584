package org.netsonde.engine.traffic;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.message.Framing;

/**
 * Rebuilds messages from a traffic log when somebody looks. Event loops record reads and writes as they come; where
 * messages end is found here, with the endpoint's framing, for each connection and direction.
 *
 * <p>Nothing is passed over in silence. Where a message cannot be completed, because bytes were cut or lost, because it
 * is longer than the framing or {@value #MAX_REST} bytes, or because the connection ended, what there is of it is
 * reported as {@linkplain TrafficMessage#incomplete incomplete}; scanning begins anew with the next read, and the next
 * message is marked as following a {@linkplain TrafficMessage#gap gap}. A stream of length-prefixed messages may then
 * be read wrongly until a read begins with a message.
 *
 * <p>Memory is bounded: when more than {@value #MAX_CONNECTIONS} connections are tracked or more than {@value #MAX_HELD}
 * bytes of incomplete messages are held, the connection that was silent for longest is broken off in that way. Belongs
 * to one thread at a time, like its cursor.
 */
public final class MessageReader {

    static final int MAX_CONNECTIONS = 4096;
    static final int MAX_REST = 4 << 20;
    static final long MAX_HELD = 16L << 20;

    /** How many records one poll looks at beyond those that it was asked for, in search of a message's end. */
    private static final int SEARCH = 4096;

    private final TrafficCursor cursor;
    private final Framing framing;
    private final int maxConnections;

    /** In order of last use. */
    private final Map<Long, Tracked> connections = new LinkedHashMap<>(16, 0.75f, true);

    /** What came of one record and was not asked for yet: bounded by what one record and its forerunners hold. */
    private final Queue<TrafficMessage> ready = new ArrayDeque<>();

    private long held;
    private boolean caughtUp;

    /**
     * A reader that begins where the cursor stands.
     *
     * @param cursor not to be used by others from now on
     * @param framing where messages end, in both directions
     */
    public MessageReader(TrafficCursor cursor, Framing framing) {
        this(cursor, framing, MAX_CONNECTIONS);
    }

    MessageReader(TrafficCursor cursor, Framing framing, int maxConnections) {
        this.cursor = cursor;
        this.framing = framing;
        this.maxConnections = maxConnections;
    }

    /**
     * Hands over the next messages, those of one connection and direction in order.
     *
     * @param max how many at most
     * @param sink receives them on the calling thread
     * @return how many; see {@link #isCaughtUp} for whether there may be more
     */
    public int poll(int max, Consumer<? super TrafficMessage> sink) {
        int count = 0;
        long records = (long) max + SEARCH;
        caughtUp = false;
        while (count < max) {
            TrafficMessage message = ready.poll();
            if (message != null) {
                count++;
                sink.accept(message);
            } else if (records-- == 0) {
                break;
            } else if (cursor.poll(1, this::accept) == 0) {
                caughtUp = true;
                break;
            }
        }
        return count;
    }

    /** Whether the last poll came to the end of what had been recorded. */
    public boolean isCaughtUp() {
        return caughtUp;
    }

    /** How many records were lost before they were read: see {@link TrafficCursor#lost}. */
    public long lost() {
        return cursor.lost();
    }

    private void accept(TrafficEvent event) {
        switch (event.direction()) {
            case IN, OUT -> {
                Tracked tracked = track(event);
                held -= tracked.held();
                tracked.accept(event, cursor.lostOnLane());
                held += tracked.held();
                trim();
            }
            case OPENED -> {
                drop(connections.remove(event.connection()));
                ready.add(textOf(event));
                connections.put(event.connection(), new Tracked(event.connection(), false));
                trim();
            }
            case CLOSED -> {
                drop(connections.remove(event.connection()));
                ready.add(textOf(event));
            }
            case FAILED, NOTED -> ready.add(textOf(event));
        }
    }

    private Tracked track(TrafficEvent event) {
        // One whose beginning was not seen may be in the middle of a message.
        return connections.computeIfAbsent(event.connection(), id -> new Tracked(id, true));
    }

    private void trim() {
        while (connections.size() > maxConnections || held > MAX_HELD) {
            Iterator<Tracked> oldest = connections.values().iterator();
            Tracked tracked = oldest.next();
            oldest.remove();
            drop(tracked);
        }
    }

    private void drop(@Nullable Tracked tracked) {
        if (tracked != null) {
            held -= tracked.held();
            tracked.breakOff();
        }
    }

    private static TrafficMessage textOf(TrafficEvent event) {
        return new TrafficMessage(event.nanos(), event.connection(), event.direction(), event.bytes(), 0, false, false);
    }

    /** Both directions of one connection. */
    private final class Tracked {
        private final MessageAssembler in;
        private final MessageAssembler out;
        private long lostBefore = cursor.lostOnLane();

        Tracked(long connection, boolean gap) {
            in = new MessageAssembler(framing, MAX_REST, connection, Direction.IN, gap, ready::add);
            out = new MessageAssembler(framing, MAX_REST, connection, Direction.OUT, gap, ready::add);
        }

        void accept(TrafficEvent event, long lost) {
            if (lost != lostBefore) {
                lostBefore = lost;
                breakOff();
            }
            (event.direction() == Direction.IN ? in : out).accept(event);
        }

        void breakOff() {
            in.breakOff();
            out.breakOff();
        }

        int held() {
            return in.held() + out.held();
        }
    }
}
