package org.netsonde.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PackedColumnTest {

    @Test
    void everyNumberComesBack() {
        SplittableRandom random = new SplittableRandom(3);
        assertComesBack(0);
        assertComesBack(Long.MIN_VALUE, Long.MAX_VALUE, 0, -1, Long.MIN_VALUE);
        assertComesBack(Long.MAX_VALUE, Long.MIN_VALUE);
        assertComesBack(5, 1, 5, 1, 260, 70_000, 5);
        for (int bits = 1; bits < 64; bits++) {
            long bound = 1L << bits;
            assertComesBack(random.longs(50).map(value -> value & (bound - 1)).toArray());
        }
        assertComesBack(random.longs(256).toArray());
    }

    @Test
    void whatGrowsEvenlyTakesNoMoreThanWhatStaysTheSame() {
        long[] even =
                LongStream.range(0, 256).map(i -> 1_700_000_000_000L + 100 * i).toArray();
        long[] same = new long[256];

        assertThat(PackedColumn.pack(even, 0, 256).memory())
                .isEqualTo(PackedColumn.pack(same, 0, 256).memory());
    }

    private static void assertComesBack(long... values) {
        PackedColumn column = PackedColumn.pack(values, 0, values.length);
        assertThat(LongStream.range(0, values.length)
                        .map(i -> column.get((int) i))
                        .toArray())
                .isEqualTo(values);
    }
}
