/**
 * What testers do with keys and passwords by hand: digests, message authentication, keys from passwords, encryption of tokens,
 * signatures. The cryptography is the JDK's, and BouncyCastle's where the JDK has none.
 */
@NullMarked
package org.netsonde.engine.security.crypto;

import org.jspecify.annotations.NullMarked;
