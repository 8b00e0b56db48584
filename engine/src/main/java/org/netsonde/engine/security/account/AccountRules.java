package org.netsonde.engine.security.account;

import java.time.Duration;
import org.netsonde.engine.protocol.Option;

/**
 * How strict a list of accounts is.
 *
 * @param attempts how many wrong passwords in a row lock a user
 * @param lockTime for how long
 * @param sessionTime how long a session lasts
 * @param tokenTime how long a JWT is valid
 */
public record AccountRules(
        @Option(group = "login", min = 1, max = 1000) int attempts,

        @Option(group = "login", min = 1_000_000_000L, max = 86_400_000_000_000L)
        Duration lockTime,

        @Option(group = "login", min = 1_000_000_000L, max = 31_536_000_000_000_000L)
        Duration sessionTime,

        @Option(group = "login", min = 1_000_000_000L, max = 31_536_000_000_000_000L)
        Duration tokenTime) {

    /** Five attempts, a quarter of an hour; sessions of eight hours and tokens of a quarter of one. */
    public AccountRules() {
        this(5, Duration.ofMinutes(15), Duration.ofHours(8), Duration.ofMinutes(15));
    }
}
