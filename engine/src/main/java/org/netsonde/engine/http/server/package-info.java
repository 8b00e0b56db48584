/**
 * The server side of HTTP/1.1 and HTTP/2: connections, limits, and how requests reach an {@link
 * org.netsonde.engine.http.server.HttpService} and its replies the wire. What is answered is no matter of this package.
 */
@NullMarked
package org.netsonde.engine.http.server;

import org.jspecify.annotations.NullMarked;
