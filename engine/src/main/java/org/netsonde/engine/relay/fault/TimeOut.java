package org.netsonde.engine.relay.fault;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.Durations;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.relay.RelayMetrics;
import org.netsonde.engine.relay.link.Passage;
import org.netsonde.engine.relay.link.Piece;
import org.netsonde.engine.relay.link.Stage;

/**
 * Everything is swallowed, so that both sides wait in vain; the end as well, which is made up for once the fault is over.
 *
 * @param closeAfter how long it lasts until the conversation is closed; 0 for ever
 */
public record TimeOut(
        @Option(min = 0, max = 86_400_000_000_000L) Duration closeAfter) implements Fault {

    /** Closed after half a minute. */
    public TimeOut() {
        this(Duration.ofSeconds(30));
    }

    @Override
    public Level level() {
        return Level.WIRE;
    }

    @Override
    public String figures() {
        return closeAfter.isZero() ? "∞" : Durations.format(closeAfter);
    }

    @Override
    public Stage stage(Passage passage, Dice dice) {
        return new Stage() {

            private boolean ended;

            private final Passage.@Nullable Timer timer = closeAfter.isZero()
                    ? null
                    : passage.after(closeAfter.toNanos(), () -> passage.close(Phrase.of("event.faultTimeOut")));

            @Override
            public void take(Piece piece) {
                passage.count(RelayMetrics.FAULT_HITS, 1);
                if (passage.datagrams()) {
                    passage.count(RelayMetrics.DROPPED, 1);
                }
                piece.release();
            }

            @Override
            public void end() {
                ended = true;
            }

            @Override
            public void drain() {
                release();
                if (ended) {
                    passEnd();
                }
            }

            @Override
            public void release() {
                if (timer != null) {
                    timer.cancel();
                }
            }
        };
    }
}
