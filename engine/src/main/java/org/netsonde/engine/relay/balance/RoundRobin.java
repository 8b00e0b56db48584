package org.netsonde.engine.relay.balance;

import java.net.InetSocketAddress;
import java.util.List;

/** The next one in the order of the settings; those that cannot be picked are passed over, and the others keep their turn. */
final class RoundRobin implements Picker {

    private int last = -1;

    @Override
    public Member pick(List<Member> candidates, InetSocketAddress client) {
        Member next = candidates.stream()
                .filter(member -> member.place() > last)
                .findFirst()
                .orElseGet(candidates::getFirst);
        last = next.place();
        return next;
    }
}
