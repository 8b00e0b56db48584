package org.netsonde.app.security.jwt;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.stream.Stream;

/** Times in a token, and when a check of them may come out otherwise. Stateless. */
final class Moments {

    private Moments() {}

    /**
     * Changes when a time comes after which a check may come out otherwise: the time itself, and as long before and after it as
     * clocks may differ.
     */
    static long passed(Collection<Instant> moments, Instant now, Duration leeway) {
        // Asked of the present, as a time of a token may be too far off to add to.
        return Stream.of(now, now.minus(leeway), now.plus(leeway))
                .flatMap(seen -> moments.stream().filter(moment -> !moment.isAfter(seen)))
                .count();
    }
}
