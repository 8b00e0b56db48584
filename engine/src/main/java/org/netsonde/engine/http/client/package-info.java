/**
 * The client side of HTTP/1.1 and HTTP/2: connections that are kept and shared, redirects, cookies, the cache, downloads,
 * and the time that each step took. What is asked for is no matter of this package.
 */
@NullMarked
package org.netsonde.engine.http.client;

import org.jspecify.annotations.NullMarked;
