package org.netsonde.engine.relay.form;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Which requests of a conversation wait for which replies. What the server was sent counts, since requests may be dropped or
 * sent twice on the way. Confined to the event loop of the conversation.
 */
final class HttpExchanges {

    /** How many requests may wait for their replies before nothing is told apart any more. */
    static final int MOST = 10_000;

    /** A request that was sent. */
    record Sent(long number, HttpHead head) {}

    /** Whether something else than HTTP may follow a request. */
    static boolean asksForMore(HttpHead head) {
        return head.method().equals("CONNECT") || !head.values("upgrade").isEmpty();
    }

    private final Deque<Sent> waiting = new ArrayDeque<>();
    private boolean lost;
    private long answered;

    /** A request leaves for the server. */
    void sent(long number, HttpHead head) {
        if (waiting.size() >= MOST) {
            lost = true;
        } else {
            waiting.add(new Sent(number, head));
        }
    }

    /** The request that the next reply is for; null if none waits. */
    @Nullable
    Sent next() {
        return waiting.peek();
    }

    /** The next reply, which is not an interim one, has begun to come. */
    void replied() {
        waiting.poll();
    }

    /** The whole reply to a request has left for the client, or another one in its place. */
    void answered(long number) {
        answered = Math.max(answered, number);
    }

    /** Whether the replies to all before that request have left. */
    boolean isTurnOf(long number) {
        return number == answered + 1;
    }

    /** Whether too many waited, so that replies cannot be told apart. */
    boolean isLost() {
        return lost;
    }
}
