/**
 * Finds out what a TLS server offers and how good that is. Messages of its own ask for what neither the JDK nor BoringSSL
 * offers any more; full handshakes are the JDK's.
 */
@NullMarked
package org.netsonde.engine.probe.tls;

import org.jspecify.annotations.NullMarked;
