/** What a relay's panel has beside that of others: its back ends, its faults, and the messages that it holds back. */
@NullMarked
package org.netsonde.app.relay;

import org.jspecify.annotations.NullMarked;
