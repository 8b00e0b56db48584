package org.netsonde.engine.security.account;

import java.util.function.UnaryOperator;

/** Keeps a list until the program ends. */
final class MemoryShelf implements Shelf {

    private volatile Stored kept;

    MemoryShelf(Stored first) {
        kept = first;
    }

    @Override
    public Stored last() {
        return kept;
    }

    @Override
    public Stored read() {
        return kept;
    }

    @Override
    public synchronized void change(UnaryOperator<Stored> change) {
        kept = change.apply(kept);
    }
}
