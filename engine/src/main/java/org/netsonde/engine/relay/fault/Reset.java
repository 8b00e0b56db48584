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
 * @param after how long after the beginning of the connection, or, on one that stands already, after the fault was turned on;
 *     or, where bytes are counted, after they have passed
 * @param afterBytes once how many bytes have passed since then; 0 to go by the time alone
 */
public record Reset(
        @Option(min = 0, max = 86_400_000_000_000L) Duration after,
        @Option(min = 0, max = 1L << 50) DataSize afterBytes)
        implements Fault {

    /** Five seconds after the beginning, or after it was turned on. */
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
