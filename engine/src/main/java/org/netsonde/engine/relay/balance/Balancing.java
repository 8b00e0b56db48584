package org.netsonde.engine.relay.balance;

/** How a relay chooses among its back ends. */
public enum Balancing {
    /** In turn, whatever their weights. */
    ROUND_ROBIN,
    /** The one with the fewest open connections, in relation to its weight. */
    LEAST_CONNECTIONS,
    /** In turn by their weights, as evenly spread as can be. */
    WEIGHTED,
    /** By chance, by their weights. */
    WEIGHTED_RANDOM,
    /** Always the same for the same client's address, by their weights. */
    SOURCE_HASH
}
