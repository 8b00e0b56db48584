package org.netsonde.engine.relay.fault;

import java.time.Duration;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.relay.link.Passage;
import org.netsonde.engine.relay.link.Piece;
import org.netsonde.engine.relay.link.Stage;

/**
 * Everything arrives later.
 *
 * @param delay by how much
 */
public record Latency(
        @Option(min = 0, max = 3_600_000_000_000L) Duration delay) implements Fault {

    /** A tenth of a second. */
    public Latency() {
        this(Duration.ofMillis(100));
    }

    @Override
    public Level level() {
        return Level.PIECES;
    }

    @Override
    public Stage stage(Passage passage, Dice dice) {
        return new Stage() {
            @Override
            public void take(Piece piece) {
                pass(piece);
            }
        };
    }
}
