package org.netsonde.engine.relay.balance;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.protocol.EndpointContext;

/** The back ends of a relay that runs. Safe for threads. */
public final class BackEndPool {

    private final EndpointContext context;
    private final AtomicInteger turn = new AtomicInteger();
    private volatile List<Member> members = List.of();

    /** A pool that shows its members in the context, and checks their health from now on. */
    public BackEndPool(EndpointContext context, PoolSettings settings) {
        this.context = context;
        update(settings);
    }

    /** Takes other settings: back ends that stay keep their state and their counts; connections to those that go stay. */
    public void update(PoolSettings settings) {
        members = settings.backEnds().stream().map(Member::new).toList();
        context.middle().backEnds().show(members);
    }

    /**
     * Chooses a back end for a new connection.
     *
     * @param client whose it is
     * @param tried those that have just been tried in vain
     * @return null if there is none that could be tried
     */
    public @Nullable Member choose(InetSocketAddress client, Set<Member> tried) {
        List<Member> now = members;
        for (int i = 0; i < now.size(); i++) {
            Member member = now.get(Math.floorMod(turn.getAndIncrement(), now.size()));
            if (!tried.contains(member)) {
                return member;
            }
        }
        return null;
    }

    /** What clients are told when there is none that could be tried. */
    public Failure unavailable() {
        int count = members.size();
        return count == 0
                ? Failure.of(Failure.Kind.NOT_CONNECTED, "noBackEnds", context.name())
                : Failure.of(Failure.Kind.NOT_CONNECTED, "noBackEnd", context.name(), count);
    }

    /** Ends the checks. The relay is stopped: its back ends are shown no more. */
    public void close() {
        context.middle().backEnds().show(List.of());
    }
}
