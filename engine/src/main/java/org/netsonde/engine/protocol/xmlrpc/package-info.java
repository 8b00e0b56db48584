/**
 * {@code xmlrpc-server} and {@code xmlrpc-client}: remote procedure calls as XML documents over HTTP, as
 * <a href="http://xmlrpc.com/spec.md">xmlrpc.com</a> has them, with the extensions {@code i8} and {@code nil}. Connections
 * and figures are those of {@code org.netsonde.engine.http}; here is what is called, how it is written, and what is answered.
 */
@NullMarked
package org.netsonde.engine.protocol.xmlrpc;

import org.jspecify.annotations.NullMarked;
