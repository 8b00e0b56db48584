/**
 * TLS: its settings, the engines of both providers (OpenSSL's and the JDK's) made from them, which certificates are accepted
 * and why others are not, and what was agreed with a peer. What belongs here knows of handlers, not of pipelines; that
 * certificates and keys come from {@link org.netsonde.engine.security} is decided there.
 */
@NullMarked
package org.netsonde.engine.tls;

import org.jspecify.annotations.NullMarked;
