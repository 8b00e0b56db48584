package org.netsonde.engine.relay.fault;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.protocol.Durations;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.relay.RelayMetrics;
import org.netsonde.engine.relay.link.Passage;
import org.netsonde.engine.relay.link.Piece;
import org.netsonde.engine.relay.link.Stage;

/**
 * Data pass as always, but the end of the stream arrives late.
 *
 * @param delay by how much
 */
public record SlowClose(
        @Option(min = 0, max = 3_600_000_000_000L) Duration delay) implements Fault {

    /** Five seconds. */
    public SlowClose() {
        this(Duration.ofSeconds(5));
    }

    @Override
    public Level level() {
        return Level.STREAM;
    }

    @Override
    public String figures() {
        return Durations.format(delay);
    }

    @Override
    public Stage stage(Passage passage, Dice dice) {
        return new Stage() {

            private Passage.@Nullable Timer timer;

            @Override
            public void take(Piece piece) {
                pass(piece);
            }

            @Override
            public void end() {
                passage.count(RelayMetrics.FAULT_HITS, 1);
                timer = passage.after(delay.toNanos(), this::drain);
            }

            @Override
            public void drain() {
                if (timer != null) {
                    release();
                    passEnd();
                }
            }

            @Override
            public void release() {
                if (timer != null) {
                    timer.cancel();
                    timer = null;
                }
            }
        };
    }
}
