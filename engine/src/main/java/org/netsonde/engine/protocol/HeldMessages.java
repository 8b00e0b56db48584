package org.netsonde.engine.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The messages that a relay holds back for the user, and the latest of those that it has held back. Safe for threads.
 */
public final class HeldMessages {

    /** How many are kept in the list; those that wait are never given up for others. */
    public static final int MOST = 500;

    /** How many bytes they have in all; the same. */
    public static final long MOST_BYTES = 64 << 20;

    private final List<HeldMessage> list = new ArrayList<>();
    private long bytes;
    private final AtomicLong ids = new AtomicLong();
    private final AtomicLong version = new AtomicLong();

    /** An id for the next one. */
    public long nextId() {
        return ids.incrementAndGet();
    }

    /** Adds one; false if as many are waiting as there is room for. */
    public boolean add(HeldMessage message) {
        synchronized (list) {
            while (list.size() >= MOST || bytes + message.content().length > MOST_BYTES) {
                if (!dropOldest()) {
                    return false;
                }
            }
            list.add(message);
            bytes += message.content().length;
        }
        changed();
        return true;
    }

    private boolean dropOldest() {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).state() != HeldMessage.State.WAITING) {
                bytes -= list.remove(i).content().length;
                return true;
            }
        }
        return false;
    }

    /** Takes those that do not wait out of the list. */
    public void forgetDecided() {
        synchronized (list) {
            list.removeIf(message -> message.state() != HeldMessage.State.WAITING);
            bytes = list.stream().mapToLong(message -> message.content().length).sum();
        }
        changed();
    }

    /** To be called when one has been decided. */
    public void changed() {
        version.incrementAndGet();
    }

    /** Changes with every one that comes, goes or is decided. */
    public long version() {
        return version.get();
    }

    /** All of them, the oldest first. */
    public List<HeldMessage> list() {
        synchronized (list) {
            return List.copyOf(list);
        }
    }

    /** How many wait. */
    public int waiting() {
        synchronized (list) {
            return (int) list.stream()
                    .filter(message -> message.state() == HeldMessage.State.WAITING)
                    .count();
        }
    }
}
