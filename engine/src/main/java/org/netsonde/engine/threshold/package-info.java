/**
 * Thresholds: what a figure of an endpoint must not go above or below, read from the workspace, judged second by second
 * while a run goes on, and in the same way from the seconds of a recorded session.
 */
@NullMarked
package org.netsonde.engine.threshold;

import org.jspecify.annotations.NullMarked;
