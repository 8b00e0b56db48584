package org.netsonde.relay;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.netsonde.engine.Endpoint;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;

/** Tests with Python's sockets as clients, by name, of relays before an echo server. */
abstract class PythonThroughRelay {

    static final HexFormat HEX = HexFormat.of();

    final Bench bench = new Bench();
    final PeerProcess python = Peers.python("talk.py");

    @BeforeEach
    void server() {
        bench.start("Echo", "tcp-server", "{'port': 0}");
    }

    @AfterEach
    void close() {
        python.close();
        bench.close();
    }

    /** The settings of a relay with more in them. */
    static String behind(String more) {
        return "{'port': 0, 'backEnds': [{'target': 'Echo'}], " + more + "}";
    }

    /** Starts a relay. */
    Endpoint start(String more) {
        return bench.start("Relay", "relay", behind(more));
    }

    void connect(String name, Endpoint relay) {
        python.ask("connect " + name + " " + Bench.address(relay).getPort());
    }

    void send(String name, byte[] bytes) {
        assertThat(python.ask("send " + name + " " + HEX.formatHex(bytes))).isEqualTo("sent");
    }

    void send(String name, String text) {
        send(name, text.getBytes(US_ASCII));
    }

    String receive(String name, int count) {
        return new String(HEX.parseHex(python.ask("receive " + name + " " + count)), US_ASCII);
    }

    String exchange(String name, String text) {
        send(name, text);
        return receive(name, text.length());
    }
}
