package org.netsonde.engine.relay.fault;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.netsonde.engine.protocol.Durations;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.relay.RelayMetrics;
import org.netsonde.engine.relay.link.Passage;
import org.netsonde.engine.relay.link.Piece;
import org.netsonde.engine.relay.link.Stage;

/**
 * Messages or datagrams are overtaken by later ones. Bytes of a stream that are no message are not overtaken.
 *
 * @param gap by how many
 * @param holdAtMost how long one waits for them; then it goes without
 */
public record Reorder(
        @Option(min = 1, max = 1000) int gap,
        @Option(min = 1_000_000, max = 60_000_000_000L) Duration holdAtMost) implements Fault {

    /** By one, within a second. */
    public Reorder() {
        this(1, Duration.ofSeconds(1));
    }

    @Override
    public Level level() {
        return Level.MESSAGES;
    }

    @Override
    public String figures() {
        return gap + " / " + Durations.format(holdAtMost);
    }

    @Override
    public Stage stage(Passage passage, Dice dice) {
        return new Overtaking(passage, dice);
    }

    /** One that waits until so many have passed in all. */
    private record Overtaken(Piece piece, int cost, long until, Passage.Timer timer) {}

    private final class Overtaking extends Stage {

        private final Passage passage;
        private final Dice dice;
        /** From the oldest on, which is the first to go. */
        private final Deque<Overtaken> held = new ArrayDeque<>();

        private long passed;

        Overtaking(Passage passage, Dice dice) {
            this.passage = passage;
            this.dice = dice;
        }

        @Override
        public void take(Piece piece) {
            if (!piece.isMessage()) {
                drain();
                pass(piece);
            } else if (dice.meets(piece) && passage.hasRoom()) {
                passage.count(RelayMetrics.FAULT_HITS, 1);
                Passage.Timer timer = passage.after(holdAtMost.toNanos(), this::letOneGo);
                Overtaken one = new Overtaken(piece, piece.cost(), passed + gap, timer);
                held.add(one);
                passage.holds(one.cost);
            } else {
                passed++;
                pass(piece);
                while (!held.isEmpty() && held.getFirst().until <= passed) {
                    letOneGo();
                }
            }
        }

        private void letOneGo() {
            Overtaken one = held.removeFirst();
            one.timer.cancel();
            pass(one.piece);
            passage.holds(-one.cost);
        }

        @Override
        public void end() {
            drain();
            passEnd();
        }

        @Override
        public void drain() {
            while (!held.isEmpty()) {
                letOneGo();
            }
        }

        @Override
        public void release() {
            for (Overtaken one = held.poll(); one != null; one = held.poll()) {
                one.timer.cancel();
                one.piece.release();
                passage.holds(-one.cost);
            }
        }
    }
}
