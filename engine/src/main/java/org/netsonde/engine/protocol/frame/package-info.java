/**
 * JSON frames: messages with a type, a payload, a time and a checksum, on a byte stream. Framing, connections and figures
 * are those of {@code org.netsonde.engine.stream}; here is what a frame is, what a server answers, and what a client notes.
 */
@NullMarked
package org.netsonde.engine.protocol.frame;

import org.jspecify.annotations.NullMarked;
