package org.netsonde.engine.relay.balance;

import java.util.List;

/**
 * What a pool of back ends goes by.
 *
 * @param backEnds the back ends
 * @param balancing how it chooses
 * @param health how it checks them by itself
 * @param ejection when one that fails in use is left alone
 * @param datagrams whether datagrams go there, and no streams
 */
public record PoolSettings(
        List<BackEndSetting> backEnds, Balancing balancing, HealthCheck health, Ejection ejection, boolean datagrams) {}
