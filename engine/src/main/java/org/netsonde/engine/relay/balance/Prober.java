package org.netsonde.engine.relay.balance;

import java.util.Optional;
import java.util.function.Consumer;
import org.netsonde.engine.Failure;
import org.netsonde.engine.stream.Aim;

/** Carries out single health checks, on the thread of the pool's {@link Schedule}. */
@FunctionalInterface
interface Prober {

    /**
     * Begins a check.
     *
     * @param done hears once what was wrong, nothing where all is well; never once it was given up
     * @return gives it up
     */
    Runnable check(Aim aim, Consumer<Optional<Failure>> done);
}
