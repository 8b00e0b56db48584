package org.netsonde.app.traffic;

/** Text for a user's regular expression: gives up when reading it takes too long, as some expressions never end. */
final class TimedText implements CharSequence {

    /** Thrown out of the matcher. */
    static final class Exceeded extends RuntimeException {
        private static final long serialVersionUID = 1;

        Exceeded() {
            super("the expression takes too long", null, false, false);
        }
    }

    private static final long LIMIT_NANOS = 20_000_000;
    private static final int CHECK_EVERY = 1 << 10;

    private final String text;
    private final long start = System.nanoTime();
    private int reads;

    TimedText(String text) {
        this.text = text;
    }

    @Override
    public char charAt(int index) {
        if (++reads % CHECK_EVERY == 0 && System.nanoTime() - start > LIMIT_NANOS) {
            throw new Exceeded();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int from, int to) {
        return text.substring(from, to);
    }

    @Override
    public String toString() {
        return text;
    }
}
