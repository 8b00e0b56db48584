/**
 * TLS: a server and a client of byte streams over TLS. TLS itself is in {@code org.netsonde.engine.tls}, its certificates in
 * {@code org.netsonde.engine.security}, and streams in {@code org.netsonde.engine.stream}; here are only settings and the
 * entries in the registry.
 */
@NullMarked
package org.netsonde.engine.protocol.tls;

import org.jspecify.annotations.NullMarked;
