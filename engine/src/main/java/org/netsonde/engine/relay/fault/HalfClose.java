package org.netsonde.engine.relay.fault;

import java.time.Duration;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.relay.link.Passage;
import org.netsonde.engine.relay.link.Stage;

/**
 * One way ends while the other goes on: the receiver is told that no more comes, and what does come is swallowed.
 *
 * @param after how long after the beginning of the connection, or, on one that stands already, after the fault was turned on;
 *     or, where bytes are counted, after they have passed
 * @param afterBytes once how many bytes have passed since then; 0 to go by the time alone
 */
public record HalfClose(
        @Option(min = 0, max = 86_400_000_000_000L) Duration after,
        @Option(min = 0, max = 1L << 50) DataSize afterBytes)
        implements Fault {

    /** Five seconds after the beginning, or after it was turned on. */
    public HalfClose() {
        this(Duration.ofSeconds(5), new DataSize(0));
    }

    @Override
    public Level level() {
        return Level.STREAM;
    }

    @Override
    public String figures() {
        return Reset.figures(after, afterBytes);
    }

    @Override
    public Stage stage(Passage passage, Dice dice) {
        return new Trigger(passage, afterBytes, after) {
            @Override
            void happen() {
                passage.note(Phrase.of("event.faultHalfClose"));
                passEnd();
            }
        };
    }
}
