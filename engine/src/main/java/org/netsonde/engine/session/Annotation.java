package org.netsonde.engine.session;

import java.time.Instant;

/**
 * What is said of a moment of a session; shown in its charts and exports.
 *
 * @param id unique in the session
 * @param at when
 * @param kind who says it
 * @param endpoint the id of the endpoint that it is about; empty for the whole session
 * @param text one line
 */
public record Annotation(String id, Instant at, Kind kind, String endpoint, String text) {

    /** The most characters of a text; what is longer is cut. */
    public static final int MAX_TEXT = 1000;

    /** Who says it. */
    public enum Kind {
        /** The user. */
        NOTE,
        /** An endpoint failed, or had to survive a failure. */
        FAILURE,
        /** A threshold was crossed, or is kept to again. */
        THRESHOLD,
        /** A fault was injected or ended. */
        FAULT
    }

    public Annotation {
        text = text.strip().replaceAll("\\s+", " ");
        text = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT - 1) + "…" : text;
    }

    /** When, in milliseconds since the epoch. */
    public long atMillis() {
        return at.toEpochMilli();
    }

    /** Whether it concerns an endpoint. */
    public boolean concerns(String endpointId) {
        return endpoint.isEmpty() || endpoint.equals(endpointId);
    }
}
