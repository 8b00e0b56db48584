/**
 * Servers and clients of byte streams of which each has one selector thread of its own, with figures that show what the
 * thread's rounds are like: how many, how many ready keys each, and how its time divides between waiting and handling.
 */
@NullMarked
package org.netsonde.engine.protocol.select;

import org.jspecify.annotations.NullMarked;
