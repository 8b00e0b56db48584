package org.netsonde.engine.relay.fault;

import java.util.SplittableRandom;
import org.netsonde.engine.relay.link.Heading;
import org.netsonde.engine.relay.link.Piece;

/**
 * The draws of one fault in one direction of one conversation. They follow from the seed, the place of the fault in the
 * settings, the direction and the number of the conversation alone, so that they repeat whenever the same conversations
 * come in the same order. Not safe for threads.
 */
public final class Dice {

    private final SplittableRandom random;
    private final double probability;
    private final boolean conversation;

    /**
     * Dice.
     *
     * @param place which fault of the settings it is, from 0
     * @param probability how likely the fault is, from 0 to 1
     */
    public Dice(long seed, int place, Heading heading, long conversation, double probability) {
        this.random = new SplittableRandom(
                mix(mix(mix(seed) + place) + (heading == Heading.TO_SERVER ? 0 : 1)) + conversation);
        this.probability = probability;
        this.conversation = random.nextDouble() < probability;
    }

    /** Spreads the bits of a number, so that neighbours have nothing in common (the finalizer of SplitMix64). */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Whether it meets this conversation, drawn once. */
    public boolean meetsConversation() {
        return conversation;
    }

    /** Whether it meets that piece: drawn for each message or datagram; a stretch of a stream is met as its conversation is. */
    public boolean meets(Piece piece) {
        return piece.isMessage() ? random.nextDouble() < probability : conversation;
    }

    /** For draws of the fault's own. */
    public SplittableRandom random() {
        return random;
    }
}
