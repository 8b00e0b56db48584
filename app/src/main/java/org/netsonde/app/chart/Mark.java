package org.netsonde.app.chart;

/**
 * A moment that charts mark with a line and a flag.
 *
 * @param atMillis when, in milliseconds since the epoch
 * @param kind colour and shape of its flag
 * @param text what is said when it is pointed at, in the user's language; one line
 */
public record Mark(long atMillis, Kind kind, String text) {

    /** What sort of thing happened; of marks that stand too close, the flag is that of the last of these. */
    public enum Kind {
        /** Somebody noted something. */
        NOTE(Ink.ACCENT),
        /** A fault was injected, or ended. */
        FAULT(Ink.NEUTRAL),
        /** A threshold was crossed, or is kept to again. */
        THRESHOLD(Ink.WARNING),
        /** Something failed. */
        FAILURE(Ink.DANGER);

        private final Ink ink;

        Kind(Ink ink) {
            this.ink = ink;
        }

        Ink ink() {
            return ink;
        }
    }
}
