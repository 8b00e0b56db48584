package org.netsonde.engine.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The files that an endpoint saves or has saved, the latest {@value #MOST} of them. Safe for threads. */
public final class Transfers {

    /** How many are kept in the list; the oldest that do not run give way. */
    public static final int MOST = 50;

    private final List<Transfer> list = new ArrayList<>();
    private final AtomicLong ids = new AtomicLong();
    private final AtomicLong version = new AtomicLong();

    /** An id for the next one. */
    public long nextId() {
        return ids.incrementAndGet();
    }

    /** Adds one; false if as many are running as there is room for. */
    public boolean add(Transfer transfer) {
        synchronized (list) {
            if (list.size() >= MOST && !dropOldest()) {
                return false;
            }
            list.add(transfer);
        }
        version.incrementAndGet();
        return true;
    }

    private boolean dropOldest() {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).state() != Transfer.State.RUNNING) {
                list.remove(i);
                return true;
            }
        }
        return false;
    }

    /** Takes one that does not run out of the list; the file stays. */
    public void forget(Transfer transfer) {
        synchronized (list) {
            if (transfer.state() != Transfer.State.RUNNING) {
                list.remove(transfer);
            }
        }
        version.incrementAndGet();
    }

    /** Changes with every one that is added or forgotten. */
    public long version() {
        return version.get();
    }

    /** All of them, the oldest first. */
    public List<Transfer> list() {
        synchronized (list) {
            return List.copyOf(list);
        }
    }
}
