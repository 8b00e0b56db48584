package org.netsonde.engine.relay.fault;

import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.relay.RelayMetrics;
import org.netsonde.engine.relay.link.Passage;
import org.netsonde.engine.relay.link.Piece;
import org.netsonde.engine.relay.link.Stage;

/**
 * Messages or datagrams arrive more than once.
 *
 * @param copies how often one more
 */
public record Duplicate(@Option(min = 1, max = 100) int copies) implements Fault {

    /** Twice. */
    public Duplicate() {
        this(1);
    }

    @Override
    public Level level() {
        return Level.MESSAGES;
    }

    @Override
    public String figures() {
        return "+ " + copies;
    }

    @Override
    public Stage stage(Passage passage, Dice dice) {
        return new Stage() {
            @Override
            public void take(Piece piece) {
                if (piece.isMessage() && dice.meets(piece)) {
                    passage.count(RelayMetrics.FAULT_HITS, 1);
                    for (int i = 0; i < copies; i++) {
                        pass(piece.copy());
                    }
                }
                pass(piece);
            }
        };
    }
}
