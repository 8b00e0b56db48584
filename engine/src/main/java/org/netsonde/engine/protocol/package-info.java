/**
 * What a protocol is: its settings record and how JSON is bound to it, its message record, how it starts, and the
 * registry of built-in protocols. One sub-package per protocol; none imports another.
 */
@NullMarked
package org.netsonde.engine.protocol;

import org.jspecify.annotations.NullMarked;
