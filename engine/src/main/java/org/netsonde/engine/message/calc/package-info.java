/** Arithmetic on expressions that anybody may send: bounded in length and depth, never code, with the results of Python. */
@NullMarked
package org.netsonde.engine.message.calc;

import org.jspecify.annotations.NullMarked;
