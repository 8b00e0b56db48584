package org.netsonde.app.probe.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.probe.port.ListeningPort;

/** A row of the table of ports is found by its words and copied as a line. */
class PortRowTest {

    private static final PortRow PYTHON =
            row("127.0.0.1", 8000, new ListeningPort.Program(4711, "python3", "python3 -m http.server"));
    private static final PortRow UNKNOWN = row("::", 22, null);

    private static PortRow row(String address, int port, ListeningPort.Program program) {
        return new PortRow(
                new ListeningPort(
                        ListeningPort.Transport.TCP,
                        new InetSocketAddress(InetAddress.ofLiteral(address), port),
                        0,
                        program),
                null);
    }

    @Test
    void allWordsMustFit() {
        assertThat(PYTHON.matches("Python tcp")).isTrue();
        assertThat(PYTHON.matches("http.server 127.0.0.1")).isTrue();
        assertThat(PYTHON.matches("python udp")).isFalse();
    }

    @Test
    void aNumberIsAPortOrAProcessAsAWhole() {
        assertThat(PYTHON.matches("8000")).isTrue();
        assertThat(PYTHON.matches("4711")).isTrue();
        assertThat(PYTHON.matches("800")).isFalse();
    }

    @Test
    void whatIsNotKnownIsLeftOpen() {
        assertThat(UNKNOWN.address()).isEqualTo("*");
        assertThat(UNKNOWN.line()).isEqualTo("TCP\t*\t22\t\t\t");
        assertThat(PYTHON.line()).isEqualTo("TCP\t127.0.0.1\t8000\tpython3\t4711\tpython3 -m http.server");
    }
}
