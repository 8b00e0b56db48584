package org.netsonde.engine.protocol;

/**
 * What became of a send: handed to the transport, not yet acknowledged by any peer.
 *
 * @param connections how many connections it was queued on
 * @param bytes how many bytes in all, framing included
 * @param skipped how many connections could not take it (closed, or over their write bound)
 */
public record SendReceipt(int connections, long bytes, int skipped) {}
