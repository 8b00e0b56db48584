/** Calls and responses of XML-RPC as XML documents: read with bounds and without anything that XML can do beyond elements. */
@NullMarked
package org.netsonde.engine.protocol.xmlrpc.document;

import org.jspecify.annotations.NullMarked;
