package org.netsonde.engine.relay.balance;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Each gets as many as its weight says in as many picks as all weights together, spread as evenly as can be: weights of 5, 1
 * and 1 give a a b a c a a, and never five in a row. Each pick adds to everybody as much as it weighs, takes who has most, and
 * takes from it what was added to all. So does nginx's smooth weighted round robin.
 */
final class SmoothWeighted implements Picker {

    private final Map<Member, Long> credit = new HashMap<>();

    @Override
    public Member pick(List<Member> candidates, InetSocketAddress client) {
        Member best = candidates.getFirst();
        long most = Long.MIN_VALUE;
        long total = 0;
        for (Member member : candidates) {
            total += member.weight();
            long now = credit.merge(member, (long) member.weight(), Long::sum);
            if (now > most) {
                most = now;
                best = member;
            }
        }
        credit.put(best, most - total);
        return best;
    }

    @Override
    public void retain(List<Member> members) {
        credit.keySet().retainAll(new HashSet<>(members));
    }
}
