package org.netsonde.engine.capture;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.session.Annotation;

/** Annotations that wait for a packet at or after their time, by endpoint. Bounded; the oldest give way and are counted. */
final class Marks {

    /** How many wait at most. */
    static final int MOST = 10_000;

    /** The endpoint of what concerns the whole session. */
    private static final String ALL = "";

    private static final String WHOLE_SESSION = " session";

    private final Map<String, Deque<Annotation>> waiting = new HashMap<>();
    private int count;
    private long dropped;

    void add(Annotation annotation) {
        if (count >= MOST) {
            Deque<Annotation> longest = waiting.values().stream()
                    .max((a, b) -> Integer.compare(a.size(), b.size()))
                    .orElseThrow();
            longest.remove();
            count--;
            dropped++;
        }
        waiting.computeIfAbsent(annotation.endpoint(), id -> new ArrayDeque<>()).add(annotation);
        count++;
    }

    /** Whether one waits for a packet of this endpoint; cheap where none does. */
    boolean has(String endpoint) {
        return count > 0 && (isWaiting(ALL) || isWaiting(endpoint));
    }

    private boolean isWaiting(String endpoint) {
        Deque<Annotation> queue = waiting.get(endpoint);
        return queue != null && !queue.isEmpty();
    }

    /** Takes those that a packet of the endpoint is to carry. */
    void take(String endpoint, long nanos, int most, List<String> comments) {
        take(waiting.get(ALL), nanos, most, comments);
        take(waiting.get(endpoint), nanos, most, comments);
    }

    private void take(@Nullable Deque<Annotation> queue, long nanos, int most, List<String> comments) {
        while (queue != null && !queue.isEmpty() && comments.size() < most) {
            if (nanos(queue.getFirst().at()) > nanos) {
                return;
            }
            comments.add(text(queue.remove()));
            count--;
        }
    }

    /** How many were given up. */
    long dropped() {
        return dropped;
    }

    /** The endpoints for which some wait; empty for the whole session. */
    List<String> endpoints() {
        return waiting.keySet().stream().filter(this::isWaiting).sorted().toList();
    }

    /** An annotation as a comment that {@link #parse} reads. */
    static String text(Annotation annotation) {
        String scope = annotation.endpoint().isEmpty() ? WHOLE_SESSION : "";
        String kind = annotation.kind().name().toLowerCase(Locale.ROOT);
        return new Remark(Remark.MARK, kind + " " + annotation.at() + scope, annotation.text()).toString();
    }

    /**
     * What a remark marks.
     *
     * @param id the id that it gets
     * @param endpoint the id of the endpoint whose packet carries it
     * @return null where it marks nothing
     */
    static @Nullable Annotation parse(Remark remark, String id, String endpoint) {
        String[] words = remark.argument().split(" ", 3);
        if (!remark.word().equals(Remark.MARK) || words.length < 2) {
            return null;
        }
        try {
            Annotation.Kind kind = Annotation.Kind.valueOf(words[0].toUpperCase(Locale.ROOT));
            return new Annotation(id, Instant.parse(words[1]), kind, words.length == 3 ? ALL : endpoint, remark.text());
        } catch (DateTimeException | IllegalArgumentException e) {
            return null;
        }
    }

    private static long nanos(Instant at) {
        return at.getEpochSecond() * 1_000_000_000L + at.getNano();
    }
}
