package org.netsonde.engine.load;

import java.util.function.Consumer;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Phrase;

/**
 * Makes and ends the connections of a {@link Pool}, and knows their state. Called on the pool's event loop.
 *
 * @param <C> the connection
 */
public interface Keeper<C> {

    /** Begins to make a connection; {@link Pool#opened} or {@link Pool#notOpened} is told later, once. */
    void open();

    /** Whether it could take a request now: it stands, neither side has said that no more comes, nothing is left over on it. */
    boolean isWhole(C connection);

    /**
     * Asks a connection that has rested whether it still answers.
     *
     * @param answered told once whether it did, later; need not be told of a connection that is {@link Pool#gone} by then
     */
    void ask(C connection, IdleCheck.Probe probe, Consumer<Boolean> answered);

    /** A request has been refused since too many waited, or waited in vain; its taker is told as well. */
    void refused(Failure failure);

    /** Begins to end a connection; {@link Pool#gone} is told once it is over. */
    void end(C connection, Phrase why);
}
