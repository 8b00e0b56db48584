package org.netsonde.engine.relay.fault;

import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.relay.link.Passage;
import org.netsonde.engine.relay.link.Stage;

/**
 * A narrow line: so many bytes pass in a second, each conversation having a line of its own. A stream trickles in slices of
 * a fiftieth of a second; a datagram leaves once its last byte has passed.
 *
 * @param rate how many bytes pass in a second
 * @param burst how many may pass at once after a pause
 */
public record Bandwidth(
        @Option(min = 1, max = 1L << 40) DataSize rate,
        @Option(min = 0, max = 1 << 30) DataSize burst) implements Fault {

    private static final int SLICES_A_SECOND = 50;
    private static final long SECOND = 1_000_000_000;

    /** 64 KiB a second. */
    public Bandwidth() {
        this(new DataSize(64 << 10));
    }

    /** Without bursts. */
    public Bandwidth(DataSize rate) {
        this(rate, new DataSize(0));
    }

    @Override
    public Level level() {
        return Level.WIRE;
    }

    @Override
    public String figures() {
        return rate + "/s";
    }

    @Override
    public Stage stage(Passage passage, Dice dice) {
        int slice = Math.clamp(rate.bytes() / SLICES_A_SECOND, 1, Integer.MAX_VALUE);
        long ahead = burst.bytes() * SECOND / rate.bytes();
        return new PacedStage(passage) {

            // When all that has left has passed, in nanoseconds, and the rest of the division by the rate.
            private long free = passage.now();

            private long rest;

            private long work(int left) {
                return (long) (passage.datagrams() ? left : Math.min(left, slice)) * SECOND + rest;
            }

            @Override
            void wake() {
                if (free - passage.now() < 0) {
                    free = passage.now();
                    rest = 0;
                }
            }

            @Override
            long wait(int left) {
                return free + work(left) / rate.bytes() - ahead - passage.now();
            }

            @Override
            int cut(int left) {
                long work = work(left);
                free += work / rate.bytes();
                rest = work % rate.bytes();
                return slice;
            }
        };
    }
}
