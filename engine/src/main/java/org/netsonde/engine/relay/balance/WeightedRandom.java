package org.netsonde.engine.relay.balance;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.SplittableRandom;

/** Any, as likely as it weighs. */
final class WeightedRandom implements Picker {

    private final SplittableRandom random;

    WeightedRandom(SplittableRandom random) {
        this.random = random;
    }

    @Override
    public Member pick(List<Member> candidates, InetSocketAddress client) {
        long total = 0;
        for (Member member : candidates) {
            total += member.weight();
        }
        long drawn = random.nextLong(total);
        for (Member member : candidates) {
            drawn -= member.weight();
            if (drawn < 0) {
                return member;
            }
        }
        return candidates.getLast();
    }
}
