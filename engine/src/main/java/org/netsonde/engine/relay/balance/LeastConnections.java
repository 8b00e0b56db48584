package org.netsonde.engine.relay.balance;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * The one with the fewest connections in relation to its weight, those that are being made included; among several of them
 * in turn by their weights.
 */
final class LeastConnections implements Picker {

    private final SmoothWeighted ties = new SmoothWeighted();

    @Override
    public Member pick(List<Member> candidates, InetSocketAddress client) {
        List<Member> least = new ArrayList<>();
        long load = 0;
        int weight = 1;
        for (Member member : candidates) {
            long its = member.load();
            // Which of two fractions is smaller, without rounding.
            long difference = its * weight - load * member.weight();
            if (least.isEmpty() || difference < 0) {
                least.clear();
                load = its;
                weight = member.weight();
                least.add(member);
            } else if (difference == 0) {
                least.add(member);
            }
        }
        return ties.pick(least, client);
    }

    @Override
    public void retain(List<Member> members) {
        ties.retain(members);
    }
}
