package org.netsonde.engine.relay.fault;

import java.time.Duration;
import org.netsonde.engine.protocol.Durations;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.relay.RelayMetrics;
import org.netsonde.engine.relay.link.Passage;
import org.netsonde.engine.relay.link.Piece;
import org.netsonde.engine.relay.link.Stage;

/**
 * Everything arrives later. Streams stay in order, so that what is early waits for what is late before it; datagrams
 * overtake each other, as with Linux netem. Jitter is drawn for each message or datagram, and where there are none for each
 * stretch of the stream as it was read.
 *
 * @param delay by how much
 * @param jitter how far it varies to either side; nothing is delayed by less than 0
 * @param distribution how it varies
 */
public record Latency(
        @Option(min = 0, max = 3_600_000_000_000L) Duration delay,
        @Option(min = 0, max = 3_600_000_000_000L) Duration jitter,
        Distribution distribution)
        implements Fault {

    /** A tenth of a second. */
    public Latency() {
        this(Duration.ofMillis(100));
    }

    /** Without jitter. */
    public Latency(Duration delay) {
        this(delay, Duration.ZERO, Distribution.UNIFORM);
    }

    @Override
    public Level level() {
        return Level.PIECES;
    }

    @Override
    public String figures() {
        return Durations.format(delay) + (jitter.isZero() ? "" : " ± " + Durations.format(jitter));
    }

    private long draw(Dice dice) {
        return jitter.isZero()
                ? delay.toNanos()
                : Math.max(0, delay.toNanos() + Math.round(jitter.toNanos() * distribution.draw(dice.random())));
    }

    @Override
    public Stage stage(Passage passage, Dice dice) {
        return new TimedStage(passage) {
            @Override
            public void take(Piece piece) {
                if (dice.meets(piece)) {
                    passage.count(RelayMetrics.FAULT_HITS, 1);
                    pass(piece, draw(dice));
                } else {
                    pass(piece, 0);
                }
            }

            @Override
            public void end() {
                // The end of a stream is a packet as well.
                passEnd(dice.meetsConversation() ? delay.toNanos() : 0);
            }
        };
    }
}
