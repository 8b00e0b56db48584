package org.netsonde.engine.datagram;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;

/** The network interfaces of this machine. Asks the system, so not for event loops. */
public final class Interfaces {

    private Interfaces() {}

    /** The address that stands for all of the same family; none would leave the choice of the family to the system. */
    public static InetAddress any(InetAddress like) {
        return InetAddress.ofLiteral(like instanceof Inet6Address ? "::" : "0.0.0.0");
    }

    /**
     * The interface of that name or with that address.
     *
     * @throws FailureException if there is none; it names those that there are
     */
    public static NetworkInterface named(String nameOrAddress) {
        try {
            NetworkInterface byName = NetworkInterface.getByName(nameOrAddress);
            if (byName != null) {
                return byName;
            }
            InetAddress address = InetAddress.ofLiteral(nameOrAddress);
            NetworkInterface byAddress = NetworkInterface.getByInetAddress(address);
            if (byAddress != null) {
                return byAddress;
            }
        } catch (IllegalArgumentException | SocketException e) {
            // Neither a name nor an address of one: told below.
        }
        throw new FailureException(
                Failure.of(Failure.Kind.INVALID_SETTINGS, "unknownInterface", nameOrAddress, list()));
    }

    /**
     * The interface on which a group is heard if nobody says which: that of the given address unless it stands for all, or
     * else the first that can and leads out of this machine, or else loopback.
     *
     * @throws FailureException if there is none at all
     */
    public static NetworkInterface forGroup(InetAddress bound) {
        try {
            if (!bound.isAnyLocalAddress() && !bound.isMulticastAddress()) {
                NetworkInterface its = NetworkInterface.getByInetAddress(bound);
                if (its != null) {
                    return its;
                }
            }
            NetworkInterface loopback = null;
            for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
                if (each.isUp() && !each.isLoopback() && each.supportsMulticast() && hasAddressLike(each, bound)) {
                    return each;
                }
                if (each.isLoopback()) {
                    loopback = each;
                }
            }
            if (loopback != null) {
                return loopback;
            }
        } catch (SocketException e) {
            // As if there were none.
        }
        throw new FailureException(
                Failure.of(Failure.Kind.ADDRESS_NOT_AVAILABLE, "addressNotAvailable", bound.getHostAddress()));
    }

    private static boolean hasAddressLike(NetworkInterface candidate, InetAddress bound) {
        return candidate.inetAddresses().anyMatch(address -> address.getClass() == bound.getClass());
    }

    private static String list() {
        try (Stream<NetworkInterface> all = NetworkInterface.networkInterfaces()) {
            return all.map(each -> {
                        String addresses = each.inetAddresses()
                                .map(InetAddress::getHostAddress)
                                .collect(Collectors.joining(", "));
                        return addresses.isEmpty() ? each.getName() : each.getName() + " (" + addresses + ")";
                    })
                    .collect(Collectors.joining(", "));
        } catch (SocketException e) {
            return "-";
        }
    }
}
