package org.netsonde.app.probe;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.probe.ProbePart;
import org.netsonde.engine.probe.ProbeRequest;
import org.netsonde.engine.probe.ProbeResult;
import org.netsonde.engine.probe.connect.ConnectAttempt;

/**
 * A probe as it is at a moment. Immutable.
 *
 * @param request what was asked for
 * @param part which part is under way; null before the first
 * @param attempts the attempts to connect so far, in the order in which they ended
 * @param found what was found out so far; null before the first part is over
 * @param failure why it could not begin; null where it could
 * @param over whether there is no more to come
 * @param version grows with every change
 */
record Sight(
        ProbeRequest request,
        @Nullable ProbePart part,
        List<ConnectAttempt> attempts,
        @Nullable ProbeResult found,
        @Nullable Failure failure,
        boolean over,
        int version) {

    Sight {
        attempts = List.copyOf(attempts);
    }

    /** How much of it is done, 0 to 1: parts count alike, and attempts as their share of theirs. */
    double progress() {
        List<ProbePart> wanted = request.parts().stream().sorted().toList();
        if (over) {
            return 1;
        }
        double before = part == null ? 0 : Math.max(0, wanted.indexOf(part));
        int last = attempts.stream().mapToInt(ConnectAttempt::number).max().orElse(0);
        double within =
                part == ProbePart.CONNECT ? (double) last / request.connects().count() : 0;
        return Math.min(1, (before + within) / wanted.size());
    }
}
