/** Benchmarks with a main method; each states its conditions and compares with the least that could be done. */
@NullMarked
package org.netsonde.bench;

import org.jspecify.annotations.NullMarked;
