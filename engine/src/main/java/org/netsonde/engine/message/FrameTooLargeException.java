package org.netsonde.engine.message;

/** A peer announced or sent a message longer than the framing allows. The stream cannot be resynchronised. */
public final class FrameTooLargeException extends Exception {

    private static final long serialVersionUID = 1;

    private final long length;
    private final int limit;

    public FrameTooLargeException(long length, int limit) {
        super("message of " + length + " bytes or more, " + limit + " allowed", null, false, false);
        this.length = length;
        this.limit = limit;
    }

    /** The announced length, or how much came without an end. */
    public long length() {
        return length;
    }

    /** The bound that it broke. */
    public int limit() {
        return limit;
    }
}
