/** Netsonde's own authority and the certificates that it issues: shown, made, saved as files and given to endpoints. */
@NullMarked
package org.netsonde.app.certificate;

import org.jspecify.annotations.NullMarked;
