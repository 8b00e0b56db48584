package org.netsonde.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.Engine;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.session.Recorder;
import org.netsonde.engine.session.Retention;
import org.netsonde.engine.session.SessionStore;
import org.netsonde.engine.transport.TransportKind;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A process that records: numbered lines go to an echo server and back, one after another, and how far it got stands on
 * standard output, with the time in milliseconds. It goes on until it is killed.
 */
final class RecordingChild {

    private static final int TELL_EVERY_MILLIS = 20;

    private RecordingChild() {}

    public static void main(String[] args) throws IOException {
        Engine engine = new Engine(EngineOptions.on(TransportKind.NIO));
        SessionStore store = new SessionStore(Path.of(args[0]), engine.protocols());
        Recorder recorder = new Recorder(engine, store, "1.2.3", Retention.STANDARD, true, Duration.ofDays(1));
        Endpoint echo = engine.add(
                "echo",
                "Echo",
                "tcp-server",
                JsonNodeFactory.instance.objectNode().put("port", 0));
        echo.start().toCompletableFuture().join();
        InetSocketAddress address = (InetSocketAddress) ((EndpointState.Running) echo.state()).address();
        recorder.flush();
        System.out.println("ready");
        talk(address);
    }

    private static void talk(InetSocketAddress address) throws IOException {
        long told = 0;
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            for (long number = 1; ; number++) {
                byte[] line = (number + "\n").getBytes(StandardCharsets.UTF_8);
                out.write(line);
                in.readNBytes(line.length);
                long now = System.currentTimeMillis();
                if (now - told >= TELL_EVERY_MILLIS) {
                    told = now;
                    System.out.println(now + " " + number);
                }
            }
        }
    }
}
