/** Signatures in the security bench: keys, and texts and files that are signed and checked with them. */
@NullMarked
package org.netsonde.app.security.signature;

import org.jspecify.annotations.NullMarked;
