package org.netsonde.engine.capture;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.exchange.OpenedText;
import org.netsonde.engine.protocol.Role;

/**
 * The addresses of both ends of a connection, of one family.
 *
 * @param local this side's address
 * @param remote the peer's address
 * @param form whether they are real
 */
record Ends(byte[] local, int localPort, byte[] remote, int remotePort, Flow.Form form) {

    private static final int IPV4 = 4;
    private static final int IPV6 = 16;

    /** Of made-up ports: no service stands behind them. */
    private static final int DISCARD = 9;

    private static final int FIRST_EPHEMERAL = 49_152;

    /** For benchmarks of network devices (RFC 2544): never a real peer. */
    private static final int BENCHMARK_NET = (198 << 24) | (18 << 16);

    private static final int BENCHMARK_HOSTS = 1 << 17;

    /** For documentation (RFC 5737): never a real host. */
    private static final byte[] TEST_NET = {(byte) 192, 0, 2, 0};

    /** For documentation (RFC 3849). */
    private static final byte[] DOCUMENTATION = {0x20, 0x01, 0x0d, (byte) 0xb8, 0, 0, 0, 0};

    /**
     * The ends of a connection. What its record does not tell comes from what is known of its endpoint, and is made up where
     * that does not help.
     *
     * @param opened what the record says
     * @param ordinal a number of the endpoint
     */
    static Ends of(CaptureInterface about, OpenedText opened, long connection, int ordinal) {
        InetSocketAddress known = OpenedText.address(about.address());
        InetSocketAddress local = opened.local() != null || about.role() == Role.CLIENT ? opened.local() : known;
        InetSocketAddress remote = opened.remote() != null || about.role() != Role.CLIENT ? opened.remote() : known;
        boolean madeUp = local == null || remote == null;
        byte[] localBytes =
                local == null ? testNet(ordinal) : local.getAddress().getAddress();
        byte[] remoteBytes =
                remote == null ? benchmark(connection) : remote.getAddress().getAddress();
        int localPort = local == null ? DISCARD : local.getPort();
        int remotePort = remote == null ? FIRST_EPHEMERAL + (int) (connection & 0x3FFF) : remote.getPort();
        if (localBytes.length != remoteBytes.length) {
            localBytes = sixteen(local, localBytes, remoteBytes.length);
            remoteBytes = sixteen(remote, remoteBytes, localBytes.length);
        }
        Flow.Form form = madeUp ? Flow.Form.MADE_UP : Flow.Form.REAL;
        return new Ends(localBytes, localPort, remoteBytes, remotePort, form);
    }

    /** The ends of what is recorded of an endpoint as a whole: its own address on both sides. */
    static Ends of(CaptureInterface about, int ordinal) {
        InetSocketAddress known = OpenedText.address(about.address());
        byte[] own = known == null ? testNet(ordinal) : known.getAddress().getAddress();
        return new Ends(own, 0, own, 0, known == null ? Flow.Form.MADE_UP : Flow.Form.REAL);
    }

    /** The same with other addresses, so that it can be told apart: IPv4 as IPv6 writes it, IPv6 as documentation does. */
    Ends mapped() {
        return new Ends(mapped(local), localPort, mapped(remote), remotePort, Flow.Form.MAPPED);
    }

    private static byte[] mapped(byte[] address) {
        if (address.length == IPV4) {
            return inSix(address);
        }
        byte[] other = address.clone();
        System.arraycopy(DOCUMENTATION, 0, other, 0, DOCUMENTATION.length);
        return other;
    }

    /** An address in the family of the other end; what listens on every IPv6 address listens on every IPv4 address too. */
    private static byte[] sixteen(@Nullable InetSocketAddress address, byte[] bytes, int wanted) {
        if (bytes.length == wanted) {
            return bytes;
        }
        InetAddress any = address == null ? null : address.getAddress();
        boolean wildcard = any instanceof Inet6Address && any.isAnyLocalAddress();
        return wildcard ? new byte[IPV4] : bytes.length == IPV4 ? inSix(bytes) : bytes;
    }

    /** An IPv4 address as IPv6 writes it (RFC 4291, section 2.5.5.2). */
    private static byte[] inSix(byte[] four) {
        byte[] six = new byte[IPV6];
        six[10] = (byte) 0xFF;
        six[11] = (byte) 0xFF;
        System.arraycopy(four, 0, six, 12, IPV4);
        return six;
    }

    private static byte[] testNet(int ordinal) {
        byte[] address = TEST_NET.clone();
        address[3] = (byte) (1 + ordinal % 254);
        return address;
    }

    /** An address that, with its port, stands for one connection of two thousand million. */
    private static byte[] benchmark(long connection) {
        int host = BENCHMARK_NET + 1 + (int) ((connection >>> 14) % (BENCHMARK_HOSTS - 2));
        return new byte[] {(byte) (host >> 24), (byte) (host >> 16), (byte) (host >> 8), (byte) host};
    }
}
