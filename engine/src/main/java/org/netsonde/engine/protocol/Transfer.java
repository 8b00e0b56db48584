package org.netsonde.engine.protocol;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.netsonde.engine.Failure;

/**
 * A file that an endpoint saves, such as a download. Safe for threads; the readings are those of the moment.
 */
public interface Transfer {

    /** What state it is in. */
    enum State {
        /** Bytes are coming, or are waited for. */
        RUNNING,
        /** The file is there, whole. */
        DONE,
        /** Given up by the user; what came is kept for {@link #resume}, where the server can go on from there. */
        CANCELLED,
        /** Ended by a failure; as with those that were cancelled. */
        FAILED
    }

    /** Counted up from 1 within the endpoint. */
    long id();

    /** What is transferred, such as the address without what is secret in it. */
    String source();

    /** Where the file is, or will be when it is whole. */
    Path file();

    /** When it began. */
    Instant since();

    /** Its state. */
    State state();

    /** How many bytes are there, those of earlier attempts included. */
    long bytes();

    /** How many there will be; -1 where nobody knows. */
    long total();

    /** Why it failed. */
    Optional<Failure> failure();

    /** Gives it up; nothing where it does not run. */
    void cancel();

    /** Whether {@link #resume} may be of use: it was given up or failed, and its endpoint runs. */
    boolean resumable();

    /** Goes on from where it was, or from the beginning where the server cannot; nothing where it is not resumable. */
    void resume();
}
