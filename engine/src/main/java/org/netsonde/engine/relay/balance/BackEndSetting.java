package org.netsonde.engine.relay.balance;

import org.netsonde.engine.protocol.Inline;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.stream.Aim;

/**
 * A back end of a relay, as its settings have it.
 *
 * @param aim where it is
 * @param weight how much of the whole is meant for it, in relation to the others
 * @param draining whether it gets no new connections
 */
public record BackEndSetting(
        @Inline Aim aim, @Option(min = 1, max = 1000) int weight, boolean draining) {

    /** Port 8001 of the loopback interface. */
    public BackEndSetting() {
        this(new Aim(8001), 1, false);
    }
}
