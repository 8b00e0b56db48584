package org.netsonde.engine;

import java.util.EnumSet;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.metrics.SecondListener;
import org.netsonde.engine.session.Annotation;
import org.netsonde.engine.session.Annotations;

/**
 * Marks the failures of one endpoint in the run: the first of each kind at once, those after it together, once a second
 * at most, so that a peer that fails a thousand times a second is one mark a second. Safe for threads.
 */
final class FailureMarks implements SecondListener {

    private final String endpointId;
    private final Annotations annotations;
    private final Set<Failure.Kind> seen = EnumSet.noneOf(Failure.Kind.class);
    private @Nullable Failure waiting;
    private long more;

    FailureMarks(String endpointId, Annotations annotations) {
        this.endpointId = endpointId;
        this.annotations = annotations;
    }

    /** The endpoint starts anew: the first failure of each kind is news again. */
    synchronized void begin() {
        seen.clear();
    }

    /** Something failed. */
    void failed(Failure failure) {
        boolean first;
        synchronized (this) {
            first = seen.add(failure.kind());
            if (!first) {
                more += waiting == null ? 0 : 1;
                waiting = failure;
            }
        }
        if (first) {
            mark(failure, 0);
        }
    }

    @Override
    public void second(Sample sample, @Nullable Histogram latencies) {
        Failure failure;
        long others;
        synchronized (this) {
            failure = waiting;
            others = more;
            waiting = null;
            more = 0;
        }
        if (failure != null) {
            mark(failure, others);
        }
    }

    private void mark(Failure failure, long others) {
        Phrase text = others == 0 ? failure.what() : Phrase.of("event.failures", failure.what(), others);
        annotations.add(Annotation.Kind.FAILURE, endpointId, text.toString());
    }
}
