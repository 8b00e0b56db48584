/**
 * Requests as command lines of curl, written for a terminal and read from one: as a shell reads words, as curl reads options,
 * and what of them has a place in a message of {@code http-client}.
 */
@NullMarked
package org.netsonde.engine.protocol.http.curl;

import org.jspecify.annotations.NullMarked;
