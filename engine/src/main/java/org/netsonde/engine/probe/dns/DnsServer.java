package org.netsonde.engine.probe.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.exchange.Addresses;

/**
 * A name server.
 *
 * @param address where it is
 */
public record DnsServer(InetSocketAddress address) {

    /** Where name servers listen. */
    public static final int DEFAULT_PORT = 53;

    private static final int MAX_TEXT = 64;
    private static final int MAX_PORT = 65_535;

    /**
     * Reads {@code address}, {@code address:port} or {@code [address]:port}. Names are not taken, since who would look them up?
     *
     * @throws FailureException of kind INVALID_SETTINGS if it is none of them
     */
    public static DnsServer parse(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty() || trimmed.length() > MAX_TEXT) {
            throw refused(trimmed);
        }
        try {
            if (trimmed.startsWith("[")) {
                int end = trimmed.indexOf(']');
                String rest = end < 0 ? "-" : trimmed.substring(end + 1);
                if (end < 0 || (!rest.isEmpty() && !rest.startsWith(":"))) {
                    throw refused(trimmed);
                }
                return of(trimmed.substring(1, end), rest.isEmpty() ? "" : rest.substring(1), !rest.isEmpty());
            }
            int colon = trimmed.lastIndexOf(':');
            // More than one colon is an address of IPv6 without a port.
            boolean port = colon >= 0 && trimmed.indexOf(':') == colon;
            return port ? of(trimmed.substring(0, colon), trimmed.substring(colon + 1), true) : of(trimmed, "", false);
        } catch (IllegalArgumentException e) {
            throw new FailureException(refused(trimmed).failure(), e);
        }
    }

    private static DnsServer of(String address, String port, boolean given) {
        int number = given ? Integer.parseInt(port) : DEFAULT_PORT;
        if (number < 1 || number > MAX_PORT) {
            throw refused(address + ":" + port);
        }
        return new DnsServer(new InetSocketAddress(InetAddress.ofLiteral(address), number));
    }

    private static FailureException refused(String text) {
        return new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, "dnsServer", text));
    }

    /** As {@code address:port}. */
    @Override
    public String toString() {
        return Addresses.text(address.getAddress().getHostAddress(), address.getPort());
    }
}
