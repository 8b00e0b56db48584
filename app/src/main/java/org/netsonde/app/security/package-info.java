/** The security bench, a screen of its own: what is about keys, certificates, tokens and accounts rather than about one endpoint. */
@NullMarked
package org.netsonde.app.security;

import org.jspecify.annotations.NullMarked;
