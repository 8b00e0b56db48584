package org.netsonde.engine.probe.connect;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.transport.EventLoops;

/**
 * Connects as often as a plan says, on time: what is due begins then, whatever became of the attempts before. Two address families
 * take turns, half an interval apart. Confined to an event loop, but for its start.
 */
public final class ConnectSeries {

    private final EventLoop loop;
    private final Dialling dialling;
    private final ConnectPlan plan;
    private final Consumer<ConnectAttempt> listener;
    private final List<Track> tracks = new ArrayList<>();
    private final CompletableFuture<List<FamilyConnects>> done = new CompletableFuture<>();
    private long begun;
    private int left;

    ConnectSeries(EventLoop loop, Dialling dialling, ConnectPlan plan, Consumer<ConnectAttempt> listener) {
        this.loop = loop;
        this.dialling = dialling;
        this.plan = plan;
        this.listener = listener;
    }

    /**
     * Starts a series.
     *
     * @param addresses one of each family, in the order in which their results are to stand
     * @param listener hears of each attempt when it is over, on an event loop
     * @param stop ends it when it completes: the result is what was over before
     */
    public static CompletableFuture<List<FamilyConnects>> start(
            EventLoops loops,
            ConnectPlan plan,
            List<InetSocketAddress> addresses,
            Consumer<ConnectAttempt> listener,
            CompletionStage<?> stop) {
        EventLoop loop = loops.next();
        return new ConnectSeries(loop, new Dialler(loops, loop), plan, listener).start(addresses, stop);
    }

    CompletableFuture<List<FamilyConnects>> start(List<InetSocketAddress> addresses, CompletionStage<?> stop) {
        loop.execute(() -> begin(addresses));
        stop.whenComplete((ok, error) -> loop.execute(this::finish));
        return done;
    }

    private void begin(List<InetSocketAddress> addresses) {
        begun = loop.ticker().nanoTime();
        left = addresses.size() * plan.count();
        Duration shift = plan.interval().dividedBy(Math.max(1, addresses.size()));
        for (int i = 0; i < addresses.size(); i++) {
            Track track = new Track(addresses.get(i), shift.multipliedBy(i));
            tracks.add(track);
            track.plan();
        }
        if (left == 0) {
            finish();
        }
    }

    private void finish() {
        if (!done.isDone()) {
            tracks.forEach(Track::end);
            done.complete(tracks.stream().map(Track::result).toList());
        }
    }

    private Duration since() {
        return Duration.ofNanos(loop.ticker().nanoTime() - begun);
    }

    /** The attempts to one address. */
    private final class Track {

        private final InetSocketAddress address;
        private final AddressFamily family;
        private final Duration shift;
        private final List<ConnectAttempt> attempts = new ArrayList<>();
        private final List<Runnable> underWay = new ArrayList<>();
        private @Nullable PathFacts path;
        private @Nullable Future<?> timer;
        private int number;
        private boolean ended;

        Track(InetSocketAddress address, Duration shift) {
            this.address = address;
            this.shift = shift;
            family = AddressFamily.of(address.getAddress());
        }

        /** The next is reckoned from the beginning of all, so that delays do not add up. */
        void plan() {
            if (number < plan.count()) {
                number++;
                int next = number;
                Duration due = shift.plus(plan.interval().multipliedBy(next - 1L));
                timer = loop.schedule(() -> dial(next, due), due.minus(since()).toNanos(), TimeUnit.NANOSECONDS);
            }
        }

        private void dial(int which, Duration due) {
            Duration began = since();
            Runnable[] giveUp = new Runnable[1];
            giveUp[0] = dialling.dial(address, plan.limit(), dialed -> {
                underWay.remove(giveUp[0]);
                over(which, due, began, dialed);
            });
            underWay.add(giveUp[0]);
            plan();
        }

        private void over(int which, Duration due, Duration began, Dialed dialed) {
            if (dialed.channel() != null && path == null) {
                path = PathReader.read(dialed.channel());
            }
            dialed.close();
            if (ended) {
                return;
            }
            ConnectAttempt attempt = new ConnectAttempt(
                    family, which, address, due, began, dialed.outcome(), dialed.took(), dialed.failure());
            attempts.add(attempt);
            listener.accept(attempt);
            left--;
            if (left == 0) {
                finish();
            }
        }

        void end() {
            ended = true;
            if (timer != null) {
                timer.cancel(false);
            }
            List.copyOf(underWay).forEach(Runnable::run);
        }

        FamilyConnects result() {
            attempts.sort(Comparator.comparingInt(ConnectAttempt::number));
            PathFacts facts = path == null ? PathFacts.unreadable(Phrase.of("probe.path.none")) : path;
            return new FamilyConnects(family, address, attempts, ConnectStats.of(attempts), facts);
        }
    }
}
