package org.netsonde.engine.probe.dns;

/**
 * One record of the answer of a name server.
 *
 * @param name whose record it is, without the last dot
 * @param type its type, such as {@code A} or {@code CNAME}; {@code TYPE65} where it has no name here
 * @param ttl how long it may be kept, in seconds
 * @param value the address or the name that it leads to; hexadecimal where its type is not known here
 */
public record DnsAnswer(String name, String type, long ttl, String value) {}
