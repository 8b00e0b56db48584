package org.netsonde.engine.relay.limit;

import org.netsonde.engine.relay.link.Passage;
import org.netsonde.engine.relay.link.Stage;
import org.netsonde.engine.relay.link.StageSource;

/** Makes the stages of one limit; equal as long as the limit stays, with its counts. */
record LimitSource(Limit limit) implements StageSource {

    @Override
    public Stage stage(Passage passage) {
        return new LimitStage(limit, passage);
    }
}
