/** What puts load on others in an orderly way: the pool of connections that clients share. */
@NullMarked
package org.netsonde.engine.load;

import org.jspecify.annotations.NullMarked;
