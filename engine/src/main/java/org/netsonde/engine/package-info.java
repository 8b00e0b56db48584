/**
 * The façade of the engine: {@link org.netsonde.engine.Engine}, the endpoints that it holds, their states and their
 * failures. What belongs here is what every user of the engine needs, whatever the protocol.
 */
@NullMarked
package org.netsonde.engine;

import org.jspecify.annotations.NullMarked;
