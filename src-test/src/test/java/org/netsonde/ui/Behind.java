package org.netsonde.ui;

import java.time.Instant;
import java.util.Optional;
import org.netsonde.engine.Failure;
import org.netsonde.engine.protocol.BackEnd;

/** A back end as it is shown. */
record Behind(String name, int weight, State state, int open, long total, long failures, double ideal)
        implements BackEnd {

    @Override
    public Instant since() {
        return Instant.now().minusSeconds(75);
    }

    @Override
    public long bytesTo() {
        return 12_300 * total;
    }

    @Override
    public long bytesFrom() {
        return 45_600 * total;
    }

    @Override
    public Optional<Failure> lastFailure() {
        return failures == 0
                ? Optional.empty()
                : Optional.of(Failure.of(Failure.Kind.CONNECTION_REFUSED, "connectionRefused", name));
    }
}
