package org.netsonde.engine.relay.limit;

import org.netsonde.engine.relay.link.Ways;

/**
 * A limit of a relay, as its settings have it.
 *
 * @param on whether it is kept to
 * @param limit how much is admitted in which time
 * @param of what is counted
 * @param per what has a limit of its own
 * @param excess what happens to what is too much
 * @param direction which ways are limited; of no matter for connections
 */
public record LimitSetting(boolean on, RateLimit limit, Counted of, Scope per, Excess excess, Ways direction) {

    /** A hundred connections a second. */
    public LimitSetting() {
        this(true, new FixedWindow(), Counted.CONNECTIONS, Scope.RELAY, Excess.DELAY, Ways.TO_SERVER);
    }

    /** What is counted. */
    public enum Counted {
        CONNECTIONS,
        /** Messages or datagrams; where there are none, reads. */
        MESSAGES,
        BYTES
    }

    /** What has a limit of its own. */
    public enum Scope {
        /** The relay as a whole. */
        RELAY,
        /** Each client's address. */
        CLIENT,
        /** Each back end. */
        BACK_END
    }

    /** What happens to what is too much. */
    public enum Excess {
        /** It waits until it is admitted. */
        DELAY,
        /** It is not passed on; its sender is told where the protocol has words for it. */
        REJECT,
        /** Its connection is closed. */
        CLOSE
    }
}
