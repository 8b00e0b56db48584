/**
 * Logins over HTTP, for servers of HTTP and WebSocket alike: who is asked for one, the routes below {@code /auth/}, and how a
 * client logs in first.
 */
@NullMarked
package org.netsonde.engine.http.login;

import org.jspecify.annotations.NullMarked;
