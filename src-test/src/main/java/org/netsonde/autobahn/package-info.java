/** The Autobahn suite, which tests WebSocket servers and clients: its processes and its verdicts. */
@NullMarked
package org.netsonde.autobahn;

import org.jspecify.annotations.NullMarked;
