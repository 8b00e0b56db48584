/**
 * The bounded record of what crossed an endpoint: event loops append reads and writes, readers hold cursors and learn
 * what they lost, and messages are rebuilt when somebody looks.
 */
@NullMarked
package org.netsonde.engine.traffic;

import org.jspecify.annotations.NullMarked;
