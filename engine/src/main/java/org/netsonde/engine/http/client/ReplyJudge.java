package org.netsonde.engine.http.client;

import java.util.Optional;
import org.netsonde.engine.Failure;
import org.netsonde.engine.http.HttpText;
import org.netsonde.engine.metrics.MeterWriter;

/** Looks at each reply that a client receives, whole. Called on the client's event loop. */
@FunctionalInterface
public interface ReplyJudge {

    /**
     * A reply arrived.
     *
     * @param meter for figures of the protocol's own
     * @return a failure that is counted; the connection survives it
     */
    Optional<Failure> received(MeterWriter meter, HttpText reply);
}
