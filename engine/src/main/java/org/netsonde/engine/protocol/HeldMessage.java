package org.netsonde.engine.protocol;

import java.time.Instant;

/** A message that a relay holds back, or has held back, for the user to decide on. Safe for threads. */
public interface HeldMessage {

    /** What has become of it. */
    enum State {
        /** It waits for the user. */
        WAITING,
        /** It was passed on, changed or not. */
        FORWARDED,
        /** It was thrown away. */
        DROPPED,
        /** Nobody decided in time; what the settings say was done. */
        TIMED_OUT,
        /** Its connection was closed first. */
        GONE
    }

    /** Counted up from 1 within the endpoint. */
    long id();

    /** When it arrived. */
    Instant at();

    /** When it is decided without the user. */
    Instant due();

    /** The connection that it came in on, as listed among the relay's. */
    long connection();

    /** Whether it is on its way to the server, and not to the client. */
    boolean toServer();

    /** What has become of it. */
    State state();

    /** Its bytes as it came; callers do not change them. */
    byte[] content();

    /** Passes it on with these bytes in its place; false if it no longer waits. */
    boolean forward(byte[] content);

    /** Throws it away; false if it no longer waits. */
    boolean drop();

    /**
     * Sends these bytes as one more message on the same way, behind what is under way, whatever became of this one; false if
     * the connection is gone.
     */
    boolean replay(byte[] content);
}
