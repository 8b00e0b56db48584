package org.netsonde.engine.relay.balance;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Always the same one for the same address of a client, whatever its port: each draws a lot that follows from the client and
 * itself alone, and the best lot wins (weighted rendezvous hashing). One that comes gets its share from all others, one
 * that goes leaves its share to all others, and nobody else moves.
 */
final class SourceHash implements Picker {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final double UNIT = 0x1p-53;

    @Override
    public Member pick(List<Member> candidates, InetSocketAddress client) {
        long source = hash(client);
        Member best = candidates.getFirst();
        double most = -1;
        for (Member member : candidates) {
            double score = score(source, member.hash(), member.weight());
            if (score > most) {
                most = score;
                best = member;
            }
        }
        return best;
    }

    /** How good the lot is: with u evenly spread between 0 and 1, weight / -ln u is the best of all as likely as it weighs. */
    private static double score(long source, long member, int weight) {
        // Never 0 and never 1.
        double unit = ((mix(source ^ mix(member)) >>> 11) + 0.5) * UNIT;
        return weight / -Math.log(unit);
    }

    private static long hash(InetSocketAddress client) {
        return client.getAddress() == null
                ? hash(client.getHostString())
                : hash(client.getAddress().getAddress());
    }

    /** A number for a text, the same on every machine. */
    static long hash(String text) {
        return hash(text.getBytes(StandardCharsets.UTF_8));
    }

    /** FNV-1a of 64 bits. */
    private static long hash(byte[] bytes) {
        long hash = FNV_OFFSET;
        for (byte b : bytes) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        return hash;
    }

    /** Spreads the bits of a number, so that neighbours have nothing in common (the finalizer of SplitMix64). */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
