package org.netsonde.engine.relay.balance;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.metrics.MeterWriter;
import org.netsonde.engine.protocol.BackEnd;
import org.netsonde.engine.protocol.Durations;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.relay.RelayMetrics;

/**
 * The back ends of a relay that runs. Safe for threads; its lock is held for as long as it takes to look at each of them once.
 *
 * <p>Which of them gets a new connection:
 *
 * <ol>
 *   <li>An ejected one whose pause is over, for a client that has tried nothing else yet: that finds out whether it is well
 *       again, one client at a time, and costs this one at most the time of a vain attempt. Where back ends are checked, the
 *       checks find out instead, and no client is risked. Clients that always get the same back end try only their own.
 *   <li>One of those that are up, by the way of balancing.
 *   <li>If there is none: an ejected one, from the one whose pause ends first on, whether it is over or not. An ejection only
 *       guesses, and a client had better wait for an attempt than be turned away by a guess. What such an attempt comes to
 *       does not make the pause longer; if it is good the back end is up again. So a single back end is never out of reach
 *       for longer than it is really down.
 *   <li>Never one that its health checks found down, since that is known and not guessed, nor one that is draining.
 * </ol>
 */
public final class BackEndPool {

    /** Draws by chance repeat: the same connections in the same order get the same back ends. */
    private static final long SEED = 1;

    private final EndpointContext context;
    private final Schedule schedule;
    private final Function<PoolSettings, Prober> probers;
    private final SplittableRandom random;
    private final MeterWriter meter;
    private final Object lock = new Object();
    private final Map<Member, Checkup> checkups = new HashMap<>();
    private PoolSettings settings;
    private Picker picker;
    private boolean closed;
    private volatile List<Member> members = List.of();
    private volatile Balancing balancing;
    private volatile @Nullable InetSocketAddress bound;

    /**
     * A pool that shows its members in the context, and checks their health from now on.
     *
     * @throws FailureException if a back end is the relay itself
     */
    public BackEndPool(EndpointContext context, PoolSettings settings) {
        this(context, settings, new NetworkProbers(context, context.loops().next()), SEED);
    }

    private BackEndPool(EndpointContext context, PoolSettings settings, NetworkProbers probers, long seed) {
        this(context, settings, Schedule.of(probers.loop()), probers::prober, seed);
    }

    /** A pool with a time of its own. */
    BackEndPool(
            EndpointContext context,
            PoolSettings settings,
            Schedule schedule,
            Function<PoolSettings, Prober> probers,
            long seed) {
        this.context = context;
        this.schedule = schedule;
        this.probers = probers;
        this.random = new SplittableRandom(seed);
        this.meter = context.meter().writer(this);
        this.settings = settings;
        this.balancing = settings.balancing();
        this.picker = Picker.of(balancing, random.split());
        for (BackEndSetting backEnd : settings.backEnds()) {
            Failure loop = loop(backEnd);
            if (loop != null) {
                throw new FailureException(loop);
            }
        }
        update(settings);
    }

    /** Why that back end may not be one of this relay; null if it may. */
    private @Nullable Failure loop(BackEndSetting backEnd) {
        return backEnd.aim().target().equals(context.name())
                ? Failure.of(Failure.Kind.INVALID_SETTINGS, "relayLoop", context.name())
                : null;
    }

    /** The relay is bound to that address: what comes to it from now on would come back, which {@link #loops} tells. */
    public void bound(InetSocketAddress address) {
        bound = address;
    }

    /**
     * Why no connection may be made to that address: it is the relay's own, whatever name the settings have for it. Each
     * connection would cause another one, without end.
     *
     * @param peer the address that a back end was found at
     * @return null if a connection may be made; always before {@link #bound} was called
     */
    public @Nullable Failure loops(InetSocketAddress peer) {
        InetSocketAddress own = bound;
        return own != null && BackEndRules.reaches(peer, own)
                ? Failure.of(Failure.Kind.INVALID_SETTINGS, "relayLoop", context.name())
                : null;
    }

