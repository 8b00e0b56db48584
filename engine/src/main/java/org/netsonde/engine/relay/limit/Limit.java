package org.netsonde.engine.relay.limit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.netsonde.engine.relay.limit.LimitSetting.Excess;

/**
 * One limit of a relay that runs, with a limiter for each client or back end where each has its own. Of these, no more than
 * {@value #MOST} are kept: a flood of addresses takes no memory, but whoever was silent for longest is forgotten, and begins
 * anew. Safe for threads.
 */
final class Limit {

    /** How many clients or back ends are known at once. */
    static final int MOST = 10_000;

    /** How many of them are looked at for the level: the latest ones, among which the scarcest is likely to be. */
    private static final int LOOKED_AT = 500;

    private final LimitSetting setting;
    private final long origin;
    private final SequencedMap<Object, Limiter> limiters = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Limiter> eldest) {
            return size() > MOST;
        }
    };

    Limit(LimitSetting setting, long origin) {
        this.setting = setting;
        this.origin = origin;
    }

    LimitSetting setting() {
        return setting;
    }

    /** How many nanoseconds something may wait. */
    long patience() {
        return setting.excess() == Excess.DELAY ? Limits.LONGEST_WAIT : 0;
    }

    /** The limiter of a client or a back end. */
    Limiter of(Object client, String backEnd) {
        Object key = switch (setting.per()) {
            case RELAY -> "";
            case CLIENT -> client;
            case BACK_END -> backEnd;
        };
        synchronized (limiters) {
            return limiters.computeIfAbsent(key, any -> setting.limit().limiter(origin));
        }
    }

    /** How much the scarcest of its limiters would admit now, in percent. */
    int level(long now) {
        int least = 100;
        synchronized (limiters) {
            int looked = 0;
            for (Limiter limiter : limiters.sequencedValues().reversed()) {
                least = Math.min(least, limiter.level(now));
                if (++looked == LOOKED_AT) {
                    break;
                }
            }
        }
        return least;
    }

    /** How many clients or back ends it knows. */
    int known() {
        synchronized (limiters) {
            return limiters.size();
        }
    }
}
