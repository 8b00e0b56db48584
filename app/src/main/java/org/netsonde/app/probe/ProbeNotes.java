package org.netsonde.app.probe;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Failures;
import org.netsonde.engine.probe.ProbeListener;
import org.netsonde.engine.probe.ProbePart;
import org.netsonde.engine.probe.ProbeRequest;
import org.netsonde.engine.probe.ProbeResult;
import org.netsonde.engine.probe.connect.ConnectAttempt;

/** What a probe has told so far. Safe for threads: a thread of the probe tells, that of the window looks. */
final class ProbeNotes implements ProbeListener {

    private final ProbeRequest request;
    private final List<ConnectAttempt> attempts = new ArrayList<>();
    private @Nullable ProbePart part;
    private @Nullable ProbeResult found;
    private @Nullable Failure failure;
    private boolean over;
    private int version;

    ProbeNotes(ProbeRequest request) {
        this.request = request;
    }

    @Override
    public synchronized void begun(ProbePart begun) {
        part = begun;
        version++;
    }

    @Override
    public synchronized void attempted(ConnectAttempt attempt) {
        attempts.add(attempt);
        version++;
    }

    @Override
    public synchronized void found(ProbeResult soFar) {
        found = soFar;
        version++;
    }

    /** It is over: one of the two is null. */
    synchronized void ended(@Nullable ProbeResult result, @Nullable Throwable error) {
        if (result != null) {
            found = result;
        } else {
            failure = Failures.of(error, request.target().where());
        }
        over = true;
        version++;
    }

    /** How it is now. */
    synchronized Sight look() {
        return new Sight(request, part, attempts, found, failure, over, version);
    }

    /** Grows with every change. */
    synchronized int version() {
        return version;
    }
}