    /**
     * Takes other settings: back ends that stay keep their state and their counts; connections to those that go stay. One
     * that is the relay itself is shown as down and never used, since it is too late to refuse the settings.
     */
    public void update(PoolSettings next) {
        List<Failure> loops = new ArrayList<>();
        synchronized (lock) {
            if (closed) {
                return;
            }
            boolean otherChecks = !settings.health().equals(next.health());
            if (next.balancing() != balancing) {
                balancing = next.balancing();
                picker = Picker.of(balancing, random.split());
            }
            settings = next;
            members = members(next, loops);
            picker.retain(members);
            checkUp(otherChecks);
            context.middle().backEnds().show(members);
        }
        loops.forEach(context.fail());
    }

    /** The members that those settings say, of the present ones those that stay. */
    private List<Member> members(PoolSettings next, List<Failure> loops) {
        Map<Member.Key, Member> present = new HashMap<>();
        members.forEach(member -> present.put(member.key(), member));
        Map<Member.Key, Integer> seen = new HashMap<>();
        List<Member> result = new ArrayList<>();
        for (BackEndSetting setting : next.backEnds()) {
            int occurrence = seen.merge(Member.Key.of(setting.aim(), 0), 1, Integer::sum) - 1;
            Member.Key key = Member.Key.of(setting.aim(), occurrence);
            Member member = present.get(key);
            Failure loop = loop(setting);
            if (member == null) {
                member = new Member(
                        this, key, setting, new Standing(next), context.clock().instant());
                if (loop != null) {
                    loops.add(loop);
                }
            }
            member.set(setting, result.size(), loop);
            member.standing().rules(next);
            member.refresh(context.clock().instant());
            result.add(member);
        }
        return List.copyOf(result);
    }

    /** Begins the checks of members that came, and ends those of members that went; or all of them, if others are wanted. */
    private void checkUp(boolean all) {
        checkups.entrySet().removeIf(entry -> {
            boolean ends =
                    all || !members.contains(entry.getKey()) || !entry.getKey().isWanted();
            if (ends) {
                entry.getValue().stop();
            }
            return ends;
        });
        Rhythm rhythm = settings.health().rhythm();
        if (rhythm == null) {
            return;
        }
        Prober prober = probers.apply(settings);
        for (Member member : members) {
            if (member.isWanted() && !checkups.containsKey(member)) {
                Checkup checkup = new Checkup(
                        schedule, prober, member, rhythm, random.split(), failure -> checked(member, failure));
                checkups.put(member, checkup);
                // A first check may be over at once, and what it says needs the lock.
                schedule.after(0, checkup::start);
            }
        }
    }

    /**
     * Chooses a back end for a new connection.
     *
     * @param client whose it is
     * @param tried those that have just been tried in vain
     * @return null if there is none that could be tried
     */
    public @Nullable Member choose(InetSocketAddress client, Set<Member> tried) {
        long now = schedule.now();
        synchronized (lock) {
            if (closed) {
                return null;
            }
            List<Member> all = members;
            all.forEach(member -> member.expire(now));
            boolean first = tried.isEmpty();
            boolean own = balancing == Balancing.SOURCE_HASH;
            Optional<Member> due = first && !own
                    ? ejected(all.stream())
                            .filter(member -> member.standing().mayTry(now))
                            .findFirst()
                    : Optional.empty();
            Member chosen = due.orElseGet(() -> pick(
                    client,
                    member -> !tried.contains(member)
                            && (member.standing().isUp()
                                    || (first && own && member.standing().mayTry(now)))));
            if (chosen == null) {
                chosen = ejected(all.stream().filter(member -> !tried.contains(member)))
                        .findFirst()
                        .orElse(null);
            }
            if (chosen != null) {
                chosen.expect(now);
                beginTrial(chosen, client, now);
            }
            return chosen;
        }
    }

