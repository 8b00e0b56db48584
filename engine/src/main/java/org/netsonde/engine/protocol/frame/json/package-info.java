/**
 * JSON as Python's {@code json} module reads and writes it, for checksums that have to agree with Python's to the last
 * character. Jackson reads settings and workspaces, but not this: it refuses names that hold a surrogate without a partner,
 * takes words that Python refuses ({@code -INF}, {@code +Infinity}), bounds the length of reals as well as of integers, and
 * does not say where in the text a value stands. Its writer lacks all that would remain to be done: keys by code point,
 * Python's notation of reals, escapes for whatever is not ASCII.
 */
@NullMarked
package org.netsonde.engine.protocol.frame.json;

import org.jspecify.annotations.NullMarked;
