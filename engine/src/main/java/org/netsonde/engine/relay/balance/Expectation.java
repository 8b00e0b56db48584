package org.netsonde.engine.relay.balance;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.netsonde.engine.Failure;
import org.netsonde.engine.message.Escapes;

/** Looks for bytes in what comes bit by bit, and keeps no more of it than a bounded head. */
final class Expectation {

    /** How much of a reply is looked at. */
    static final int MOST = 64 << 10;

    private static final int MOST_SHOWN = 60;

    private final byte[] expected;
    private byte[] came = new byte[0];

    /** Expects those bytes, or anything at all if there are none. */
    Expectation(byte[] expected) {
        this.expected = expected;
    }

    /** Takes some more; returns whether what is expected has come. */
    boolean take(byte[] more) {
        int before = came.length;
        int room = Math.min(more.length, MOST - before);
        came = Arrays.copyOf(came, before + room);
        System.arraycopy(more, 0, came, before, room);
        if (expected.length == 0) {
            return came.length > 0;
        }
        for (int at = Math.max(0, before - expected.length + 1); at + expected.length <= came.length; at++) {
            if (Arrays.equals(came, at, at + expected.length, expected, 0, expected.length)) {
                return true;
            }
        }
        return false;
    }

    /** Whether nothing more is looked at. */
    boolean isFull() {
        return came.length >= MOST;
    }

    /** Whether something has come. */
    boolean hasCome() {
        return came.length > 0;
    }

    /** What is wrong with what has come. */
    Failure failure(String where) {
        String head = new String(came, 0, Math.min(came.length, 4 * MOST_SHOWN), StandardCharsets.UTF_8);
        return Failure.of(
                Failure.Kind.MALFORMED_MESSAGE,
                "healthReply",
                where,
                Escapes.shown(head, MOST_SHOWN),
                Escapes.shown(new String(expected, StandardCharsets.UTF_8), MOST_SHOWN));
    }
}
