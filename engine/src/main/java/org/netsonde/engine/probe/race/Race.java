package org.netsonde.engine.probe.race;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.probe.connect.AddressFamily;
import org.netsonde.engine.probe.connect.Dialed;
import org.netsonde.engine.probe.connect.Dialler;
import org.netsonde.engine.probe.connect.Dialling;
import org.netsonde.engine.probe.race.RaceResult.Alone;
import org.netsonde.engine.probe.race.RaceResult.Outcome;
import org.netsonde.engine.probe.race.RaceResult.Runner;
import org.netsonde.engine.transport.EventLoops;

/**
 * A race of addresses (RFC 8305, section 5): each begins 250 ms after the one before, or at once where that has failed; whoever
 * connects first wins, and ends it. Then the first address of each family is connected to alone. Both families were looked up
 * before, so the resolution delay of the RFC has no part in it. Confined to an event loop, but for its start.
 */
public final class Race {

    /** The recommended delay of RFC 8305, section 8. */
    static final Duration DELAY = Duration.ofMillis(250);

    private final EventLoop loop;
    private final Dialling dialling;
    private final Duration limit;
    private final List<Lane> lanes = new ArrayList<>();
    private final List<Alone> alone = new ArrayList<>();
    private final CompletableFuture<Optional<RaceResult>> done = new CompletableFuture<>();
    private @Nullable Runnable giveUpAlone;
    private @Nullable Future<?> next;
    private Duration took = Duration.ZERO;
    private long begun;
    private int started;
    private int winner = -1;
    private boolean over;

    Race(EventLoop loop, Dialling dialling, Duration limit) {
        this.loop = loop;
        this.dialling = dialling;
        this.limit = limit;
    }

    /**
     * Starts one.
     *
     * @param limit how long each address is tried
     * @param stop ends it when it completes: the result is empty then
     */
    public static CompletableFuture<Optional<RaceResult>> start(
            EventLoops loops, List<InetAddress> addresses, int port, Duration limit, CompletionStage<?> stop) {
        EventLoop loop = loops.next();
        return new Race(loop, new Dialler(loops, loop), limit).start(addresses, port, stop);
    }

    CompletableFuture<Optional<RaceResult>> start(List<InetAddress> addresses, int port, CompletionStage<?> stop) {
        RaceOrder.of(addresses).forEach(address -> lanes.add(new Lane(new InetSocketAddress(address, port))));
        loop.execute(() -> {
            begun = loop.ticker().nanoTime();
            startNext();
        });
        stop.whenComplete((ok, error) -> loop.execute(this::stop));
        return done;
    }

    private Duration since() {
        return Duration.ofNanos(loop.ticker().nanoTime() - begun);
    }

    private void startNext() {
        if (next != null) {
            next.cancel(false);
        }
        if (over || done.isDone()) {
            return;
        } else if (started == lanes.size()) {
            if (lanes.stream().allMatch(lane -> lane.ended != null)) {
                finishRace();
            }
            return;
        }
        Lane lane = lanes.get(started);
        started++;
        next = loop.schedule(this::startNext, DELAY.toNanos(), TimeUnit.NANOSECONDS);
        lane.start();
    }

    private void finishRace() {
        over = true;
        took = since();
        if (next != null) {
            next.cancel(false);
        }
        lanes.forEach(Lane::giveUp);
        tryAlone(0);
    }

    /** The first of each family, one family after the other, so that neither disturbs the other. */
    private void tryAlone(int family) {
        if (done.isDone()) {
            return;
        } else if (family == AddressFamily.values().length) {
            conclude();
            return;
        }
        AddressFamily which = List.of(AddressFamily.values()).get(family);
        Optional<Lane> first =
                lanes.stream().filter(lane -> lane.family == which).findFirst();
        if (first.isEmpty()) {
            tryAlone(family + 1);
            return;
        }
        InetSocketAddress address = first.get().address;
        giveUpAlone = dialling.dial(address, limit, dialed -> {
            dialed.close();
            alone.add(new Alone(which, address, dialed.failure() == null ? dialed.took() : null, dialed.failure()));
            tryAlone(family + 1);
        });
    }

    private void conclude() {
        List<Runner> runners = lanes.stream().map(Lane::runner).toList();
        done.complete(Optional.of(
                new RaceResult(runners, winner, took, alone, RaceSentence.of(runners, winner, took, alone))));
    }

    private void stop() {
        if (!done.isDone()) {
            over = true;
            if (next != null) {
                next.cancel(false);
            }
            lanes.forEach(Lane::giveUp);
            if (giveUpAlone != null) {
                giveUpAlone.run();
            }
            done.complete(Optional.empty());
        }
    }

    /** An address in the race. */
    private final class Lane {

        private final InetSocketAddress address;
        private final AddressFamily family;
        private @Nullable Runnable giveUp;
        private @Nullable Duration began;
        private @Nullable Duration ended;
        private @Nullable Failure failure;
        private Outcome outcome = Outcome.NOT_STARTED;

        Lane(InetSocketAddress address) {
            this.address = address;
            family = AddressFamily.of(address.getAddress());
        }

        void start() {
            began = since();
            giveUp = dialling.dial(address, limit, this::dialed);
        }

        private void dialed(Dialed dialed) {
            dialed.close();
            if (over || ended != null) {
                return;
            }
            ended = since();
            failure = dialed.failure();
            if (failure != null) {
                outcome = Outcome.FAILED;
                // The next one need not wait any longer.
                startNext();
            } else {
                outcome = Outcome.WON;
                winner = lanes.indexOf(this);
                finishRace();
            }
        }

        void giveUp() {
            if (began != null && ended == null && giveUp != null) {
                giveUp.run();
                ended = since();
                outcome = Outcome.OVERTAKEN;
            }
        }

        Runner runner() {
            return new Runner(address, family, began, ended, outcome, failure);
        }
    }
}
