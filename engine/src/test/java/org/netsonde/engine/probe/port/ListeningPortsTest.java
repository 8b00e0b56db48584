package org.netsonde.engine.probe.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.engine.probe.port.ListeningPort.Program;
import org.netsonde.engine.probe.port.ListeningPort.Transport;

class ListeningPortsTest {

    private static final String HEAD =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";
    private static final String TAIL = " 00000000:00000000 00:00000000 00000000  1000        0 ";

    @TempDir
    Path proc;

    private void table(String name, String... lines) throws IOException {
        Files.createDirectories(proc.resolve("net"));
        Files.writeString(proc.resolve("net").resolve(name), HEAD + String.join("\n", lines) + "\n");
    }

    private void process(int pid, String name, String command, String... links) throws IOException {
        Path folder =
                Files.createDirectories(proc.resolve(Integer.toString(pid)).resolve("fd"));
        Files.writeString(proc.resolve(pid + "/comm"), name + "\n");
        Files.writeString(proc.resolve(pid + "/cmdline"), command);
        for (int i = 0; i < links.length; i++) {
            Files.createSymbolicLink(folder.resolve(Integer.toString(i)), Path.of(links[i]));
        }
    }

    private PortReading read() {
        return ListeningPorts.read(proc, port -> true);
    }

    @Test
    void socketsAreJoinedWithTheirPrograms() throws IOException {
        table(
                "tcp",
                "   0: 0100007F:C397 00000000:0000 0A" + TAIL + "2644760 1 0000 100 0 0 10 0",
                "   1: 0100007F:0050 0100007F:C397 01" + TAIL + "2644761 1 0000 100 0 0 10 0",
                "   2: 00000000:07E8 00000000:0000 0A" + TAIL + "1065 1 0000 100 0 0 10 0");
        table(
                "tcp6",
                "   0: 00000000000000000000000001000000:BE8B 00000000000000000000000000000000:0000 0A" + TAIL + "77 1");
        table("udp", " 8073: 0100007F:14E9 00000000:0000 07" + TAIL + "88 2 0000 0");
        process(42, "python3", "python3\0-m\0http.server\0", "/dev/null", "socket:[2644760]", "socket:[88]");
        process(43, "other", "", "pipe:[2644760]", "socket:[9]");

        PortReading reading = read();

        Program python = new Program(42, "python3", "python3 -m http.server");
        assertThat(reading.ports())
                .containsExactly(
                        new ListeningPort(Transport.TCP, at("0.0.0.0", 2024), 1000, null),
                        new ListeningPort(Transport.TCP, at("::1", 48779), 1000, null),
                        new ListeningPort(Transport.TCP, at("127.0.0.1", 50071), 1000, python),
                        new ListeningPort(Transport.UDP, at("127.0.0.1", 5353), 1000, python));
        assertThat(reading.hidden()).isEqualTo(2);
        assertThat(reading.note()).isNotNull();
    }

    private static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }

    @Test
    void brokenLinesArePassedOver() throws IOException {
        table(
                "tcp",
                "   0: XX00007F:C397 00000000:0000 0A" + TAIL + "1 1",
                "   1: 0100007F 00000000:0000 0A" + TAIL + "1 1",
                "",
                "garbage",
                "   2: 0100007F:0001 00000000:0000 0A" + TAIL + "5 1");

        assertThat(read().ports()).hasSize(1);
    }

    @Test
    void aCommandThatSteersATerminalIsShownWithoutThatAndCutOff() throws IOException {
        table("tcp", "   0: 0100007F:0001 00000000:0000 0A" + TAIL + "5 1");
        process(7, "evil\u001b[2J", "a\u001b[2J\u202e" + "x".repeat(1000), "socket:[5]");

        Program program = read().ports().getFirst().program();

        assertThat(program).isNotNull();
        assertThat(program.name()).isEqualTo("evil[2J");
        assertThat(program.command()).startsWith("a[2Jxx").hasSizeLessThanOrEqualTo(256);
    }

    @Test
    void withoutTablesItSaysSo() {
        assertThat(read().ports()).isEmpty();
        assertThat(read().note()).isNotNull();
    }

    @Test
    void theWildcardCoversEveryAddress() {
        ListeningPort everywhere = new ListeningPort(Transport.TCP, at("0.0.0.0", 1), 0, null);

        assertThat(everywhere.covers(InetAddress.ofLiteral("192.0.2.1"))).isTrue();
        assertThat(new ListeningPort(Transport.TCP, at("127.0.0.1", 1), 0, null)
                        .covers(InetAddress.ofLiteral("192.0.2.1")))
                .isFalse();
    }

    @Test
    void namesNobodyForAPortThatIsFree() {
        assertThat(ListeningPorts.read(proc, port -> port.address().getPort() == 1)
                        .ports())
                .isEqualTo(List.of());
    }
}
