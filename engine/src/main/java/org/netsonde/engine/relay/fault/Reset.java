package org.netsonde.engine.relay.fault;

import java.time.Duration;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.Durations;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.relay.link.Passage;
import org.netsonde.engine.relay.link.Stage;

/**
 * The connection breaks off: both sides get a reset (RFC 9293, section 3.5.2), which may overtake what was sent before it.
 *
 * @param after how long after the beginning, or after the bytes have passed
 * @param afterBytes once how many bytes have passed
 */
public record Reset(
        @Option(min = 0, max = 86_400_000_000_000L) Duration after,
        @Option(min = 0, max = 1L << 50) DataSize afterBytes)
        implements Fault {

    /** Five seconds after the beginning. */
    public Reset() {
        this(Duration.ofSeconds(5), new DataSize(0));
    }

    @Override
    public Level level() {
        return Level.STREAM;
    }

    @Override
    public String figures() {
        return figures(after, afterBytes);
    }

    /** Says when something happens that waits for bytes, and then for a time. */
    static String figures(Duration after, DataSize bytes) {
        if (bytes.bytes() == 0) {
            return Durations.format(after);
        }
        return after.isZero() ? bytes.toString() : bytes + " + " + Durations.format(after);
    }

    @Override
    public Stage stage(Passage passage, Dice dice) {
        return new Trigger(passage, afterBytes, after) {
            @Override
            void happen() {
                passage.reset(Phrase.of("event.faultReset"));
            }
        };
    }
}
