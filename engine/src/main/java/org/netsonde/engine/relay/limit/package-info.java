/**
 * How much a relay lets pass: limits on connections, messages and bytes, and what happens to what is too much.
 */
@NullMarked
package org.netsonde.engine.relay.limit;

import org.jspecify.annotations.NullMarked;