    /** One of those that are wanted and fit, by the way of balancing; null if there is none. */
    private @Nullable Member pick(InetSocketAddress client, Predicate<Member> fits) {
        List<Member> candidates = members.stream()
                .filter(member -> member.isWanted() && fits.test(member))
                .toList();
        return candidates.isEmpty() ? null : picker.pick(candidates, client);
    }

    /**
     * Chooses another back end for a client whose own one is known not to be well, and was not heard for as long.
     *
     * @param present the one that it has; not left by the client that finds out whether it is well again
     * @return one that is up, which is to be told what comes of it; null if there is none, or no reason to leave
     */
    public @Nullable Member instead(Member present, InetSocketAddress client) {
        long now = schedule.now();
        synchronized (lock) {
            Standing standing = present.standing();
            if (closed || standing.isUp() || (standing.trial() != 0 && present.isTriedBy(client))) {
                return null;
            }
            members.forEach(member -> member.expire(now));
            Member chosen = pick(client, member -> member.standing().isUp());
            if (chosen != null) {
                chosen.expect(now);
            }
            return chosen;
        }
    }

    /**
     * Whether a back end that was chosen a while ago, and waited for since, would still do: it is still one of them, takes new
     * connections, and was not found unwell in the meantime.
     *
     * @param then how it was when it was chosen
     */
    public boolean stillSuits(Member member, BackEnd.State then) {
        synchronized (lock) {
            return !closed
                    && members.contains(member)
                    && member.isWanted()
                    && !member.standing().isDown()
                    && (!member.standing().isEjected() || then == BackEnd.State.EJECTED);
        }
    }

    /** Those that are ejected and might be tried, the one whose pause ends first before the others. */
    private static Stream<Member> ejected(Stream<Member> from) {
        return from.filter(member -> member.isWanted()
                        && member.standing().isEjected()
                        && !member.standing().isDown())
                .sorted((a, b) ->
                        Long.signum(a.standing().until() - b.standing().until()));
    }

    private void beginTrial(Member member, InetSocketAddress client, long now) {
        if (member.standing().mayTry(now)) {
            int trial = member.standing().tried();
            member.triedBy(client);
            schedule.after(
                    Member.PATIENCE_NANOS,
                    () -> apply(member, null, at -> {
                        member.standing().untried(trial);
                        return Standing.News.NONE;
                    }));
        }
    }

    /** What clients are told when there is none that could be tried. */
    public Failure unavailable() {
        List<Member> now = members;
        if (now.isEmpty()) {
            return Failure.of(Failure.Kind.NO_BACK_END, "noBackEnds", context.name());
        }
        boolean draining = now.stream().allMatch(member -> member.state() == BackEnd.State.DRAINING);
        return draining
                ? Failure.of(Failure.Kind.NO_BACK_END, "backEndsDraining", context.name(), now.size())
                : Failure.of(Failure.Kind.NO_BACK_END, "noBackEnd", context.name(), now.size());
    }

    /** Which share of new connections a member ought to get, from 0 to 1. */
    double ideal(Member member) {
        if (member.state() != BackEnd.State.UP) {
            return 0;
        }
        boolean equal = balancing == Balancing.ROUND_ROBIN;
        long sum = 0;
        boolean known = false;
        for (Member each : members) {
            if (each.state() == BackEnd.State.UP) {
                sum += equal ? 1 : each.weight();
                known |= each.equals(member);
            }
        }
        return known ? (equal ? 1.0 : member.weight()) / sum : 0;
    }

    void opened(Member member) {
        apply(member, null, now -> {
            Standing standing = member.standing();
            member.expectedCame();
            standing.opened();
            int trial = standing.trial();
            if (trial != 0) {
                // One that says nothing by itself, to a client that asks nothing, is well if it stands for a while.
                schedule.after(
                        settings.ejection().pause().toNanos(), () -> apply(member, null, at -> standing.stood(trial)));
            }
            return Standing.News.NONE;
        });
    }

    void closed(Member member) {
        apply(member, null, now -> member.standing().closed());
    }

