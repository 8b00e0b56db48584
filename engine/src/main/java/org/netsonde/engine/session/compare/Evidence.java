package org.netsonde.engine.session.compare;

/**
 * Whether two runs of a figure differ by more than chance, by {@link MannWhitney} on the means of {@link Blocks}.
 *
 * @param verdict what came out
 * @param secondsA how many seconds of the first run have a value
 * @param secondsB how many of the second
 * @param block how many seconds were averaged into one value, so that values are nearly independent
 * @param p how often chance alone gives such a difference; 1 where it was not tested
 */
public record Evidence(Verdict verdict, int secondsA, int secondsB, int block, double p) {

    /** The most a difference may be due to chance, in the long run, for it to be called significant. */
    public static final double LEVEL = 0.01;

    /** The least change that is called significant; a smaller one does not matter, however sure it is. */
    public static final double LEAST_CHANGE = 0.05;

    /** With fewer seconds it is not known how much they depend on each other. */
    public static final int LEAST_SECONDS = 20;

    /** With fewer independent values the test is not exact enough. */
    public static final int LEAST_BLOCKS = 8;

    /** What came out. */
    public enum Verdict {
        /** More than chance, and large enough to matter. */
        SIGNIFICANT,
        /** More than chance, but too small to matter. */
        SMALL,
        /** May be chance. */
        CHANCE,
        /** Too little to tell. */
        TOO_SHORT,
        /** One of the two has no value. */
        NO_VALUES
    }

    /**
     * Tests two series of one value per second.
     *
     * @param change the change of the figure over the whole runs, as a fraction; infinite where it was 0 before
     */
    static Evidence of(double[] a, double[] b, double change) {
        if (a.length == 0 || b.length == 0) {
            return new Evidence(Verdict.NO_VALUES, a.length, b.length, 1, 1);
        }
        // A short run shows less of its memory than a long one, so the longer memory of the two counts for both.
        int block = Blocks.length(Math.max(Blocks.memory(a), Blocks.memory(b)));
        int fewer = Math.min(a.length, b.length);
        if (fewer < LEAST_SECONDS || fewer / block < LEAST_BLOCKS) {
            return new Evidence(Verdict.TOO_SHORT, a.length, b.length, block, 1);
        }
        double p =
                MannWhitney.of(Blocks.means(a, block), Blocks.means(b, block)).p();
        Verdict verdict =
                p >= LEVEL ? Verdict.CHANCE : Math.abs(change) < LEAST_CHANGE ? Verdict.SMALL : Verdict.SIGNIFICANT;
        return new Evidence(verdict, a.length, b.length, block, p);
    }

    /** How many seconds of each run would be needed, as far as can be told from these. */
    public int neededSeconds() {
        return Math.max(LEAST_SECONDS, LEAST_BLOCKS * block);
    }
}
