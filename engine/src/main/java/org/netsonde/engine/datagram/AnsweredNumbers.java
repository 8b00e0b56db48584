package org.netsonde.engine.datagram;

/** Which of the latest {@value #SIZE} numbers a peer has answered. Confined to one thread. */
final class AnsweredNumbers {

    /** What is new about a number. */
    enum Answer {
        /** Higher than all before it. */
        NEXT,
        /** Not answered before, but a higher one was. */
        LATE,
        /** Answered before. */
        AGAIN,
        /** So much lower than the highest that it is not known any more. */
        FORGOTTEN
    }

    static final int SIZE = SentWindow.CAPACITY;

    private final long[] bits = new long[SIZE / Long.SIZE];
    private long highest;

    /** Notes the answer to a number, from 1. */
    Answer note(long number) {
        if (number > highest) {
            for (long skipped = Math.max(highest + 1, number - SIZE + 1); skipped <= number; skipped++) {
                bits[word(skipped)] &= ~bit(skipped);
            }
            highest = number;
            bits[word(number)] |= bit(number);
            return Answer.NEXT;
        }
        if (number <= highest - SIZE) {
            return Answer.FORGOTTEN;
        }
        boolean again = (bits[word(number)] & bit(number)) != 0;
        bits[word(number)] |= bit(number);
        return again ? Answer.AGAIN : Answer.LATE;
    }

    private static int word(long number) {
        return (int) (number % SIZE) / Long.SIZE;
    }

    private static long bit(long number) {
        return 1L << (number % Long.SIZE);
    }
}
