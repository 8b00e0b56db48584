package org.netsonde.engine.relay.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which back end is chosen while all of them are well. */
class BalancingTest {

    /** How many standard deviations a share may be off: more is as good as impossible, and the seed is fixed anyway. */
    private static final double SIGMAS = 4;

    private static void assertShare(Map<Integer, Integer> counts, int draws, int port, double ideal) {
        double sigma = Math.sqrt(ideal * (1 - ideal) / draws);
        assertThat(counts.getOrDefault(port, 0) / (double) draws)
                .as("share of %s", port)
                .isCloseTo(ideal, within(SIGMAS * sigma));
    }

    @Test
    void roundRobinGoesInTurnWhateverTheWeights() {
        TestPool pool = TestPool.of(Balancing.ROUND_ROBIN, 1, 5, 1);

        List<Integer> ports = IntStream.range(0, 7).mapToObj(i -> pool.choose()).toList();

        assertThat(ports).containsExactly(8001, 8002, 8003, 8001, 8002, 8003, 8001);
    }

    @Test
    void roundRobinIsExactThoughThreadsChooseAtOnce() throws InterruptedException {
        TestPool pool = TestPool.of(Balancing.ROUND_ROBIN, 1, 1, 1);
        Map<Integer, Integer> counts = new ConcurrentHashMap<>();
        CountDownLatch ready = new CountDownLatch(4);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            threads.add(Thread.ofPlatform().start(() -> {
                ready.countDown();
                try {
                    ready.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                for (int i = 0; i < 3000; i++) {
                    counts.merge(pool.choose(), 1, Integer::sum);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(counts).containsOnly(Map.entry(8001, 4000), Map.entry(8002, 4000), Map.entry(8003, 4000));
    }

    @Test
    void weightsAreSpreadAsEvenlyAsByNginx() {
        TestPool pool = TestPool.of(Balancing.WEIGHTED, 5, 1, 1);

        List<Integer> ports =
                IntStream.range(0, 14).mapToObj(i -> pool.choose()).toList();

        // The sequence of the message with which nginx got this way of balancing.
        assertThat(ports)
                .containsExactly(8001, 8001, 8002, 8001, 8003, 8001, 8001, 8001, 8001, 8002, 8001, 8003, 8001, 8001);
    }

    @Test
    void weightsAreExactOverARound() {
        TestPool pool = TestPool.of(Balancing.WEIGHTED, 7, 3, 10, 1);

        assertThat(pool.shares(21 * 50))
                .containsOnly(Map.entry(8001, 350), Map.entry(8002, 150), Map.entry(8003, 500), Map.entry(8004, 50));
    }

    @Test
    void weightedChanceKeepsToTheWeights() {
        int draws = 60_000;
        TestPool pool = TestPool.of(Balancing.WEIGHTED_RANDOM, 1, 2, 3);

        Map<Integer, Integer> counts = pool.shares(draws);

        assertShare(counts, draws, 8001, 1 / 6.0);
        assertShare(counts, draws, 8002, 2 / 6.0);
        assertShare(counts, draws, 8003, 3 / 6.0);
    }

    @Test
    void chanceRepeatsItself() {
        TestPool one = TestPool.of(Balancing.WEIGHTED_RANDOM, 1, 2, 3);
        TestPool other = TestPool.of(Balancing.WEIGHTED_RANDOM, 1, 2, 3);

        List<Integer> first =
                IntStream.range(0, 200).mapToObj(i -> one.choose()).toList();
        List<Integer> second =
                IntStream.range(0, 200).mapToObj(i -> other.choose()).toList();

        assertThat(first).isEqualTo(second);
        assertThat(new HashSet<>(first)).hasSize(3);
    }

    @Test
    void theSameClientComesToTheSameBackEndFromAnyPort() throws Exception {
        TestPool pool = TestPool.of(Balancing.SOURCE_HASH, 1, 1, 1, 1);
        InetAddress address = InetAddress.getByName("2001:db8::7");

        Set<Integer> ports = new HashSet<>();
        for (int port = 1; port < 500; port++) {
            ports.add(TestPool.port(pool.pool.choose(new InetSocketAddress(address, port), Set.of())));
        }

        assertThat(ports).hasSize(1);
    }

    @Test
    void addressesSpreadByWeight() {
        int draws = 60_000;
        TestPool pool = TestPool.of(Balancing.SOURCE_HASH, 1, 2, 5);

        Map<Integer, Integer> counts = pool.shares(draws);

        assertShare(counts, draws, 8001, 1 / 8.0);
        assertShare(counts, draws, 8002, 2 / 8.0);
        assertShare(counts, draws, 8003, 5 / 8.0);
    }

    @Test
    void aBackEndThatComesTakesItsShareAndMovesNobodyElse() {
        int clients = 20_000;
        TestPool pool = TestPool.of(Balancing.SOURCE_HASH, 1, 1, 2);
        List<Integer> before = places(pool, clients);

        pool.pool.update(TestPool.settings(Balancing.SOURCE_HASH, 1, 1, 2, 1));
        List<Integer> after = places(pool, clients);

        int moved = 0;
        for (int i = 0; i < clients; i++) {
            if (!before.get(i).equals(after.get(i))) {
                moved++;
                assertThat(after.get(i)).isEqualTo(8004);
            }
        }
        double sigma = Math.sqrt(0.2 * 0.8 / clients);
        assertThat(moved / (double) clients).isCloseTo(0.2, within(SIGMAS * sigma));

        pool.pool.update(TestPool.settings(Balancing.SOURCE_HASH, 1, 1, 2));
        assertThat(places(pool, clients)).isEqualTo(before);
    }

    @Test
    void aBackEndThatGoesLeavesTheOthersTheirClients() {
        int clients = 5_000;
        TestPool pool = TestPool.of(Balancing.SOURCE_HASH, 3, 1, 1);
        List<Integer> before = places(pool, clients);

        pool.refuse(8001, 3);
        List<Integer> after = places(pool, clients);

        for (int i = 0; i < clients; i++) {
            if (before.get(i) == 8001) {
                assertThat(after.get(i)).isIn(8002, 8003);
            } else {
                assertThat(after.get(i)).isEqualTo(before.get(i));
            }
        }
    }

    private static List<Integer> places(TestPool pool, int clients) {
        return IntStream.range(0, clients)
                .mapToObj(i -> TestPool.port(pool.pool.choose(TestPool.client(i), Set.of())))
                .toList();
    }

    @Test
    void fewestConnectionsInRelationToTheWeightWin() {
        TestPool pool = TestPool.of(Balancing.LEAST_CONNECTIONS, 1, 3);
        for (int i = 0; i < 40; i++) {
            Member member = pool.pool.choose(TestPool.client(i), Set.of());
            assertThat(member).isNotNull();
            member.opened();
        }
        assertThat(pool.at(8001).open()).isEqualTo(10);
        assertThat(pool.at(8002).open()).isEqualTo(30);

        for (int i = 0; i < 6; i++) {
            pool.at(8002).closed();
        }
        assertThat(IntStream.range(0, 6).mapToObj(i -> pool.choose())).containsOnly(8002);
    }

    @Test
    void manyConnectionsThatAreBeingMadeAtOnceAreReckonedWith() {
        TestPool pool = TestPool.of(Balancing.LEAST_CONNECTIONS, 1, 1);
        for (int i = 0; i < 4; i++) {
            pool.at(8001).opened();
        }

        // None of these stands yet.
        assertThat(pool.shares(10)).containsOnly(Map.entry(8001, 3), Map.entry(8002, 7));
    }

    @Test
    void connectionsOfWhichNothingIsHeardAreForgottenInTheEnd() {
        TestPool pool = TestPool.of(Balancing.LEAST_CONNECTIONS, 1, 1);
        pool.at(8002).opened();
        pool.at(8002).opened();
        assertThat(pool.choose()).isEqualTo(8001);
        assertThat(pool.choose()).isEqualTo(8001);
        pool.at(8001).abandoned(TestPool.client(1));
        assertThat(pool.choose()).isEqualTo(8001);

        pool.passMillis(30_000);

        assertThat(pool.choose()).isEqualTo(8001);
        assertThat(pool.choose()).isEqualTo(8001);
    }

    @ParameterizedTest
    @EnumSource
    void whatWasTriedIsNotChosenAgain(Balancing balancing) {
        TestPool pool = TestPool.of(balancing, 1, 2, 3);
        Set<Member> tried = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            Member member = pool.pool.choose(TestPool.client(7), tried);
            assertThat(member).isNotNull();
            assertThat(tried.add(member)).isTrue();
        }

        assertThat(pool.pool.choose(TestPool.client(7), tried)).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void idealSharesFollowTheWeightsWhereTheyCount(Balancing balancing) {
        TestPool pool = TestPool.of(balancing, 1, 3, 4);

        double sum =
                pool.at(8001).ideal() + pool.at(8002).ideal() + pool.at(8003).ideal();

        assertThat(sum).isCloseTo(1, within(1e-9));
        assertThat(pool.at(8002).ideal())
                .isCloseTo(balancing == Balancing.ROUND_ROBIN ? 1 / 3.0 : 3 / 8.0, within(1e-9));
    }
}
