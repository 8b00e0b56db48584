/** Digests of text and files, and codes made with a key: pages of the security bench. */
@NullMarked
package org.netsonde.app.security.digest;

import org.jspecify.annotations.NullMarked;
