package org.netsonde.engine.relay.fault;

import io.netty.buffer.ByteBuf;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.relay.RelayMetrics;
import org.netsonde.engine.relay.link.Passage;
import org.netsonde.engine.relay.link.Piece;
import org.netsonde.engine.relay.link.Stage;

/**
 * Bits arrive wrong. Which ones of a stream depends on the seed and the place in it alone, however it was read.
 *
 * @param flips how many bits of a message or datagram that is met
 * @param flipEvery where there are no messages: in how many bytes one bit, on average
 */
public record Corrupt(
        @Option(min = 1, max = 1000) int flips,
        @Option(min = 1, max = 1L << 40) DataSize flipEvery) implements Fault {

    /** One bit of a message, or in a thousand bytes. */
    public Corrupt() {
        this(1, new DataSize(1000));
    }

    @Override
    public Level level() {
        return Level.PIECES;
    }

    @Override
    public String figures() {
        return flips + " / " + flipEvery;
    }

    @Override
    public Stage stage(Passage passage, Dice dice) {
        return new Noise(passage, dice);
    }

    private final class Noise extends Stage {

        private final Passage passage;
        private final Dice dice;
        /** How many bytes of the stream pass before the next wrong one. */
        private long gap;

        Noise(Passage passage, Dice dice) {
            this.passage = passage;
            this.dice = dice;
            gap = gap(dice.random(), flipEvery.bytes());
        }

        @Override
        public void take(Piece piece) {
            boolean met = dice.meets(piece);
            int size = piece.payload().readableBytes();
            if (met && !piece.isMessage() && gap >= size) {
                gap -= size;
            } else if (met && size > 0) {
                passage.count(RelayMetrics.FAULT_HITS, 1);
                ByteBuf changed =
                        passage.alloc().buffer(size).writeBytes(piece.payload().duplicate());
                if (piece.isMessage()) {
                    spoilMessage(changed);
                } else {
                    spoilStretch(changed);
                }
                pass(piece.with(changed));
                return;
            }
            pass(piece);
        }

        private void spoilMessage(ByteBuf bytes) {
            long bits = 8L * bytes.readableBytes();
            long most = Math.min(flips, bits);
            Set<Long> wrong = new HashSet<>();
            while (wrong.size() < most) {
                long bit = dice.random().nextLong(bits);
                if (wrong.add(bit)) {
                    flip(bytes, (int) (bit / 8), (int) (bit % 8));
                }
            }
        }

        private void spoilStretch(ByteBuf bytes) {
            long at = gap;
            while (at < bytes.readableBytes()) {
                flip(bytes, (int) at, dice.random().nextInt(8));
                at += 1 + gap(dice.random(), flipEvery.bytes());
            }
            gap = at - bytes.readableBytes();
        }
    }

    private static void flip(ByteBuf bytes, int at, int bit) {
        bytes.setByte(at, bytes.getByte(at) ^ (1 << bit));
    }

    /** How many bytes are right before one is wrong, if each is with the same probability: a geometric distribution. */
    private static long gap(SplittableRandom random, long every) {
        return every == 1 ? 0 : (long) (StrictMath.log1p(-random.nextDouble()) / StrictMath.log1p(-1.0 / every));
    }
}
