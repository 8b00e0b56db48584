package org.netsonde.engine.relay.limit;

/**
 * What a limit says.
 *
 * @param kind whether it is admitted
 * @param waitNanos after how long it is admitted, or, refused, when it might be tried again
 */
public record Verdict(Kind kind, long waitNanos) {

    /** At once. */
    public static final Verdict ADMITTED = new Verdict(Kind.ADMITTED, 0);

    /** Whether something is admitted. */
    public enum Kind {
        /** Now. */
        ADMITTED,
        /** Later; its place is taken. */
        DELAYED,
        /** Not at all. */
        REJECTED,
        /** Not at all, and its connection is to be closed. */
        CLOSED
    }
}
