/** The licences of bundled software, as the installer brings them: read from its file, shown and searched. */
@NullMarked
package org.netsonde.app.licence;

import org.jspecify.annotations.NullMarked;
