/** What is found out about other people's servers by asking them. */
@NullMarked
package org.netsonde.engine.probe;

import org.jspecify.annotations.NullMarked;
