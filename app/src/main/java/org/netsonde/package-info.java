/** The name under which desktops know the program. */
@NullMarked
package org.netsonde;

import org.jspecify.annotations.NullMarked;
