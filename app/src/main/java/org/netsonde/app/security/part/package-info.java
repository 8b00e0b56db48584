/** What the pages of the security bench are put together from. */
@NullMarked
package org.netsonde.app.security.part;

import org.jspecify.annotations.NullMarked;
