package org.netsonde.engine.relay.fault;

import java.time.Duration;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.relay.link.Passage;
import org.netsonde.engine.relay.link.Stage;

/**
 * The connection is closed, in good order, once so much has passed.
 *
 * @param afterBytes how many bytes pass
 */
public record LimitData(@Option(min = 0, max = 1L << 50) DataSize afterBytes) implements Fault {

    /** 64 KiB. */
    public LimitData() {
        this(new DataSize(64 << 10));
    }

    @Override
    public Level level() {
        return Level.STREAM;
    }

    @Override
    public String figures() {
        return afterBytes.toString();
    }

    @Override
    public Stage stage(Passage passage, Dice dice) {
        return new Trigger(passage, afterBytes, Duration.ZERO) {
            @Override
            void happen() {
                passage.close(Phrase.of("event.faultLimitData"));
            }
        };
    }
}
