package org.netsonde.engine.relay.fault;

import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.relay.RelayMetrics;
import org.netsonde.engine.relay.link.Passage;
import org.netsonde.engine.relay.link.Piece;
import org.netsonde.engine.relay.link.Stage;

/**
 * Messages or datagrams arrive more than once. Copies that are too many in all, or find no room, are not made, and count as
 * dropped.
 *
 * @param copies how often one more
 */
public record Duplicate(@Option(min = 1, max = 100) int copies) implements Fault {

    /** How many bytes all copies of one message have at most; one copy of the longest message is less. */
    static final int MOST_BYTES = 32 << 20;

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
                    int most = Math.min(copies, MOST_BYTES / piece.cost());
                    int made = 0;
                    while (made < most && passage.hasRoom()) {
                        pass(piece.again());
                        made++;
                    }
                    if (made < copies) {
                        passage.count(RelayMetrics.DROPPED, copies - made);
                    }
                }
                pass(piece);
            }
        };
    }
}
