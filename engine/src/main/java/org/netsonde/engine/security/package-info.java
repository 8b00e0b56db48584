/**
 * Certificates, keys and secrets: a certificate authority of one's own, files in the formats of others, and what the settings
 * of an endpoint say about them. What belongs here knows nothing of connections; see {@code org.netsonde.engine.tls}.
 *
 * <p>BouncyCastle builds certificates and reads keys. It is never registered as a provider of the JVM: the cryptography
 * is the JDK's.
 */
@NullMarked
package org.netsonde.engine.security;

import org.jspecify.annotations.NullMarked;
