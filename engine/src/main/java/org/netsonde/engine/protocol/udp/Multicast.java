package org.netsonde.engine.protocol.udp;

import java.net.InetAddress;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.SettingsException;

/** Whether a server hears a multicast group. */
public sealed interface Multicast {

    /** It hears what is sent to its own address. */
    record Off() implements Multicast {}

    /**
     * It hears a group.
     *
     * @param address the group's address
     * @param networkInterface the name or an address of the interface on which it is heard; empty for that of the server's
     *     host, or where that is every address, for the first that leads out of this machine
     */
    record Group(
            @Option(min = 1, max = 64) String address,
            @Option(max = 64) String networkInterface) implements Multicast {

        public Group {
            if (!isMulticast(address)) {
                throw new SettingsException("address", Phrase.of("problem.notMulticast", address));
            }
        }

        /** A group of the range that organisations use inside. */
        public Group() {
            this("239.192.0.1", "");
        }

        private static boolean isMulticast(String address) {
            try {
                return InetAddress.ofLiteral(address).isMulticastAddress();
            } catch (IllegalArgumentException e) {
                return false;
            }
        }

        InetAddress inet() {
            return InetAddress.ofLiteral(address);
        }
    }
}
