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
 * @param after how long after the beginning, or after the bytes have passed
 * @param afterBytes once how many bytes have passed
 */
public record HalfClose(
        @Option(min = 0, max = 86_400_000_000_000L) Duration after,
        @Option(min = 0, max = 1L << 50) DataSize afterBytes)
        implements Fault {

    /** Five seconds after the beginning. */
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
