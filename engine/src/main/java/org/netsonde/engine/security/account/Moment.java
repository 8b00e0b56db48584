package org.netsonde.engine.security.account;

import java.time.Instant;

/**
 * A time, by both clocks.
 *
 * @param instant what is shown; that clock can be set
 * @param nanos what times that pass are measured by, as of {@link System#nanoTime}
 */
record Moment(Instant instant, long nanos) {}
