package org.netsonde.engine.protocol;

import java.time.Instant;
import java.util.Optional;
import org.netsonde.engine.Failure;

/** A server behind a relay, as the panel shows it. Safe for threads; the readings are those of the moment. */
public interface BackEnd {

    /** What a relay thinks of a back end. */
    enum State {
        /** It gets its share of new connections. */
        UP,
        /** It failed its health checks and gets none. */
        DOWN,
        /** It failed too often when it was used, and gets none until it is tried again. */
        EJECTED,
        /** It gets no new ones by the user's wish; those that stand go on. */
        DRAINING
    }

    /** The name of the endpoint that it is, or its host and port. */
    String name();

    /** How much of the whole is meant for it, in relation to the others. */
    int weight();

    /** What the relay thinks of it. */
    State state();

    /** Since when it is in that state. */
    Instant since();

    /** How many connections to it stand; for datagrams, how many clients have it. */
    int open();

    /** How many it was given since the relay started. */
    long total();

    /** How often it could not be reached, or broke off, since the relay started. */
    long failures();

    /** Bytes sent to it since the relay started. */
    long bytesTo();

    /** Bytes that came from it since the relay started. */
    long bytesFrom();

    /**
     * Which share of new connections it ought to get as things are, from 0 to 1: by its weight among those that are up, where
     * the way of balancing goes by weights.
     */
    double ideal();

    /** Why it last failed. */
    Optional<Failure> lastFailure();
}
