package org.netsonde.app.form;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The addresses of this machine, as a user would give them to somebody else. */
public final class LocalAddresses {

    private static final int MOST = 16;

    private LocalAddresses() {}

    /** The addresses of the interfaces that are up, without loopback and link-local ones, IPv4 first. */
    public static List<String> reachable() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(LocalAddresses::isUp)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(a -> !a.isLoopbackAddress() && !a.isLinkLocalAddress())
                    .sorted(Comparator.comparing(a -> a instanceof Inet6Address))
                    .map(InetAddress::getHostAddress)
                    .map(a -> a.replaceFirst("%.*", ""))
                    .distinct()
                    .limit(MOST)
                    .toList();
        } catch (SocketException e) {
            return List.of();
        }
    }

    /** What to bind to: loopback first, then the wider ones. */
    static List<String> suggested() {
        return Stream.of(Stream.of("127.0.0.1", "::1"), reachable().stream(), Stream.of("0.0.0.0", "::"))
                .flatMap(s -> s)
                .toList();
    }

    private static boolean isUp(NetworkInterface network) {
        try {
            return network.isUp();
        } catch (SocketException e) {
            return false;
        }
    }
}
