/**
 * JSON Web Tokens (RFC 7519) in the compact form of signed ones (RFC 7515): made, taken apart, and checked with every reason that
 * speaks against one. The signatures are the JDK's.
 */
@NullMarked
package org.netsonde.engine.security.jwt;

import org.jspecify.annotations.NullMarked;
