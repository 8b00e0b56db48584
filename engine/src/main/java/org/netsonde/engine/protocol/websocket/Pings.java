package org.netsonde.engine.protocol.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * The pings that wait for their pong; bounded. The oldest is kept whatever comes, since it tells for how long nothing was
 * answered, and so are the latest, which a peer may answer alone. Confined to one thread.
 */
final class Pings {

    /** What {@link #answered} gives for a pong that answers nothing. */
    static final long NONE = -1;

    private static final int MOST = 64;

    private record Sent(byte[] payload, long at) {}

    private final Deque<Sent> waiting = new ArrayDeque<>();

    /** A ping was sent. */
    void sent(byte[] payload, long now) {
        if (waiting.size() == MOST) {
            Sent oldest = waiting.removeFirst();
            waiting.removeFirst();
            waiting.addFirst(oldest);
        }
        waiting.addLast(new Sent(payload, now));
    }

    /** Whether none waits. */
    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** When the oldest that waits was sent, {@code now} if none does. */
    long oldest(long now) {
        Sent first = waiting.peekFirst();
        return first == null ? now : first.at();
    }

    /**
     * A pong came: the time since its ping. A peer may answer only the latest of several (RFC 6455, section 5.5.3), so those
     * before it wait no longer.
     */
    long answered(ByteBuf pong, long now) {
        byte[] payload = ByteBufUtil.getBytes(pong);
        if (waiting.stream().noneMatch(ping -> Arrays.equals(ping.payload(), payload))) {
            return NONE;
        }
        Sent ping;
        do {
            ping = waiting.removeFirst();
        } while (!Arrays.equals(ping.payload(), payload));
        return now - ping.at();
    }
}
