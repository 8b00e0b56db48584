package org.netsonde.app.traffic;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.message.Framing;
import org.netsonde.engine.traffic.MessageReader;
import org.netsonde.engine.traffic.TrafficCursor;
import org.netsonde.engine.traffic.TrafficMessage;
import org.netsonde.engine.traffic.TrafficSource;

/**
 * Reads an endpoint's traffic for the table: rebuilds messages, takes out their content and filters them on a thread of
 * its own, a slice at a time and only when the table asks. The table takes what was found at its own pace; what it is too
 * slow for is counted. Of a recorded run it reads a stretch of time, and waits at the end of each page.
 */
final class TrafficFeed {

    /** How long one slice of reading lasts: a few frames, so that the table hears soon of what was found. */
    private static final long SLICE_NANOS = 20_000_000;

    private static final int BATCH = 256;

    private final TrafficSource log;
    private final Inspector inspector;
    private final NewestMessages found;
    private final AtomicBoolean reading = new AtomicBoolean();

    private volatile Source source;
    private volatile boolean caughtUp;
    private volatile boolean tooSlow;
    private volatile @Nullable Failure failure;
    private volatile long lost;

    /** A reader and what it looks for; replaced as a whole, so that a slice under way cannot mix two. */
    private static final class Source {
        /** Where it begins; asked in the background, since it may have to look for the place on the disk. */
        private final Supplier<TrafficCursor> cursor;

        private final Framing framing;
        private final TrafficFilter filter;
        /** Made by the first slice. */
        private @Nullable MessageReader reader;

        private final Extent extent;
        /** How much of the page at hand has been found; guarded by what was found. */
        private int onPage;

        private long bytesOnPage;
        private volatile boolean full;
        private volatile boolean past;

        Source(Supplier<TrafficCursor> cursor, Framing framing, TrafficFilter filter, Extent extent) {
            this.cursor = cursor;
            this.framing = framing;
            this.filter = filter;
            this.extent = extent;
        }

        MessageReader reader() {
            MessageReader made = reader;
            if (made == null) {
                made = new MessageReader(cursor.get(), framing);
                reader = made;
            }
            return made;
        }

        void found(ReadMessage message) {
            onPage++;
            bytesOnPage += message.size();
            full = onPage >= extent.page() || bytesOnPage >= extent.pageBytes();
        }

        void nextPage() {
            onPage = 0;
            bytesOnPage = 0;
            full = false;
        }
    }

    /**
     * A feed that begins with {@link #restart}.
     *
     * @param framing where messages end
     * @param inspector reads them
     * @param maxRows how many may wait for the table
     * @param maxBytes how many bytes they may have
     */
    TrafficFeed(TrafficSource log, Framing framing, Inspector inspector, int maxRows, long maxBytes) {
        this.log = log;
        this.inspector = inspector;
        found = new NewestMessages(maxRows, maxBytes);
        source = new Source(() -> TrafficCursor.EMPTY, framing, TrafficFilter.ALL, Extent.ALL);
    }

    /** Begins anew with what is stored, looking for something else. */
    void restart(Framing framing, TrafficFilter filter, Extent extent) {
        begin(framing, filter, extent, true);
    }

    /** Goes on after a page that is full. */
    void nextPage() {
        synchronized (found) {
            source.nextPage();
        }
    }

    /** Whether it waits because a page is full. */
    boolean isFull() {
        return source.full;
    }

    /** Goes on with what comes from now on; what is stored was removed. */
    void fromNow(Framing framing) {
        begin(framing, source.filter, Extent.ALL, false);
    }

    private void begin(Framing framing, TrafficFilter filter, Extent extent, boolean fromOldest) {
        Source next;
        if (extent.isAll()) {
            // At once, so that what comes from now on is in it.
            TrafficCursor cursor = log.cursor(fromOldest);
            next = new Source(() -> cursor, framing, filter, extent);
        } else {
            next = new Source(() -> log.cursorFrom(extent.fromMillis()), framing, filter, extent);
        }
        synchronized (found) {
            source = next;
            found.clear();
            caughtUp = false;
            tooSlow = false;
            failure = null;
            lost = 0;
        }
    }

    /** Reads a slice in the background, unless one is being read. */
    void advance() {
        if (!tooSlow && failure == null && !source.full && !source.past && reading.compareAndSet(false, true)) {
            Thread.ofVirtual().name("traffic-feed").start(this::slice);
        }
    }

    private void slice() {
        Source from = source;
        long start = System.nanoTime();
        try {
            MessageReader reader = from.reader();
            boolean more = true;
            while (more && !from.full && from == source && System.nanoTime() - start < SLICE_NANOS) {
                // One at a time near the end of a page, so that the next begins where this one ends.
                reader.poll(from.extent.isAll() ? BATCH : 1, message -> offer(from, message));
                more = !reader.isCaughtUp() && !from.past;
            }
            finish(from, !more, null, null);
        } catch (TimedText.Exceeded e) {
            finish(from, false, e, null);
        } catch (FailureException e) {
            finish(from, false, null, e.failure());
        } finally {
            reading.set(false);
        }
    }

    private void offer(Source from, TrafficMessage message) {
        if (!from.extent.contains(message)) {
            from.past |= from.extent.isPast(message);
            return;
        }
        ReadMessage read = inspector.read(message);
        if (from.filter.matches(read)) {
            synchronized (found) {
                if (from == source) {
                    found.add(read);
                    from.found(read);
                }
            }
        }
    }

    private void finish(Source from, boolean atEnd, TimedText.@Nullable Exceeded error, @Nullable Failure unreadable) {
        synchronized (found) {
            if (from == source) {
                caughtUp = atEnd;
                tooSlow = error != null;
                failure = unreadable;
                lost = unreadable == null ? from.reader().lost() : lost;
            }
        }
    }

    /** Takes what was found, the oldest first. */
    List<ReadMessage> take(int max) {
        return found.take(max);
    }

    /** How many were found and not taken yet. */
    int waiting() {
        return found.size();
    }

    /** How many were not listed: lost before they were read, or found faster than the table takes them. */
    long missed() {
        return lost + found.passedOver();
    }

    /** Whether everything that was stored has been read. */
    boolean isCaughtUp() {
        return caughtUp;
    }

    /** Whether reading stopped because the filter's expression takes too long. */
    boolean isTooSlow() {
        return tooSlow;
    }

    /** Why reading stopped, where the disk failed. */
    Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }

    /** Whether only some messages are looked for. */
    boolean isFiltered() {
        return !source.filter.isAll();
    }
}
