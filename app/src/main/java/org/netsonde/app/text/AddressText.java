package org.netsonde.app.text;

import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Addresses as people write them. Stateless. */
public final class AddressText {

    private AddressText() {}

    /** Host and port of an address; every interface, of either family, is a star. */
    public static String of(SocketAddress address) {
        if (!(address instanceof InetSocketAddress inet)) {
            return address.toString();
        }
        // A socket for both families reports the IPv6 form, whatever was asked for.
        boolean any = inet.getAddress() != null && inet.getAddress().isAnyLocalAddress();
        return of(any ? "*" : inet.getHostString(), inet.getPort());
    }

    /** Host and port as they are typed elsewhere: an IPv6 address shortened and in brackets. */
    public static String of(String host, int port) {
        return (host.indexOf(':') >= 0 ? "[" + shortened(host) + "]" : host) + ":" + port;
    }

    /** An IPv6 address with its first run of zeros left out. */
    private static String shortened(String ipv6) {
        return ipv6.contains("::") ? ipv6 : ipv6.replaceFirst("(^|:)0(:0)+(:|$)", "::");
    }
}
