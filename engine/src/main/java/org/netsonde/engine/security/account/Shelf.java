package org.netsonde.engine.security.account;

import java.util.function.UnaryOperator;
import org.netsonde.engine.FailureException;

/** Where a list is kept. Safe for threads. */
interface Shelf {

    /** What was read last; nobody where nothing has been read yet. Does not block. */
    Stored last();

    /**
     * What is kept now. Blocks on the disk.
     *
     * @throws FailureException of kind FILE if it cannot be read
     */
    Stored read();

    /**
     * Changes what is kept, while nobody else does. Blocks on the disk.
     *
     * @param change gives what is to be kept; if it throws, or gives what it was given, nothing is changed
     * @throws FailureException of kind FILE if it cannot be read or written; then it is as it was
     */
    void change(UnaryOperator<Stored> change);
}
