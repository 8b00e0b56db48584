package org.netsonde.engine.transport;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;

/**
 * What Linux tells of a TCP connection: the {@code tcp_info} of its linux/tcp.h, in the units of this program.
 *
 * @param state how the sender stands with what it has sent
 * @param rttNanos the smoothed round-trip time (RFC 6298), in nanoseconds
 * @param rttVarianceNanos its mean deviation, in nanoseconds
 * @param leastRttNanos the least that was measured lately, in nanoseconds; {@link #UNKNOWN} where the system does not tell
 * @param timeoutNanos after how long without an acknowledgement is sent again, in nanoseconds
 * @param retransmits how many segments have been sent again since the connection was made
 * @param retransmitting how many segments that were sent again are not acknowledged yet
 * @param lost how many segments on their way are taken for lost
 * @param unacknowledged how many segments are on their way
 * @param congestionWindow how many segments may be on their way (RFC 5681)
 * @param slowStartThreshold up to how many segments the window grows fast; {@link #INFINITE} before the first loss
 * @param sendMss the largest segment that is sent, in bytes
 * @param receiveMss the largest segment that is taken to come, in bytes
 * @param pathMtu the largest packet that the way takes, in bytes
 * @param unsentBytes what waits in the send queue of the system and has not been sent; {@link #UNKNOWN} where it does not
 *     tell
 * @param deliveryRate how much of late arrived at the peer, in bytes per second; {@link #UNKNOWN} where the system does not
 *     tell
 */
public record TcpInfo(
        State state,
        long rttNanos,
        long rttVarianceNanos,
        long leastRttNanos,
        long timeoutNanos,
        long retransmits,
        long retransmitting,
        long lost,
        long unacknowledged,
        long congestionWindow,
        long slowStartThreshold,
        long sendMss,
        long receiveMss,
        long pathMtu,
        long unsentBytes,
        long deliveryRate) {

    /** Not told. */
    public static final long UNKNOWN = -1;

    /** The slow start threshold of a connection that has lost nothing yet. */
    public static final long INFINITE = 0x7fff_ffff;

    /** How many bytes are asked for; a system that knows fewer leaves the rest 0. */
    static final int LENGTH = 168;

    /** How the sender stands with what it has sent, as Linux has it in {@code tcp_ca_state}. */
    public enum State {
        /** All arrives in order. */
        OPEN,
        /** Something arrived out of order, or was acknowledged twice. */
        DISORDER,
        /** The window is being reduced since the network said so. */
        REDUCING,
        /** A lost segment is being sent again, and acknowledgements still come. */
        RECOVERY,
        /** No acknowledgement came in time. */
        LOSS
    }

    /** How many bytes of the peer's window may be on their way. */
    public long congestionWindowBytes() {
        return congestionWindow * sendMss;
    }

    /**
     * Reads what the system has written, times of which it counts in microseconds.
     *
     * @param raw at least {@link #LENGTH} bytes from its beginning, in the order of the processor; its position does not
     *     matter
     */
    static TcpInfo of(ByteBuffer raw) {
        ByteBuffer in = raw.duplicate().clear().order(ByteOrder.nativeOrder());
        State[] states = State.values();
        // A connection that stands has always a least time, so there is none only where the system is too old to tell.
        long least = unsigned(in, 148);
        boolean recent = least != 0;
        return new TcpInfo(
                states[Math.clamp(in.get(1), 0, states.length - 1)],
                micros(in, 68),
                micros(in, 72),
                recent && least != 0xffff_ffffL ? TimeUnit.MICROSECONDS.toNanos(least) : UNKNOWN,
                micros(in, 8),
                unsigned(in, 100),
                unsigned(in, 36),
                unsigned(in, 32),
                unsigned(in, 24),
                unsigned(in, 80),
                unsigned(in, 76),
                unsigned(in, 16),
                unsigned(in, 20),
                unsigned(in, 60),
                recent ? unsigned(in, 144) : UNKNOWN,
                recent ? in.getLong(160) : UNKNOWN);
    }

    private static long micros(ByteBuffer in, int at) {
        return TimeUnit.MICROSECONDS.toNanos(unsigned(in, at));
    }

    private static long unsigned(ByteBuffer in, int at) {
        return Integer.toUnsignedLong(in.getInt(at));
    }
}
