/** Tokens of Fernet and their keys: pages of the security bench. */
@NullMarked
package org.netsonde.app.security.fernet;

import org.jspecify.annotations.NullMarked;
