/**
 * What servers and clients of every kind share, whether they speak over streams or datagrams: the script of a client's
 * messages, requests made of a send and a reply, listeners, and addresses. Nothing here knows a protocol.
 */
@NullMarked
package org.netsonde.engine.exchange;

import org.jspecify.annotations.NullMarked;
