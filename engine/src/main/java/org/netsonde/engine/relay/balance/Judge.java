package org.netsonde.engine.relay.balance;

import org.netsonde.engine.Failure;

/** Hears the verdict on a back end. */
interface Judge {

    /** It is well. */
    void good();

    /** It is not. */
    void failed(Failure failure);

    /** How failures name it. */
    String where();
}