    void abandoned(Member member, InetSocketAddress client) {
        apply(member, null, now -> {
            member.expectedCame();
            // Others may have got it as the last resort while somebody else tries it.
            if (member.isTriedBy(client)) {
                member.standing().untried(member.standing().trial());
            }
            return Standing.News.NONE;
        });
    }

    void answered(Member member) {
        apply(member, null, now -> member.standing().answered());
    }

    void unreachable(Member member, Failure failure) {
        apply(member, failure, now -> {
            member.expectedCame();
            if (isOurs(failure)) {
                member.standing().untried(member.standing().trial());
                return Standing.News.NONE;
            }
            return member.standing().unreachable(now);
        });
    }

    void broke(Member member, Failure failure) {
        apply(member, failure, now -> member.standing().broke(now));
    }

    private void checked(Member member, Optional<Failure> failure) {
        failure.ifPresent(member::checkFailed);
        if (failure.isEmpty() || !isOurs(failure.get())) {
            apply(
                    member,
                    failure.orElse(null),
                    now -> failure.isPresent()
                            ? member.standing().bad(now)
                            : member.standing().good(now));
        }
    }

    /**
     * Whether the fault is on this side, such as too many open sockets or no free port to connect from: nothing to hold against
     * a back end.
     */
    public static boolean isOurs(Failure failure) {
        return switch (failure.kind()) {
            case TOO_MANY_CONNECTIONS, ADDRESS_NOT_AVAILABLE, ADDRESS_IN_USE -> true;
            default -> false;
        };
    }

    /** Something has happened to a member. */
    private void apply(Member member, @Nullable Failure why, LongFunction<Standing.News> step) {
        long now = schedule.now();
        Standing.News news;
        Duration pause;
        synchronized (lock) {
            news = step.apply(now);
            member.refresh(context.clock().instant());
            pause = Duration.ofNanos(member.standing().pause());
            Checkup checkup = checkups.get(member);
            boolean left = news == Standing.News.EJECTED || news == Standing.News.AGAIN;
            if (left && checkup != null) {
                checkup.once(member.standing().pause());
            }
            if (closed || !members.contains(member)) {
                return;
            }
        }
        // Not under the lock, since who hears of it may take its time.
        tell(member, news, why, pause);
    }

    private void tell(Member member, Standing.News news, @Nullable Failure why, Duration pause) {
        switch (news) {
            case NONE -> {}
            case EJECTED ->
                gone(Failure.of(kind(why), "backEndEjected", member.name(), what(why), Durations.format(pause)), true);
            case AGAIN ->
                gone(Failure.of(kind(why), "backEndEjected", member.name(), what(why), Durations.format(pause)), false);
            case DOWN ->
                gone(
                        Failure.of(kind(why), "backEndDown", member.name(), what(why), Durations.format(interval())),
                        true);
            case RETURNED, UP -> context.middle().marks().accept(Phrase.of("event.relay.backEndBack", member.name()));
        }
    }

    /**
     * A back end gets nothing any more.
     *
     * @param begins whether that is new: then it is marked like a fault that begins, since of the failures of the same kind
     *     that come with it not each has a mark of its own
     */
    private void gone(Failure failure, boolean begins) {
        meter.add(RelayMetrics.EJECTIONS, 1);
        context.fail().accept(failure);
        if (begins) {
            context.middle().marks().accept(failure.what());
        }
    }

    private Duration interval() {
        synchronized (lock) {
            Rhythm rhythm = settings.health().rhythm();
            return rhythm == null ? Duration.ZERO : rhythm.checkInterval();
        }
    }

    private static Failure.Kind kind(@Nullable Failure why) {
        return why == null ? Failure.Kind.UNREACHABLE : why.kind();
    }

    private static String what(@Nullable Failure why) {
        return why == null ? "-" : why.what().toString();
    }

    /** Ends the checks. The relay is stopped: its back ends are shown no more. */
    public void close() {
        synchronized (lock) {
            closed = true;
            checkups.values().forEach(Checkup::stop);
            checkups.clear();
        }
        context.middle().backEnds().show(List.of());
    }
}
