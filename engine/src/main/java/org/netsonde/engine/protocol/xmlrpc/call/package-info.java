/** Calls and values of XML-RPC as people write and read them, such as {@code add(5, 3)} and {@code {"a": [1, 2.5, nil]}}. */
@NullMarked
package org.netsonde.engine.protocol.xmlrpc.call;

import org.jspecify.annotations.NullMarked;
