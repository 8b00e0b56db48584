package org.netsonde.engine.relay.intercept;

import java.time.Duration;
import org.netsonde.engine.message.rule.Match;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.relay.link.Ways;

/**
 * Which messages a relay holds back for the user.
 *
 * @param on whether it holds any
 * @param match which ones
 * @param direction on which ways
 * @param timeout how long each is held at most
 * @param onTimeout what is done then
 * @param most how many are held at once; what comes when as many are held passes
 */
public record Intercept(
        boolean on,
        Match match,
        Ways direction,

        @Option(min = 100_000_000, max = 3_600_000_000_000L) Duration timeout,

        Decision onTimeout,
        @Option(min = 1, max = 200) int most) {

    /** None; once it is on every message, for half a minute, and then it passes. */
    public Intercept() {
        this(false, new Match.Any(), Ways.BOTH, Duration.ofSeconds(30), Decision.FORWARD, 50);
    }

    /** What is done to a message that nobody has decided on. */
    public enum Decision {
        FORWARD,
        DROP
    }
}
