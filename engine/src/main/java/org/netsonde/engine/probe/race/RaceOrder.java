package org.netsonde.engine.probe.race;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.netsonde.engine.probe.connect.AddressFamily;

/** The order in which addresses are tried (RFC 8305, section 4): the families take turns, IPv6 first. Stateless. */
final class RaceOrder {

    /** More of a family are not tried. */
    static final int MOST_OF_EACH = 4;

    private RaceOrder() {}

    static List<InetAddress> of(List<InetAddress> addresses) {
        Iterator<InetAddress> six = family(addresses, AddressFamily.IPV6);
        Iterator<InetAddress> four = family(addresses, AddressFamily.IPV4);
        List<InetAddress> order = new ArrayList<>();
        while (six.hasNext() || four.hasNext()) {
            if (six.hasNext()) {
                order.add(six.next());
            }
            if (four.hasNext()) {
                order.add(four.next());
            }
        }
        return order;
    }

    private static Iterator<InetAddress> family(List<InetAddress> addresses, AddressFamily family) {
        return addresses.stream()
                .filter(address -> AddressFamily.of(address) == family)
                .distinct()
                .limit(MOST_OF_EACH)
                .iterator();
    }
}
