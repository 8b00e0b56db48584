package org.netsonde.engine.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Deadline deadline = new Deadline(channel.eventLoop());
    private int late;

    @BeforeEach
    void freeze() {
        channel.freezeTime();
    }

    private void pass(long nanos) {
        channel.advanceTimeBy(nanos, TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
    }

    private void set(long nanos) {
        deadline.set(nanos, () -> late++);
    }

    @Test
    void endsOnce() {
        set(100);
        pass(99);
        assertThat(late).isZero();
        pass(1);
        assertThat(late).isEqualTo(1);
        pass(1000);
        assertThat(late).isEqualTo(1);
    }

    @Test
    void canBePutOffAndBroughtForward() {
        set(100);
        pass(60);
        set(100);
        pass(60);
        assertThat(late).isZero();
        set(10);
        pass(10);
        assertThat(late).isEqualTo(1);
        pass(1000);
        assertThat(late).isEqualTo(1);
    }

    @Test
    void canBeCalledOff() {
        set(100);
        deadline.clear();
        pass(200);
        set(100);
        deadline.stop();
        pass(200);
        assertThat(late).isZero();
    }
}
