package org.netsonde.engine.security.account;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts wrong passwords and locks who has had too many of them. This is decided after a password has been looked at, and for
 * one after the other, so that neither the time that it takes tells anything nor many attempts at once gain any. Names that
 * nobody has are counted and locked like others, so that a lock does not tell that there is such a user. What is counted ends
 * with the program: on disk, a failure of somebody would take longer than one of nobody. Safe for threads.
 */
final class Attempts {

    /** How many names that nobody has are counted; the one that was given longest ago goes first. */
    private static final int MOST_UNKNOWN = 10_000;

    /**
     * How it stands with a name.
     *
     * @param failures in a row
     * @param lockedUntil what is shown of the deadline; null where there is no lock
     * @param deadline when the lock ends, by a clock that nobody sets
     */
    record Count(int failures, @Nullable Instant lockedUntil, long deadline) {
        static final Count NONE = new Count(0, null, 0);

        boolean isLocked(Moment now) {
            return lockedUntil != null && now.nanos() - deadline < 0;
        }
    }

    private final Map<String, Count> known = new HashMap<>();
    private final Map<String, Count> unknown = new LinkedHashMap<>();

    /**
     * Decides about an attempt.
     *
     * @param exists whether there is such a user
     * @param right whether it was his password
     * @throws LoginRefusedException if nobody is logged in
     */
    synchronized void judge(String name, boolean exists, boolean right, AccountRules rules, Moment now) {
        Map<String, Count> counts = exists ? known : unknown;
        Count count = counts.getOrDefault(name, Count.NONE);
        if (count.isLocked(now)) {
            throw new LoginRefusedException(Duration.ofNanos(count.deadline() - now.nanos()));
        }
        if (right) {
            counts.remove(name);
            return;
        }
        // Behind a lock, it begins anew.
        int failures = count.lockedUntil() == null ? count.failures() + 1 : 1;
        boolean locks = failures >= rules.attempts();
        counts.remove(name);
        counts.put(
                name,
                new Count(
                        failures,
                        locks ? now.instant().plus(rules.lockTime()) : null,
                        now.nanos() + rules.lockTime().toNanos()));
        if (unknown.size() > MOST_UNKNOWN) {
            unknown.remove(unknown.keySet().iterator().next());
        }
        throw new LoginRefusedException(locks ? rules.lockTime() : Duration.ZERO);
    }

    /** How it stands with a user. */
    synchronized Count of(String name, Moment now) {
        Count count = known.getOrDefault(name, Count.NONE);
        return count.lockedUntil() == null || count.isLocked(now) ? count : Count.NONE;
    }

    /** Nothing is held against a name any more. */
    synchronized void forget(String name) {
        known.remove(name);
        unknown.remove(name);
    }
}
