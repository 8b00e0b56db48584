package org.netsonde.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DelayedTasksTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final DelayedTasks tasks = new DelayedTasks(channel.eventLoop(), Runnable::run);
    private final List<String> done = new ArrayList<>();

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private boolean add(long delayNanos, int weight, String name) {
        return tasks.add(delayNanos, weight, 100, () -> done.add(name));
    }

    private void pass(long nanos) {
        channel.advanceTimeBy(nanos, TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
    }

    @Test
    void runEachInItsTime() {
        channel.freezeTime();
        add(2 * SECOND, 1, "late");
        add(SECOND, 1, "early");
        pass(SECOND);
        assertThat(done).containsExactly("early");
        pass(SECOND);
        assertThat(done).containsExactly("early", "late");
    }

    @Test
    void takeNoMoreThanTheirWeightUntilSomeAreDone() {
        channel.freezeTime();
        assertThat(add(SECOND, 60, "first")).isTrue();
        assertThat(add(SECOND, 60, "second")).isFalse();
        assertThat(add(SECOND, 40, "third")).isTrue();
        pass(SECOND);
        assertThat(add(SECOND, 100, "fourth")).isTrue();
        pass(SECOND);
        assertThat(done).containsExactly("first", "third", "fourth");
    }

    @Test
    void takeNoMoreThanABoundedNumberHoweverLight() {
        int taken = 0;
        while (add(SECOND, 0, "x") && taken < 100_000) {
            taken++;
        }
        assertThat(taken).isLessThan(10_000);
    }

    @Test
    void areGivenUpWhenTheConnectionEnds() {
        channel.freezeTime();
        add(SECOND, 1, "never");
        tasks.cancel();
        pass(SECOND);
        assertThat(done).isEmpty();
        assertThat(add(SECOND, 1, "after")).isFalse();
    }
}
