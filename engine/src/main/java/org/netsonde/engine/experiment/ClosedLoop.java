package org.netsonde.engine.experiment;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Failures;
import org.netsonde.engine.PreparedRequest;
import org.netsonde.engine.protocol.Reply;
import org.netsonde.engine.protocol.Target;
import tools.jackson.databind.JsonNode;

/**
 * Work whose unit is a request with its reply: so many callers, each of which sends its next request once it has the reply to
 * the last. What it shows is how much gets through, and how long a request takes under that load; not how long requests would
 * wait that came by a clock.
 */
public final class ClosedLoop implements Work {

    /** How often each caller has its turn in a block at least: else there were fewer callers at its end than it is about. */
    private static final int TURNS = 4;

    private final List<PreparedRequest> requests;
    private final int callers;
    private final long bytes;

    /**
     * Callers of one or more clients.
     *
     * @param clients those that the callers are spread over; one that has a single connection can serve one caller only
     * @param message what is sent
     * @param callers how many requests are under way at a time
     */
    public ClosedLoop(List<Endpoint> clients, JsonNode message, int callers) {
        this(clients.stream().map(client -> client.prepare(message)).toList(), callers, 0);
    }

    private ClosedLoop(List<PreparedRequest> requests, int callers, long bytes) {
        this.requests = requests;
        this.callers = callers;
        this.bytes = bytes;
    }

    /** A single caller of a client. */
    public ClosedLoop(Endpoint client, JsonNode message) {
        this(List.of(client), message, 1);
    }

    /** The same, which counts so many bytes of payload for each unit that was done, for {@link Measure#THROUGHPUT}. */
    public ClosedLoop moving(long bytesOfUnit) {
        return new ClosedLoop(requests, callers, bytesOfUnit);
    }

    @Override
    public Tally run(int units) {
        long began = System.nanoTime();
        Block block = new Block(units, began);
        for (int i = 0; i < callers; i++) {
            block.go(requests.get(i % requests.size()));
        }
        block.await();
        return block.tally(System.nanoTime() - began);
    }

    @Override
    public int least() {
        return callers * TURNS;
    }

    /** The units of one call. */
    private final class Block {

        private final AtomicInteger left;
        private final AtomicInteger failed = new AtomicInteger();
        private final AtomicReference<@Nullable Throwable> cause = new AtomicReference<>();
        private final CountDownLatch running = new CountDownLatch(callers);
        private final Histogram latencies = new ConcurrentHistogram(3);
        private final long until;

        Block(int units, long began) {
            until = began + Stand.LIMIT.toNanos();
            left = new AtomicInteger(units);
        }

        /** Sends requests until one has to be waited for, and goes on from there when its reply comes. */
        void go(PreparedRequest request) {
            while (left.getAndDecrement() > 0) {
                long sent = System.nanoTime();
                if (sent - until > 0) {
                    // Where hardly anything comes back, a block would take hours.
                    break;
                }
                CompletableFuture<Reply<?>> reply =
                        request.send(Target.all(), Stand.LIMIT).toCompletableFuture();
                if (!reply.isDone()) {
                    reply.whenComplete((answer, error) -> {
                        ended(sent, error);
                        go(request);
                    });
                    return;
                }
                ended(sent, reply.isCompletedExceptionally() ? reply.exceptionNow() : null);
            }
            running.countDown();
        }

        private void ended(long sent, @Nullable Throwable error) {
            if (error == null) {
                latencies.recordValue(System.nanoTime() - sent);
            } else {
                failed.incrementAndGet();
                cause.compareAndSet(null, error);
            }
        }

        void await() {
            try {
                running.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new FailureException(Failure.of(Failure.Kind.INTERNAL, "interrupted"), e);
            }
        }

        Tally tally(long nanos) {
            Throwable error = cause.get();
            if (error != null && latencies.getTotalCount() == 0) {
                throw new FailureException(Failures.of(error), error);
            }
            long done = latencies.getTotalCount();
            return new Tally(
                    done, failed.get(), nanos, latencies, bytes == 0 ? Map.of() : Map.of(Tally.PAYLOAD, done * bytes));
        }
    }
}
