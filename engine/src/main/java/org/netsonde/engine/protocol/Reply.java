package org.netsonde.engine.protocol;

import java.time.Duration;

/**
 * The answer to a request.
 *
 * @param connection the connection it came on
 * @param message the reply
 * @param latency from handing over the request to reading the end of the reply
 */
public record Reply<M>(long connection, M message, Duration latency) {}
