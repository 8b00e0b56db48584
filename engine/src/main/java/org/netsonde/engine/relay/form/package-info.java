/**
 * Where messages stand in the streams that pass a relay: by a framing, or by a protocol that it understands. What comes in
 * leaves byte for byte as it came, unless somebody changed it.
 */
@NullMarked
package org.netsonde.engine.relay.form;

import org.jspecify.annotations.NullMarked;
