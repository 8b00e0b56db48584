/** The sessions: the list of recorded runs, one of them opened to look at, and two compared. */
@NullMarked
package org.netsonde.app.session;

import org.jspecify.annotations.NullMarked;
