package org.netsonde.engine.protocol.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.metrics.EndpointMetrics;
import org.netsonde.engine.metrics.HistoryBudget;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.metrics.Sampler;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.transport.EventLoops;
import org.netsonde.engine.transport.TransportKind;

/** A real loop on a real selector. */
class MeteredSelectorTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final EndpointMetrics metrics =
            new EndpointMetrics(Role.SERVER, SelectMetrics.figures(List.of()), new HistoryBudget(1 << 20));
    private final Sampler sampler = new Sampler(InstantSource.system());
    private final EventLoops shared = new EventLoops(TransportKind.NIO, 1);
    private final EventLoops loops = shared.selector(MeteredSelector.factory(metrics));
    private final CountDownLatch hold = new CountDownLatch(1);

    @AfterEach
    void close() {
        hold.countDown();
        loops.close();
        shared.close();
    }

    private long read(MetricSpec metric) {
        return sampler.flush(metrics).own()[metrics.own().indexOf(metric)];
    }

    /** Reads until a figure has grown twice. */
    private void awaitGrowth(MetricSpec metric) {
        for (int i = 0; i < 2; i++) {
            long before = read(metric);
            await().atMost(LIMIT).until(() -> read(metric) > before);
        }
    }

    private void holdUp() {
        try {
            assertThat(hold.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private InetSocketAddress bind(ChannelInboundHandlerAdapter handler) {
        Channel listener = loops.server()
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(handler);
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
        return (InetSocketAddress) listener.localAddress();
    }

    @Test
    void timeInSelectGrowsWhileNothingHappens() {
        loops.next().submit(() -> {}).syncUninterruptibly();
        await().atMost(LIMIT).until(() -> {
            long rounds = read(SelectMetrics.ROUNDS);
            long handling = read(SelectMetrics.HANDLER_TIME);
            awaitGrowth(SelectMetrics.SELECT_TIME);
            return read(SelectMetrics.ROUNDS) == rounds && read(SelectMetrics.HANDLER_TIME) == handling;
        });
    }

    @Test
    void taskThatHangsIsTimeInHandlersAlreadyWhileItHangs() {
        CountDownLatch running = new CountDownLatch(1);
        loops.next().execute(() -> {
            running.countDown();
            holdUp();
        });
        await().atMost(LIMIT).until(() -> running.getCount() == 0);
        long selecting = read(SelectMetrics.SELECT_TIME);
        awaitGrowth(SelectMetrics.HANDLER_TIME);
        assertThat(read(SelectMetrics.SELECT_TIME)).isEqualTo(selecting);
    }

    @Test
    void handlerThatHangsIsTimeInHandlersAlreadyWhileItHangs() throws IOException {
        CountDownLatch running = new CountDownLatch(1);
        InetSocketAddress address = bind(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                ReferenceCountUtil.release(message);
                running.countDown();
                holdUp();
            }
        });
        try (Socket peer = new Socket(address.getAddress(), address.getPort())) {
            peer.getOutputStream().write(1);
            await().atMost(LIMIT).until(() -> running.getCount() == 0);
            long selecting = read(SelectMetrics.SELECT_TIME);
            awaitGrowth(SelectMetrics.HANDLER_TIME);
            assertThat(read(SelectMetrics.SELECT_TIME)).isEqualTo(selecting);
        }
    }

    @Test
    void countsAKeyForEachConnectionAndRead() throws IOException {
        InetSocketAddress address = bind(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                ctx.writeAndFlush(message);
            }

            @Override
            public boolean isSharable() {
                return true;
            }
        });
        long before = read(SelectMetrics.ROUNDS);
        try (Socket first = new Socket(address.getAddress(), address.getPort());
                Socket second = new Socket(address.getAddress(), address.getPort())) {
            for (int i = 0; i < 50; i++) {
                for (Socket peer : List.of(first, second)) {
                    peer.getOutputStream().write(i);
                    assertThat(peer.getInputStream().read()).isEqualTo(i);
                }
            }
            // A round may find both connections at once, or each may have one of its own.
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(read(SelectMetrics.KEYS)).isBetween(101L, 102L));
            assertThat(read(SelectMetrics.ROUNDS) - before).isGreaterThanOrEqualTo(100);
        }
    }

    @Test
    void waitsForATimerInsteadOfTurningUntilItIsDue() {
        int timers = 300;
        // The first one is counted without a timer: it may belong to the round of the task before it.
        CountDownLatch left = new CountDownLatch(1 + timers);
        EventLoop loop = loops.next();
        loop.submit(() -> {}).syncUninterruptibly();
        long before = read(SelectMetrics.ROUNDS);

        loop.execute(() -> scheduleAfter(loop, left));

        await().atMost(LIMIT).until(() -> left.getCount() == 0);
        // One that ends as the timer is due, and one where select has come back too early.
        assertThat(read(SelectMetrics.ROUNDS) - before).isBetween((long) timers, 4L * timers);
    }

    private static void scheduleAfter(EventLoop loop, CountDownLatch left) {
        left.countDown();
        if (left.getCount() > 0) {
            loop.schedule(() -> scheduleAfter(loop, left), 400, TimeUnit.MICROSECONDS);
        }
    }

    @Test
    void figuresOutliveTheLoopAndGrowNoMore() {
        loops.next().submit(() -> {}).syncUninterruptibly();
        loops.shutdown()
                .toCompletableFuture()
                .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
                .join();

        long[] ended = sampler.flush(metrics).own();

        assertThat(ended[metrics.own().indexOf(SelectMetrics.ROUNDS)]).isPositive();
        assertThat(ended[metrics.own().indexOf(SelectMetrics.SELECT_TIME)]).isPositive();
        assertThat(sampler.flush(metrics).own()).isEqualTo(ended);
    }
}
