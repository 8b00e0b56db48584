/** Who may use servers that require a login: users, their sessions and tokens, and the servers that ask for them. */
@NullMarked
package org.netsonde.app.security.account;

import org.jspecify.annotations.NullMarked;
