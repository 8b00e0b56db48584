package org.netsonde.engine.load;

import java.time.Duration;
import org.netsonde.engine.protocol.Option;

/**
 * What all pools of connections have in common, whatever is spoken on their connections.
 *
 * @param maxWaiting how many requests may wait for a connection; more are refused at once
 * @param maxWait how long each of them waits at most; 0 for as long as the request may take
 * @param uses after how many requests a connection is ended, so that 1 is a new connection for each; 0 for never
 */
public record PoolLimits(
        @Option(min = 0, max = 10_000) int maxWaiting,

        @Option(min = 0, max = 3_600_000_000_000L) Duration maxWait,

        @Option(min = 0, max = 1_000_000_000) int uses) {}
