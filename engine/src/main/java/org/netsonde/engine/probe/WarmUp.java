package org.netsonde.engine.probe;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.netsonde.engine.http.HttpUrl;
import org.netsonde.engine.probe.connect.ConnectPlan;
import org.netsonde.engine.probe.connect.ConnectSeries;
import org.netsonde.engine.probe.dns.DnsServer;
import org.netsonde.engine.probe.dns.Resolver;
import org.netsonde.engine.probe.phase.Conversation;
import org.netsonde.engine.probe.phase.ConversationPlan;
import org.netsonde.engine.transport.EventLoops;

/**
 * Does once, with sockets of its own on the loopback interface, what probes do: the classes that this loads would else be loaded
 * while the first probe measures, which takes a hundred times as long as a connection.
 */
final class WarmUp {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final int TIMES = 3;
    private static final int NXDOMAIN = 3;

    private final EventLoops loops;
    private final CompletableFuture<?> never = new CompletableFuture<>();

    private WarmUp(EventLoops loops) {
        this.loops = loops;
    }

    /** Does it, in a few seconds at most; what fails is passed over, as the probe itself will tell. Blocks. */
    static void run(EventLoops loops) {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (ServerSocket streams = new ServerSocket(0, 16, here);
                DatagramSocket names = new DatagramSocket(0, here)) {
            Thread.ofVirtual().start(() -> reply(streams));
            Thread.ofVirtual().start(() -> answer(names));
            WarmUp warmUp = new WarmUp(loops);
            for (int i = 0; i < TIMES; i++) {
                warmUp.once(here, streams.getLocalPort(), names.getLocalPort());
            }
        } catch (IOException | ExecutionException | TimeoutException e) {
            System.getLogger(WarmUp.class.getName()).log(System.Logger.Level.DEBUG, "no warm-up", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void once(InetAddress here, int streams, int names)
            throws InterruptedException, ExecutionException, TimeoutException {
        DnsServer server = new DnsServer(new InetSocketAddress(here, names));
        wait(new Resolver(loops).lookup("warm-up.invalid", server, LIMIT, true, never));
        wait(ConnectSeries.start(
                loops,
                new ConnectPlan(1, Duration.ofMillis(10), LIMIT),
                List.of(new InetSocketAddress(here, streams)),
                attempt -> {},
                never));
        HttpUrl url = new HttpUrl(false, here.getHostAddress(), streams, "/");
        wait(Conversation.start(
                loops,
                new ConversationPlan(
                        here.getHostAddress(),
                        streams,
                        List.of(here),
                        null,
                        LIMIT,
                        LIMIT,
                        null,
                        new ConversationPlan.Ask("GET", url)),
                never));
    }

    private static void wait(CompletableFuture<?> done)
            throws InterruptedException, ExecutionException, TimeoutException {
        done.get(LIMIT.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Replies to whoever connects; ends when its socket is closed. */
    private static void reply(ServerSocket listener) {
        while (!listener.isClosed()) {
            try (Socket peer = listener.accept()) {
                peer.setSoTimeout(Math.toIntExact(LIMIT.toMillis()));
                if (peer.getInputStream().read(new byte[1024]) > 0) {
                    peer.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException ignored) {
                // It was closed, or the peer has gone.
            }
        }
    }

    /** Answers that there is no such name; ends when its socket is closed. */
    private static void answer(DatagramSocket socket) {
        DatagramPacket packet = new DatagramPacket(new byte[512], 512);
        while (!socket.isClosed()) {
            try {
                packet.setLength(512);
                socket.receive(packet);
                byte[] message = packet.getData();
                // The header's bit of answers, and its code (RFC 1035, section 4.1.1).
                message[2] |= (byte) 0x80;
                message[3] = NXDOMAIN;
                socket.send(packet);
            } catch (IOException ignored) {
                // It was closed.
            }
        }
    }
}
