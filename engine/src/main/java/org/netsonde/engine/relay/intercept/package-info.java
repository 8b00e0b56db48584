/**
 * Messages that a relay holds back for the user, and those that it rewrites on their way.
 */
@NullMarked
package org.netsonde.engine.relay.intercept;

import org.jspecify.annotations.NullMarked;
