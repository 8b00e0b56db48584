/** Tokens in the security bench: taken apart and checked as they are pasted, and made. Nothing of them leaves this machine. */
@NullMarked
package org.netsonde.app.security.jwt;

import org.jspecify.annotations.NullMarked;
