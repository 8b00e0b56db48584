/**
 * Who may use a server: users with their passwords, their sessions and tokens. What belongs here knows nothing of the protocol
 * by which somebody logs in; see {@code org.netsonde.engine.http.login}.
 */
@NullMarked
package org.netsonde.engine.security.account;

import org.jspecify.annotations.NullMarked;
