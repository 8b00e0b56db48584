package org.netsonde.engine.experiment;

import org.netsonde.engine.FailureException;
import org.netsonde.engine.Phrase;

/**
 * One of the ways in which an experiment does its work.
 *
 * @param id tells it apart, in results and files
 * @param name what it is called
 * @param setup starts what it needs
 * @param most how many units it may do at a point, those for warming up included: the point ends when they are used up, though
 *     not before {@link RunLimits#FEWEST_ROUNDS} rounds; at least 1
 */
public record Side(String id, Phrase name, Setup setup, int most) {

    /**
     * How many connections a side may open at a point. Each takes up a port of this machine for up to some minutes after it
     * was closed (TIME-WAIT, RFC 9293, section 3.3.2). There are 28,000 for each server on Linux, and some 16,000 in all on
     * other systems.
     */
    public static final int CONNECTIONS = 6000;

    /** Starts what a side needs. */
    @FunctionalInterface
    public interface Setup {
        /**
         * Starts servers and clients on a stand of its own, which closes them afterwards.
         *
         * @param at the value of the axis at this point; 0 where there is no axis
         * @throws FailureException if something does not start: the experiment ends with it
         */
        Work open(Stand stand, double at);
    }

    /** A side whose name is {@code side.<id>} in the engine's bundle. */
    public static Side of(String id, Setup setup) {
        return new Side(id, Phrase.of("side." + id), setup, Integer.MAX_VALUE);
    }

    /** A side with a name that is the same in every language. */
    public static Side named(String id, String name, Setup setup) {
        return new Side(id, Phrase.verbatim(name), setup, Integer.MAX_VALUE);
    }

    /** The same, with a limit to its units. */
    public Side atMost(int units) {
        return new Side(id, name, setup, units);
    }
}
