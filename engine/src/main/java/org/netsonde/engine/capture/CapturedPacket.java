package org.netsonde.engine.capture;

import java.util.List;

/**
 * A packet that was read.
 *
 * @param on the interface
 * @param nanos when, in nanoseconds since the epoch
 * @param way which way it went, as far as that is said
 * @param bytes what was kept of it
 * @param length how long it was
 * @param comments what is said of it
 */
record CapturedPacket(CapturedInterface on, long nanos, Way way, byte[] bytes, long length, List<String> comments) {

    /** Which way a packet went. */
    enum Way {
        UNKNOWN,
        INBOUND,
        OUTBOUND
    }
}
