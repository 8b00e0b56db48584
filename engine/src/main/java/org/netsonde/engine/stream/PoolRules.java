package org.netsonde.engine.stream;

import java.util.List;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.load.Pooling;
import org.netsonde.engine.message.Framing;
import org.netsonde.engine.protocol.Caution;
import org.netsonde.engine.protocol.SettingsException;

/** What the settings of stream clients with a pool have to keep to. */
public final class PoolRules {

    private PoolRules() {}

    /**
     * Checks that answers are waited for: a connection is free again by its answer.
     *
     * @throws SettingsException if they are not
     */
    public static void check(Pooling pool, StreamClientOptions options) {
        if (pool instanceof Pooling.On && options.replyTimeout().isZero()) {
            throw new SettingsException("replyTimeout", Phrase.of("problem.poolReplyTimeout"));
        }
    }

    /** That without framing nobody knows where an answer ends, if that is so. */
    public static List<Caution> cautions(Pooling pool, Framing framing) {
        return pool instanceof Pooling.On && framing instanceof Framing.Raw
                ? List.of(Caution.warning("pool", "poolRaw"))
                : List.of();
    }
}
