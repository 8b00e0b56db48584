package org.netsonde.engine.relay.intercept;

import java.io.ByteArrayOutputStream;

/** Bytes that are written one after another, up to a bound. Not safe for threads. */
final class Growing {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final int most;
    private boolean full;

    Growing(int most) {
        this.most = most;
    }

    /** More bytes; none any more once they have become too many. */
    void write(byte[] bytes) {
        full |= bytes.length > most - out.size();
        if (!full) {
            out.writeBytes(bytes);
        }
    }

    /** Whether they were too many. */
    boolean isFull() {
        return full;
    }

    byte[] toByteArray() {
        return out.toByteArray();
    }
}
