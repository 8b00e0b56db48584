package org.netsonde.engine.relay.fault;

import java.time.Duration;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.Durations;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.relay.link.Passage;
import org.netsonde.engine.relay.link.Stage;

/**
 * A stream arrives in small slices. Where they end depends on the seed and the place in the stream alone; what has come of a
 * slice does not wait for the rest of it.
 *
 * @param sliceSize how many bytes a slice has on average
 * @param sliceVariation by how many it has more or fewer at most
 * @param sliceDelay how long the next slice waits
 */
public record Slicer(
        @Option(min = 1, max = 1 << 30) DataSize sliceSize,
        @Option(min = 0, max = 1 << 30) DataSize sliceVariation,
        @Option(min = 0, max = 60_000_000_000L) Duration sliceDelay)
        implements Fault {

    /** Some 64 bytes every ten milliseconds. */
    public Slicer() {
        this(new DataSize(64), new DataSize(32), Duration.ofMillis(10));
    }

    @Override
    public Level level() {
        return Level.STREAM;
    }

    @Override
    public String figures() {
        return sliceSize
                + (sliceVariation.bytes() == 0 ? "" : " ± " + sliceVariation)
                + " / "
                + Durations.format(sliceDelay);
    }

    private int draw(Dice dice) {
        long most = sliceVariation.bytes();
        long drawn = sliceSize.bytes() + (most == 0 ? 0 : dice.random().nextLong(-most, most + 1));
        return Math.clamp(drawn, 1, Integer.MAX_VALUE);
    }

    @Override
    public Stage stage(Passage passage, Dice dice) {
        return new PacedStage(passage) {

            private long ready = passage.now();
            // How much the slice that has begun still lacks; 0 between slices.
            private int lacks;

            @Override
            long wait(int left) {
                return lacks > 0 ? 0 : ready - passage.now();
            }

            @Override
            int cut(int left) {
                int most = lacks > 0 ? lacks : draw(dice);
                lacks = Math.max(0, most - left);
                if (lacks == 0) {
                    ready = passage.now() + sliceDelay.toNanos();
                }
                return most;
            }
        };
    }
}
