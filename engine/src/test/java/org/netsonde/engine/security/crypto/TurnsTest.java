package org.netsonde.engine.security.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final Turns turns = new Turns();

    @Test
    void oneThatWaitsIsEndedByItsWatchAndNeverBegins() throws Exception {
        CompletableFuture<String> end = new CompletableFuture<>();
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean second = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> first = threads.submit(() -> turns.take(Watch.NONE, () -> {
                begun.countDown();
                return end.join();
            }));
            begun.await();
            int[] looks = new int[1];
            // It is asked once before it waits, and again while it does.
            assertThatThrownBy(() -> turns.take((done, all) -> ++looks[0] < 2, () -> {
                        second.set(true);
                        return "second";
                    }))
                    .isInstanceOf(CancellationException.class);
            assertThat(second).isFalse();
            assertThat(first.isDone()).isFalse();
            end.complete("first");
            assertThat(first.get()).isEqualTo("first");
        }
        assertThat(turns.take(Watch.NONE, () -> "third")).isEqualTo("third");
    }

    @Test
    void workThatFailsLetsTheNextOneIn() {
        assertThatThrownBy(() -> turns.take(Watch.NONE, () -> {
                    throw new IllegalStateException("broken");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(turns.take(Watch.NONE, () -> 1)).isEqualTo(1);
    }

    @Test
    void whatIsNotWantedAnyMoreDoesNotBegin() {
        assertThatThrownBy(() -> turns.take((done, all) -> false, () -> 1)).isInstanceOf(CancellationException.class);
    }
}
