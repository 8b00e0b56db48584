package org.netsonde.engine.probe.port;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.netsonde.engine.probe.port.ListeningPort.Transport;

/** Reads the tables of sockets of Linux: {@code /proc/net/tcp} and its like (proc_net_tcp in the kernel's documentation). Stateless. */
final class ProcNet {

    private static final String TCP_LISTENS = "0A";
    private static final String UDP_UNCONNECTED = "07";
    private static final int COLUMNS = 10;

    private ProcNet() {}

    /**
     * A socket that listens.
     *
     * @param inode the number by which programs hold it
     */
    record Entry(InetSocketAddress address, int owner, long inode) {}

    /** The sockets that listen; for UDP those that are bound and not connected. What cannot be read is passed over. */
    static List<Entry> parse(List<String> lines, Transport transport) {
        String state = transport == Transport.TCP ? TCP_LISTENS : UDP_UNCONNECTED;
        List<Entry> entries = new ArrayList<>();
        for (String line : lines) {
            String[] columns = line.strip().split("\\s+");
            if (columns.length >= COLUMNS && columns[3].equals(state)) {
                entry(columns).ifPresent(entries::add);
            }
        }
        return entries;
    }

    private static Optional<Entry> entry(String[] columns) {
        try {
            int colon = columns[1].indexOf(':');
            InetAddress address = InetAddress.getByAddress(bytes(columns[1].substring(0, colon)));
            int port = Integer.parseInt(columns[1].substring(colon + 1), 16);
            return Optional.of(new Entry(
                    new InetSocketAddress(address, port), Integer.parseInt(columns[7]), Long.parseLong(columns[9])));
        } catch (UnknownHostException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Addresses are words of 32 bits in the order of the processor, which is little-endian wherever Netsonde runs. */
    private static byte[] bytes(String hex) {
        byte[] words = HexFormat.of().parseHex(hex);
        for (int i = 0; i + 3 < words.length; i += 4) {
            swap(words, i, i + 3);
            swap(words, i + 1, i + 2);
        }
        return words;
    }

    private static void swap(byte[] bytes, int a, int b) {
        byte kept = bytes[a];
        bytes[a] = bytes[b];
        bytes[b] = kept;
    }
}
