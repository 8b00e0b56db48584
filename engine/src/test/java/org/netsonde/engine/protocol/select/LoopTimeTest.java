package org.netsonde.engine.protocol.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.metrics.EndpointMetrics;
import org.netsonde.engine.metrics.HistoryBudget;
import org.netsonde.engine.metrics.MeterWriter;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.metrics.Sampler;
import org.netsonde.engine.protocol.Role;

class LoopTimeTest {

    private final LoopTime time = new LoopTime();
    private final EndpointMetrics metrics =
            new EndpointMetrics(Role.SERVER, SelectMetrics.figures(java.util.List.of()), new HistoryBudget(1 << 20));
    private final MeterWriter writer = metrics.writer("anybody");

    private long counted(MetricSpec metric) {
        return new Sampler(InstantSource.system())
                .flush(metrics)
                .own()[metrics.own().indexOf(metric)];
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1000, -500, -1_000_000, 4_000_000_000_000L})
    void everyNanosecondBelongsToThePhaseThatItPassedIn(long start) {
        time.enter(LoopTime.Phase.SELECTING, start, writer);
        time.enter(LoopTime.Phase.HANDLING, start + 100, writer);
        time.enter(LoopTime.Phase.SELECTING, start + 107, writer);
        time.enter(LoopTime.Phase.OFF, start + 1107, writer);

        assertThat(counted(SelectMetrics.SELECT_TIME)).isEqualTo(1100);
        assertThat(counted(SelectMetrics.HANDLER_TIME)).isEqualTo(7);
    }

    @Test
    void settlingCountsWhatHasPassedSoFarOnce() {
        time.enter(LoopTime.Phase.SELECTING, 1000, writer);

        time.settle(1600, writer);
        assertThat(counted(SelectMetrics.SELECT_TIME)).isEqualTo(600);

        time.settle(1600, writer);
        time.enter(LoopTime.Phase.HANDLING, 2000, writer);
        assertThat(counted(SelectMetrics.SELECT_TIME)).isEqualTo(1000);
        assertThat(counted(SelectMetrics.HANDLER_TIME)).isZero();
    }

    @Test
    void timeTakenBeforeAnothersButToldAfterItCountsNothingTwice() {
        time.enter(LoopTime.Phase.SELECTING, 1000, writer);
        time.settle(1600, writer);

        time.enter(LoopTime.Phase.HANDLING, 1590, writer);
        time.enter(LoopTime.Phase.SELECTING, 1700, writer);

        assertThat(counted(SelectMetrics.SELECT_TIME)).isEqualTo(600);
        assertThat(counted(SelectMetrics.HANDLER_TIME)).isEqualTo(100);
    }

    @Test
    void countsNothingBeforeItBeginsNorAfterItHasEnded() {
        time.settle(500, writer);
        time.enter(LoopTime.Phase.SELECTING, 1000, writer);
        time.enter(LoopTime.Phase.OFF, 1010, writer);
        time.settle(9000, writer);

        assertThat(counted(SelectMetrics.SELECT_TIME)).isEqualTo(10);
        assertThat(counted(SelectMetrics.HANDLER_TIME)).isZero();
    }

    @Test
    void threadsThatCountAtOnceLoseAndInventNothing() throws InterruptedException {
        MeterWriter readers = metrics.writer("reader");
        CountDownLatch go = new CountDownLatch(1);
        time.enter(LoopTime.Phase.SELECTING, 0, writer);
        int end = 200_000;
        Thread reader = Thread.ofPlatform().start(() -> {
            awaitUninterruptibly(go);
            for (int now = 1; now <= end; now++) {
                time.settle(now, readers);
            }
        });
        go.countDown();
        for (int now = 1; now <= end; now++) {
            time.enter(now % 2 == 0 ? LoopTime.Phase.SELECTING : LoopTime.Phase.HANDLING, now, writer);
        }
        reader.join();

        assertThat(counted(SelectMetrics.SELECT_TIME) + counted(SelectMetrics.HANDLER_TIME))
                .isEqualTo(end);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
