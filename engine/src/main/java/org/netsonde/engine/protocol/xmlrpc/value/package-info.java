/** The values of XML-RPC. */
@NullMarked
package org.netsonde.engine.protocol.xmlrpc.value;

import org.jspecify.annotations.NullMarked;
