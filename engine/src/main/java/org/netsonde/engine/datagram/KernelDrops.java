package org.netsonde.engine.datagram;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Linux tells of one socket: how many datagrams it dropped because the receive buffer was full, in
 * {@code /proc/net/udp} and {@code udp6}. Reads files, so not for event loops. Immutable.
 */
final class KernelDrops {

    private static final Path FOLDER = Path.of("/proc/net");
    private static final Pattern INODE = Pattern.compile("socket:\\[(\\d+)]");
    private static final int ADDRESS_COLUMN = 1;
    private static final int INODE_COLUMN = 9;
    private static final int RELEASE_LOOKS = 500;
    private static final long RELEASE_PAUSE_NANOS = 1_000_000;

    private final Path table;
    private final String address;
    private final String inode;

    /**
     * The drops of one socket.
     *
     * @param local where it is bound
     * @param inode its number in the system's table; empty if not known
     */
    KernelDrops(Path folder, InetSocketAddress local, String inode) {
        byte[] bytes = local.getAddress().getAddress();
        this.table = folder.resolve(bytes.length == 4 ? "udp" : "udp6");
        this.address = hex(bytes) + ":" + String.format("%04X", local.getPort());
        this.inode = inode;
    }

    /** The drops of a socket of this process. */
    static KernelDrops of(InetSocketAddress local, int descriptor) {
        return new KernelDrops(FOLDER, local, descriptor < 0 ? "" : inode(descriptor));
    }

    /** Whether this system tells. */
    static boolean isTold() {
        return Files.isReadable(FOLDER.resolve("udp"));
    }

    private static String inode(int descriptor) {
        try {
            Matcher link = INODE.matcher(Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString());
            return link.matches() ? link.group(1) : "";
        } catch (IOException e) {
            return "";
        }
    }

    /** The table shows addresses as words of four bytes in the order of the processor. */
    private static String hex(byte[] address) {
        StringBuilder out = new StringBuilder();
        ByteBuffer words = ByteBuffer.wrap(address).order(ByteOrder.nativeOrder());
        while (words.hasRemaining()) {
            out.append(String.format("%08X", words.getInt()));
        }
        return out.toString();
    }

    /** The drops since the socket was opened; empty where they cannot be told, such as among several sockets of one port. */
    OptionalLong read() {
        try {
            List<String[]> rows = rows();
            return rows.size() == 1
                    ? OptionalLong.of(Long.parseLong(rows.getFirst()[rows.getFirst().length - 1]))
                    : OptionalLong.empty();
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** Whether the system still has the socket. */
    boolean isListed() {
        try {
            return !rows().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    /** Waits, for half a second at most and on a thread of its own, until the system has given the socket up. */
    void whenGone(Runnable then) {
        Thread.ofVirtual().name("netsonde-release").start(() -> {
            for (int i = 0; i < RELEASE_LOOKS && isListed(); i++) {
                LockSupport.parkNanos(RELEASE_PAUSE_NANOS);
            }
            then.run();
        });
    }

    private List<String[]> rows() throws IOException {
        return Files.readAllLines(table).stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(this::isOurs)
                .toList();
    }

    private boolean isOurs(String[] row) {
        return row.length > INODE_COLUMN
                && row[ADDRESS_COLUMN].equals(address)
                && (inode.isEmpty() || row[INODE_COLUMN].equals(inode));
    }
}
