package org.netsonde.engine.relay.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.protocol.SettingsException;

class LimiterTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);

    /** Times count from somewhere, and that may be before 0. */
    private static final long ORIGIN = -5 * SECOND;

    private static long millis(long millis) {
        return ORIGIN + TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private static boolean passes(Limiter limiter, long permits, long now) {
        return limiter.take(permits, now, 0) == 0;
    }

    private static List<RateLimit> all() {
        return List.of(
                new FixedWindow(10, Duration.ofSeconds(1)),
                new SlidingWindow(10, Duration.ofSeconds(1)),
                new TokenBucket(10, 10));
    }

    @Test
    void aFixedWindowAdmitsItsPermitsInEachWindowOfTheClock() {
        Limiter limiter = new FixedWindow(10, Duration.ofSeconds(1)).limiter(ORIGIN);
        int[] admitted = new int[5];
        // 50 a second, so that five times as many come as may pass; the last window gets seven only.
        for (int i = 0; i < 207; i++) {
            if (passes(limiter, 1, millis(20L * i))) {
                admitted[i / 50]++;
            }
        }
        assertThat(admitted).containsExactly(10, 10, 10, 10, 7);
    }

    @Test
    void aFixedWindowLetsTwoWindowsPassAroundAnEnd() {
        Limiter limiter = new FixedWindow(10, Duration.ofSeconds(1)).limiter(ORIGIN);
        int admitted = 0;
        for (int i = 0; i < 40; i++) {
            admitted += passes(limiter, 1, millis(i < 20 ? 999 : 1000)) ? 1 : 0;
        }
        assertThat(admitted).isEqualTo(20);
    }

    @Test
    void aSlidingWindowAdmitsAgainExactlyWhenTheOldestLeavesIt() {
        Limiter limiter = new SlidingWindow(3, Duration.ofSeconds(1)).limiter(ORIGIN);
        assertThat(passes(limiter, 1, millis(0))).isTrue();
        assertThat(passes(limiter, 1, millis(400))).isTrue();
        assertThat(passes(limiter, 1, millis(900))).isTrue();
        assertThat(limiter.take(1, millis(900), 0)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(100));
        assertThat(passes(limiter, 1, millis(1000) - 1)).isFalse();
        assertThat(passes(limiter, 1, millis(1000))).isTrue();
        assertThat(passes(limiter, 1, millis(1399))).isFalse();
        assertThat(passes(limiter, 1, millis(1400))).isTrue();
    }

    /** What was admitted in a stretch of time, the latest by its end. */
    private record Admitted(long at, long amount) {}

    private static long mostInAnyWindow(List<Admitted> log, long window) {
        long most = 0;
        long sum = 0;
        int first = 0;
        for (Admitted last : log) {
            sum += last.amount;
            while (log.get(first).at <= last.at - window) {
                sum -= log.get(first++).amount;
            }
            most = Math.max(most, sum);
        }
        return most;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aSlidingWindowNeverAdmitsMoreInAnyWindow(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        // From a few messages, which are logged one by one, to bytes, which are not.
        long permits = 1L << random.nextInt(1, 22);
        long largest = Math.max(2, permits / random.nextInt(1, 2000));
        long window = random.nextLong(1_000_000, SECOND);
        SlidingWindowLimiter limiter = new SlidingWindowLimiter(permits, window, ORIGIN);
        List<Admitted> log = new ArrayList<>();
        long now = ORIGIN;
        long total = 0;
        for (int i = 0; i < 40_000; i++) {
            now += random.nextInt(4) == 0 ? random.nextLong(window / 50) : random.nextLong(window / 2000 + 1);
            long amount = random.nextLong(1, largest);
            long patience = random.nextBoolean() ? 0 : window / 10;
            long wait = limiter.take(amount, now, patience);
            if (wait <= patience) {
                log.add(new Admitted(now + wait, amount));
                total += amount;
            }
        }
        assertThat(mostInAnyWindow(log, window)).isPositive().isLessThanOrEqualTo(permits);
        assertThat(limiter.entries()).isLessThanOrEqualTo(2 * SlidingWindowLimiter.EXACT + 1);
        assertThat(total).isPositive();
    }

    @Test
    void aLogThatIsNoLongerExactStillAdmitsNearlyAll() {
        long permits = 1_000_000;
        Limiter limiter = new SlidingWindow(permits, Duration.ofSeconds(1)).limiter(ORIGIN);
        long admitted = 0;
        for (int i = 0; i < 1_000_000; i++) {
            admitted += limiter.takeSome(50, millis(0) + i * 10_000L);
        }
        // 5 million a second came for ten seconds.
        assertThat(admitted).isBetween(9_800_000L, 10_000_000L);
    }

    @Test
    void aTokenBucketLetsABurstPassAndThenItsRate() {
        Limiter limiter = new TokenBucket(10, 25).limiter(ORIGIN);
        int burst = 0;
        while (passes(limiter, 1, millis(0))) {
            burst++;
        }
        assertThat(burst).isEqualTo(25);
        int after = 0;
        for (int i = 1; i <= 100_000; i++) {
            after += passes(limiter, 1, millis(i)) ? 1 : 0;
        }
        assertThat(after).isEqualTo(1000);
        assertThat(limiter.level(millis(100_000 + 1250))).isBetween(48, 52);
        assertThat(limiter.level(millis(100_000 + 10_000))).isEqualTo(100);
    }

    @Test
    void aTokenBucketMayBeSlow() {
        Limiter limiter = new TokenBucket(0.25, 1).limiter(ORIGIN);
        assertThat(passes(limiter, 1, millis(0))).isTrue();
        assertThat(limiter.take(1, millis(1000), HOUR)).isEqualTo(3 * SECOND);
        assertThat(limiter.take(1, millis(1000), HOUR)).isEqualTo(7 * SECOND);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 0.0009, Double.NaN})
    void aBucketThatNeverFillsIsRefused(double rate) {
        assertThatThrownBy(() -> new TokenBucket(rate, 1))
                .isInstanceOfSatisfying(
                        SettingsException.class,
                        e -> assertThat(e.problems().getFirst().field()).isEqualTo("rate"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatWaitsHasItsPlaceAndNothingOvertakesIt(RateLimit limit) {
        Limiter limiter = limit.limiter(ORIGIN);
        assertThat(limiter.take(10, millis(0), 0)).isZero();
        long before = 0;
        for (int i = 0; i < 30; i++) {
            long wait = limiter.take(1, millis(0), HOUR);
            assertThat(wait).isPositive().isGreaterThanOrEqualTo(before);
            before = wait;
        }
        // Three seconds' worth waits: whoever has no patience gets nothing meanwhile, also where a window begins anew.
        assertThat(limiter.takeSome(1, millis(1000))).isZero();
        assertThat(passes(limiter, 1, millis(1500))).isFalse();
        assertThat(limiter.level(millis(1500))).isZero();
        assertThat(before).isEqualTo(3 * SECOND);
        assertThat(passes(limiter, 1, millis(4000))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("all")
    void whoHasNoPatienceTakesNothing(RateLimit limit) {
        Limiter limiter = limit.limiter(ORIGIN);
        assertThat(limiter.take(9, millis(0), 0)).isZero();
        for (int i = 0; i < 100; i++) {
            assertThat(limiter.take(2, millis(0), 0)).isPositive();
            assertThat(limiter.ask(2, millis(0))).isPositive();
        }
        assertThat(limiter.takeSome(5, millis(0))).isEqualTo(1);
        assertThat(limiter.takeSome(5, millis(0))).isZero();
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatIsLargerThanTheWholeLimitPassesAndOthersPayForIt(RateLimit limit) {
        Limiter limiter = limit.limiter(ORIGIN);
        assertThat(limiter.take(1, millis(0), 0)).isZero();
        assertThat(limiter.take(35, millis(0), 0)).isPositive().isLessThanOrEqualTo(SECOND);
        assertThat(limiter.take(35, millis(1000), 0)).isZero();
        // Thirty-five at ten a second: the last five of them leave room in the fourth second at the earliest.
        assertThat(passes(limiter, 10, millis(3400))).isFalse();
        assertThat(passes(limiter, 10, millis(6000))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("all")
    void nothingBlocksForEver(RateLimit limit) {
        Limiter limiter = limit.limiter(ORIGIN);
        assertThat(limiter.take(Integer.MAX_VALUE, millis(0), 0)).isZero();
        long wait = limiter.take(1, millis(0), Long.MAX_VALUE);
        assertThat(wait).isPositive().isLessThanOrEqualTo(HOUR + SECOND);
        assertThat(passes(limiter, 1, millis(0) + HOUR + 2 * SECOND)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("all")
    void aClockThatIsReadLateDoesNoHarm(RateLimit limit) {
        Limiter limiter = limit.limiter(ORIGIN);
        assertThat(limiter.take(10, millis(900), 0)).isZero();
        assertThat(passes(limiter, 1, millis(100))).isFalse();
        assertThat(limiter.level(millis(100))).isZero();
    }

    @ParameterizedTest
    @MethodSource("all")
    void threadsTogetherGetNoMore(RateLimit limit) throws Exception {
        Limiter limiter = limit.limiter(0);
        CountDownLatch begin = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> results = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                boolean some = t % 2 == 0;
                results.add(threads.submit(() -> {
                    begin.await();
                    int got = 0;
                    // A thousandth of a second each: twenty seconds in all, seen by each thread at its own pace.
                    for (int i = 0; i < 20_000; i++) {
                        long now = TimeUnit.MILLISECONDS.toNanos(i);
                        if (some) {
                            got += (int) limiter.takeSome(1, now);
                        } else if (limiter.take(1, now, 0) == 0) {
                            got++;
                        }
                    }
                    return got;
                }));
            }
            begin.countDown();
            int sum = 0;
            for (Future<Integer> result : results) {
                sum += result.get(1, TimeUnit.MINUTES);
            }
            assertThat(sum).isPositive().isLessThanOrEqualTo(10 + 20 * 10);
        }
    }

    @Test
    void ratesOfLessThanOneTokenInAThousandSecondsMoreOrLessAreKept() {
        Limiter limiter = new TokenBucket(0.0014, 1).limiter(ORIGIN);
        assertThat(passes(limiter, 1, millis(0))).isTrue();
        // 1 / 0.0014 s
        assertThat(limiter.ask(1, millis(0))).isCloseTo(714_285_714_285L, withinPercentage(0.05));
    }
}
