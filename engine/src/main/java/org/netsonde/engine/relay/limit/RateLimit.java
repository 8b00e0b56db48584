package org.netsonde.engine.relay.limit;

/** How much is admitted in which time. */
public sealed interface RateLimit permits FixedWindow {}
