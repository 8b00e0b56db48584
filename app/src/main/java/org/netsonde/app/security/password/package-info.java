/** Keys and hashes from passwords: pages of the security bench. */
@NullMarked
package org.netsonde.app.security.password;

import org.jspecify.annotations.NullMarked;
