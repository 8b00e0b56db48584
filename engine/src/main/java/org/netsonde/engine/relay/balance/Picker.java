package org.netsonde.engine.relay.balance;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.SplittableRandom;

/** A way of balancing, with what it remembers. Guarded by the lock of its pool. */
interface Picker {

    /**
     * Picks one.
     *
     * @param candidates those that could be picked, at least one, in the order of the settings
     * @param client whose connection it is for
     */
    Member pick(List<Member> candidates, InetSocketAddress client);

    /** Forgets all others. */
    default void retain(List<Member> members) {}

    /** The picker of a way of balancing. */
    static Picker of(Balancing balancing, SplittableRandom random) {
        return switch (balancing) {
            case ROUND_ROBIN -> new RoundRobin();
            case LEAST_CONNECTIONS -> new LeastConnections();
            case WEIGHTED -> new SmoothWeighted();
            case WEIGHTED_RANDOM -> new WeightedRandom(random);
            case SOURCE_HASH -> new SourceHash();
        };
    }
}
