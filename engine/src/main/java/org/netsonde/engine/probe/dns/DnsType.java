package org.netsonde.engine.probe.dns;

/** What a name server is asked for. */
public enum DnsType {
    /** Addresses of IPv4 (RFC 1035). */
    A,
    /** Addresses of IPv6 (RFC 3596). */
    AAAA
}
