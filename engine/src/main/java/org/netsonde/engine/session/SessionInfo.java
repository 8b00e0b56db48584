package org.netsonde.engine.session;

import java.time.Instant;

/**
 * What is known of a session as a whole.
 *
 * @param id the name of its folder, which begins with when it began; {@code now} for the run that goes on
 * @param state how far it got
 * @param name what the user calls it; empty for none
 * @param notes what the user wrote about it; may be several lines; empty for none
 * @param origin the name of the file that it was imported from; empty where it was recorded here
 * @param started when it began
 * @param ended when it ended, or its newest moment so far
 * @param version the version of Netsonde that recorded it
 * @param machine where
 * @param transport what the engine ran on
 */
public record SessionInfo(
        String id,
        State state,
        String name,
        String notes,
        String origin,
        Instant started,
        Instant ended,
        String version,
        Machine machine,
        String transport) {

    /** The id of the run that goes on. */
    public static final String NOW = "now";

    /** The same session in another state. */
    public SessionInfo with(State newState, Instant newEnd) {
        return new SessionInfo(id, newState, name, notes, origin, started, newEnd, version, machine, transport);
    }

    /** The same session in another state, when both its times are known. */
    public SessionInfo with(State newState, Instant newStart, Instant newEnd) {
        return new SessionInfo(id, newState, name, notes, origin, newStart, newEnd, version, machine, transport);
    }

    /** The same session under another name, with other notes. */
    public SessionInfo with(String newName, String newNotes) {
        return new SessionInfo(id, state, newName, newNotes, origin, started, ended, version, machine, transport);
    }

    /** How far a session got. */
    public enum State {
        /** It goes on. */
        RECORDING,
        /** It was ended as it should be. */
        ENDED,
        /** Its recording was cut off; what had been written is there. */
        RECOVERED,
        /** It was made from a file of another program. */
        IMPORTED
    }
}
