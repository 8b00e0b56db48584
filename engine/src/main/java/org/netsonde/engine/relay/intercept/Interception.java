package org.netsonde.engine.relay.intercept;

import java.util.List;
import org.netsonde.engine.protocol.HeldMessages;
import org.netsonde.engine.relay.link.Heading;
import org.netsonde.engine.relay.link.StageSource;

/** What a relay that runs holds back and rewrites. Safe for threads. */
public final class Interception {

    /** One that lists there what it holds. */
    public Interception(HeldMessages held) {}

    /** What makes the stages for that way: first holding back, so that the user sees what came, then rewriting. */
    public List<StageSource> sources(Intercept intercept, List<Rewrite> rewrites, Heading heading) {
        return List.of();
    }
}
