/**
 * Recorded traffic as packets: writing of pcapng, which is what recorded sessions hold and what is exported, and reading of
 * pcapng and pcap (draft-ietf-opsawg-pcapng, draft-ietf-opsawg-pcap). Packets are made so that other programs can read them,
 * and so that exactly the events that they were made of can be restored.
 */
@NullMarked
package org.netsonde.engine.capture;

import org.jspecify.annotations.NullMarked;
