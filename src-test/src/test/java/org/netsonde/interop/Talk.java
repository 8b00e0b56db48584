package org.netsonde.interop;

import java.util.HexFormat;
import org.netsonde.engine.Endpoint;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;

/** Python sockets by name that do one thing at a time. */
final class Talk implements AutoCloseable {

    private static final HexFormat HEX = HexFormat.of();

    private final PeerProcess python = Peers.python("talk.py");

    /** Connects and returns the local port. */
    int connect(String name, Endpoint server) {
        return Integer.parseInt(
                python.ask("connect " + name + " " + Bench.address(server).getPort()));
    }

    void send(String name, byte[] bytes) {
        python.ask("send " + name + " " + HEX.formatHex(bytes));
    }

    byte[] receive(String name, int count) {
        return HEX.parseHex(python.ask("receive " + name + " " + count));
    }

    /** Sends and receives so many bytes. */
    byte[] exchange(String name, byte[] bytes, int count) {
        send(name, bytes);
        return receive(name, count);
    }

    /** What still comes, in hexadecimal, and {@code eof} or {@code reset}. */
    String rest(String name) {
        return python.ask("rest " + name);
    }

    void shutdown(String name) {
        python.ask("shutdown " + name);
    }

    void reset(String name) {
        python.ask("reset " + name);
    }

    void closeSocket(String name) {
        python.ask("close " + name);
    }

    @Override
    public void close() {
        python.close();
    }
}
