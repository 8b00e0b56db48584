package org.netsonde.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SentTimesTest {

    @Test
    void behavesLikeAQueueWhateverTheOrderOfCalls() {
        SentTimes times = new SentTimes();
        Queue<Long> expected = new ArrayDeque<>();
        Random random = new Random(7);
        for (long i = 0; i < 10_000; i++) {
            if (random.nextInt(100) < 55) {
                assertThat(times.add(i)).isTrue();
                expected.add(i);
            } else if (!expected.isEmpty()) {
                assertThat(times.poll()).isEqualTo(expected.remove());
            }
            assertThat(times.size()).isEqualTo(expected.size());
            assertThat(times.isEmpty()).isEqualTo(expected.isEmpty());
        }
    }

    @Test
    void givesUpTheOldestWhenItIsFull() {
        SentTimes times = new SentTimes();
        long count = 0;
        while (times.add(count)) {
            count++;
        }
        assertThat(count).isEqualTo(1 << 16);
        assertThat(times.size()).isEqualTo(1 << 16);
        assertThat(times.poll()).isEqualTo(1);
    }
}
