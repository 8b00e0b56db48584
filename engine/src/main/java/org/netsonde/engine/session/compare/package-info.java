/**
 * Compares two sessions, or two stretches of time: what each figure was, how much it changed, and whether that is more than
 * chance.
 */
@NullMarked
package org.netsonde.engine.session.compare;

import org.jspecify.annotations.NullMarked;
