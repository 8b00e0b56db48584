package org.netsonde.engine.relay.limit;

import java.net.InetSocketAddress;
import java.util.List;
import org.netsonde.engine.metrics.Meter;
import org.netsonde.engine.relay.link.Heading;
import org.netsonde.engine.relay.link.StageSource;

/** The limits of a relay that runs. Safe for threads. */
public final class Limits {

    /** Those limits, counting there. */
    public Limits(List<LimitSetting> settings, Meter meter) {}

    /** Takes other limits; those that stay as they are keep their counts. */
    public void update(List<LimitSetting> settings) {}

    /**
     * Asks for a connection of that client, by the limits of the relay and of each client.
     *
     * @param now {@link System#nanoTime()}
     */
    public Verdict connect(InetSocketAddress client, long now) {
        return Verdict.ADMITTED;
    }

    /** Asks for a connection to that back end, by the limits of each back end. */
    public Verdict connectTo(String backEnd, long now) {
        return Verdict.ADMITTED;
    }

    /** What makes the stages that keep to the limits of messages and bytes on that way. */
    public List<StageSource> sources(Heading heading) {
        return List.of();
    }
}
