package org.netsonde.engine.protocol;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The back ends of a relay that runs, in the order of its settings; none where there is no relay. Safe for threads. */
public final class BackEnds {

    private final AtomicLong version = new AtomicLong();
    private volatile List<BackEnd> list = List.of();

    /** Shows these from now on. */
    public void show(List<? extends BackEnd> backEnds) {
        list = List.copyOf(backEnds);
        version.incrementAndGet();
    }

    /** Changes with every back end that comes or goes. */
    public long version() {
        return version.get();
    }

    /** All of them. */
    public List<BackEnd> list() {
        return list;
    }
}
