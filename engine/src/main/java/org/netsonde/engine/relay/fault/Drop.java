package org.netsonde.engine.relay.fault;

import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.relay.RelayMetrics;
import org.netsonde.engine.relay.link.Passage;
import org.netsonde.engine.relay.link.Piece;
import org.netsonde.engine.relay.link.Stage;

/**
 * Messages or datagrams get lost.
 *
 * @param inRow how many are lost in a row, the one that was met and those behind it
 */
public record Drop(@Option(min = 1, max = 10_000) int inRow) implements Fault {

    /** Each by itself. */
    public Drop() {
        this(1);
    }

    @Override
    public Level level() {
        return Level.MESSAGES;
    }

    @Override
    public String figures() {
        return "× " + inRow;
    }

    @Override
    public Stage stage(Passage passage, Dice dice) {
        return new Stage() {

            private int left;

            @Override
            public void take(Piece piece) {
                if (!piece.isMessage()) {
                    pass(piece);
                    return;
                }
                if (left == 0 && dice.meets(piece)) {
                    left = inRow;
                }
                if (left == 0) {
                    pass(piece);
                    return;
                }
                left--;
                passage.count(RelayMetrics.FAULT_HITS, 1);
                passage.count(RelayMetrics.DROPPED, 1);
                piece.release();
            }
        };
    }
}
