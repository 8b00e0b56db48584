package org.netsonde.app.probe;

import java.net.InetSocketAddress;
import org.netsonde.app.text.AddressText;

/** Addresses as they are shown: themselves, not the names that led to them. Stateless. */
final class Where {

    private Where() {}

    static String text(InetSocketAddress address) {
        return address.isUnresolved()
                ? AddressText.of(address)
                : AddressText.of(address.getAddress().getHostAddress(), address.getPort());
    }
}
