package org.netsonde.engine.probe.connect;

import java.net.Inet6Address;
import java.net.InetAddress;

/** The two families of addresses, the preferred one first (RFC 6724). */
public enum AddressFamily {
    IPV6("IPv6"),
    IPV4("IPv4");

    private final String label;

    AddressFamily(String label) {
        this.label = label;
    }

    /** As it is written, such as {@code IPv6}. */
    public String label() {
        return label;
    }

    /** The family of an address. */
    public static AddressFamily of(InetAddress address) {
        return address instanceof Inet6Address ? IPV6 : IPV4;
    }
}
