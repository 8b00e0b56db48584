package org.netsonde.engine.load;

import org.netsonde.engine.Failure;

/**
 * Wants a connection of a {@link Pool}. Called on the pool's event loop.
 *
 * @param <C> the connection
 */
public interface Taker<C> {

    /** Here is one, to be given back by {@link Pool#release} or {@link Pool#discard}. */
    void taken(Pooled<C> connection);

    /** There is none for it. */
    void refused(Failure failure);
}
