package org.netsonde.engine.exchange;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * How the record of an opened connection names its ends, {@code remote ⇄ local · words}, so that they can be read by people
 * and by what makes packets of records. An end is {@code host:port} with an IPv6 address in brackets; where the host was
 * given by name, its address stands behind in parentheses: {@code device.local:8888 (192.0.2.7)}.
 *
 * @param remote the peer; null where its address is not known
 * @param local this side; null where it is not known
 */
public record OpenedText(
        @Nullable InetSocketAddress remote, @Nullable InetSocketAddress local) {

    private static final String BETWEEN = " ⇄ ";
    private static final String WORDS = " · ";

    /** The text for the ends of a connection; {@code local} is left out where it is no address of the network. */
    public static String of(SocketAddress remote, @Nullable SocketAddress local) {
        return local instanceof InetSocketAddress ? end(remote) + BETWEEN + end(local) : end(remote);
    }

    private static String end(SocketAddress address) {
        String text = Addresses.text(address);
        if (address instanceof InetSocketAddress inet && inet.getAddress() != null) {
            String literal = literal(inet.getAddress());
            return literal.equals(inet.getHostString()) || inet.getHostString().startsWith(literal + "%")
                    ? text
                    : text + " (" + literal + ")";
        }
        return text;
    }

    /** The digits of an address, without the name of an interface. */
    private static String literal(InetAddress address) {
        String text = address.getHostAddress();
        int scope = text.indexOf('%');
        return address instanceof Inet6Address && scope >= 0 ? text.substring(0, scope) : text;
    }

    /** What a text says of the ends, as far as it can be read; asks no name server. */
    public static OpenedText parse(String text) {
        int words = text.indexOf(WORDS);
        String ends = words < 0 ? text : text.substring(0, words);
        int between = ends.indexOf(BETWEEN);
        return between < 0
                ? new OpenedText(address(ends), null)
                : new OpenedText(
                        address(ends.substring(0, between)), address(ends.substring(between + BETWEEN.length())));
    }

    /** The address of an end, as {@link Addresses#text} or this class writes it; null where there is none. */
    public static @Nullable InetSocketAddress address(String end) {
        String named = end;
        String host = null;
        int parenthesis = end.indexOf(" (");
        if (parenthesis >= 0 && end.endsWith(")")) {
            named = end.substring(0, parenthesis);
            host = end.substring(parenthesis + 2, end.length() - 1);
        }
        int colon = named.lastIndexOf(':');
        if (colon < 0) {
            return null;
        }
        if (host == null) {
            host = named.substring(0, colon);
            host = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        }
        int scope = host.indexOf('%');
        try {
            int port = Integer.parseInt(named.substring(colon + 1));
            return new InetSocketAddress(InetAddress.ofLiteral(scope < 0 ? host : host.substring(0, scope)), port);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
