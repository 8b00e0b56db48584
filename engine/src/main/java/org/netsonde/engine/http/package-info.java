/**
 * What HTTP, XML-RPC and WebSocket share: header fields as settings, and the heads of requests and responses as they are
 * shown. Nothing here knows a protocol.
 */
@NullMarked
package org.netsonde.engine.http;

import org.jspecify.annotations.NullMarked;
