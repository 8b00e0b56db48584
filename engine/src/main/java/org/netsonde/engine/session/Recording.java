package org.netsonde.engine.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;

/**
 * How a recording stands.
 *
 * @param id the session's id; empty while its folder is not there yet
 * @param started when it began
 * @param size what it takes on disk, in bytes
 * @param notRecorded records of traffic and seconds of figures that came faster than they could be written
 * @param trouble why nothing can be written at the moment, such as a full disk; null if all is well
 */
public record Recording(
        String id,
        Instant started,
        long size,
        long notRecorded,
        @Nullable Failure trouble) {}
