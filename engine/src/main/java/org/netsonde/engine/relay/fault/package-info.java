/**
 * The faults that a relay injects: one small file for each, with its settings and what it does.
 */
@NullMarked
package org.netsonde.engine.relay.fault;

import org.jspecify.annotations.NullMarked;
