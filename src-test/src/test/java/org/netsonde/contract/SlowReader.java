package org.netsonde.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Failure;
import org.netsonde.engine.protocol.Connection;
import org.netsonde.engine.protocol.Target;
import org.netsonde.fixtures.Bench;
import tools.jackson.databind.node.ObjectNode;

/** A peer that does not read, as its server has it: what becomes of what is sent to it. */
final class SlowReader {

    /** A message that is sent once the peer has begun to read. */
    static final String CAUGHT_UP = "caught up";

    private final Bench bench;
    private final Endpoint server;
    private final Connection connection;
    private final ObjectNode block;

    /**
     * Waits until the server knows the peer.
     *
     * @param peer the peer's own address
     * @param block a large message
     */
    SlowReader(Bench bench, Endpoint server, SocketAddress peer, ObjectNode block) {
        this.bench = bench;
        this.server = server;
        this.block = block;
        connection = await().until(
                        () -> server.connections().list(10).stream()
                                .filter(c -> c.remote().equals(peer))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        // A connection is listed a moment before it is sent anything.
        await().until(() -> bench.sample(server).open() == server.connections().count());
    }

    /** How many bytes wait for the peer at the server. */
    long queued() {
        return connection.queued();
    }

    /** Sends it a large message, and waits until it is queued or dropped. */
    void sendBlock() {
        Bench.await(server.send(Target.one(connection.id()), block));
    }

    /** Reads to the end; counts messages, and says when {@link #CAUGHT_UP} came, or by false that it never did. */
    interface Reading {
        void read(AtomicLong messages, CompletableFuture<Boolean> caughtUp);
    }

    /** Something that others do at the same server. */
    interface Others {
        void go() throws IOException;
    }

    /**
     * Sends large messages until some are dropped, and then short ones while the peer reads: each was received or counted as
     * dropped.
     *
     * @param others what goes on at the server while the peer is stuck
     */
    void losesNothingUncounted(Others others, Reading reading) throws IOException {
        AtomicLong sent = new AtomicLong();
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2)).until(() -> {
            sendBlock();
            sent.incrementAndGet();
            return bench.figure(server, "dropped") > 2;
        });
        others.go();
        long served = bench.sample(server).requests();

        AtomicLong received = new AtomicLong();
        CompletableFuture<Boolean> caughtUp = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> reading.read(received, caughtUp));
        caughtUp.completeOnTimeout(false, Bench.LIMIT.toSeconds(), TimeUnit.SECONDS);
        while (!caughtUp.isDone()) {
            Bench.await(server.send(Target.one(connection.id()), Bench.json("{'data': '" + CAUGHT_UP + "'}")));
            sent.incrementAndGet();
        }
        assertThat(caughtUp).isCompletedWithValue(true);
        await().untilAsserted(() -> {
            long taken = bench.sample(server).messagesOut() - served;
            assertThat(received.get()).isEqualTo(taken);
            assertThat(bench.figure(server, "dropped") + taken).isEqualTo(sent.get());
        });
        assertThat(bench.sample(server).errors()).isZero();
    }

    /** Sends large messages until the server parts with it, which leaves one other peer. */
    void isDisconnected() {
        await().pollInterval(Duration.ofMillis(10)).untilAsserted(() -> {
            server.send(Target.one(connection.id()), block);
            assertThat(server.metrics().errorsByKind()).containsOnlyKeys(Failure.Kind.SLOW_READER);
        });
        await().until(() -> server.connections().count() == 1);
    }
}
