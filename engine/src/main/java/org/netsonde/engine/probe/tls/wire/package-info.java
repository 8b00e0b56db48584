/** The part of TLS that is said in the clear, as bytes: greetings of clients, and what servers answer. All of it is bounded. */
@NullMarked
package org.netsonde.engine.probe.tls.wire;

import org.jspecify.annotations.NullMarked;
