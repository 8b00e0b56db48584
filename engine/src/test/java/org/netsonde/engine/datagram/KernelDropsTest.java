package org.netsonde.engine.datagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelDropsTest {

    private static final boolean LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    private static final String IPV4 = LITTLE ? "0100007F" : "7F000001";
    private static final String IPV6 = "000000000000000000000000" + (LITTLE ? "01000000" : "00000001");

    @TempDir
    Path folder;

    @BeforeEach
    void tables() throws IOException {
        Files.writeString(
                folder.resolve("udp"),
                "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref"
                        + " pointer drops\n"
                        + row(IPV4, 8889, 11, 7)
                        + row(IPV4, 8890, 12, 1)
                        + row(IPV4, 8890, 13, 2)
                        + row("00000000", 8889, 14, 3));
        Files.writeString(folder.resolve("udp6"), row(IPV6, 8889, 15, 4_294_967_296L));
    }

    private static String row(String address, int port, int inode, long drops) {
        return String.format(
                "10912: %s:%04X 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 %d 2 0000000005d00875"
                        + " %d       %n",
                address, port, inode, drops);
    }

    private KernelDrops drops(String host, int port, String inode) {
        return new KernelDrops(folder, new InetSocketAddress(host, port), inode);
    }

    @Test
    void findsTheSocketByItsAddress() {
        assertThat(drops("127.0.0.1", 8889, "").read()).hasValue(7);
        assertThat(drops("0.0.0.0", 8889, "").read()).hasValue(3);
        assertThat(drops("::1", 8889, "").read()).hasValue(4_294_967_296L);
    }

    @Test
    void tellsSocketsOfOnePortApartByTheirNumber() {
        assertThat(drops("127.0.0.1", 8890, "13").read()).hasValue(2);
        assertThat(drops("127.0.0.1", 8890, "").read()).isEmpty();
    }

    @Test
    void saysNothingWhereTheSystemDoesNotTell() throws IOException {
        assertThat(drops("127.0.0.1", 1, "").read()).isEmpty();
        assertThat(drops("127.0.0.1", 1, "").isListed()).isFalse();
        Files.delete(folder.resolve("udp"));
        assertThat(drops("127.0.0.1", 8889, "").read()).isEmpty();
    }
}
