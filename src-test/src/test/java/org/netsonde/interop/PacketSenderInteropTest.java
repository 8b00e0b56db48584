package org.netsonde.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.packetsender.ClientPlan;
import org.netsonde.engine.packetsender.PacketSenderImport;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.Peers;

/** Packet Sender and what was imported from its file send the same. */
@Timeout(60)
class PacketSenderInteropTest {

    @TempDir
    Path folder;

    /** Written as Qt writes it, names and values with escapes. */
    private Path packets(int port) throws IOException {
        return Files.writeString(folder.resolve("packets.ini"), """
                [%%U6E29%%U5EA6%%20%%B0C]
                hexString="00 FF 0D 0A 7B 22 7D "
                name=\\x6e29\\x5ea6 \\xb0\\x43
                port=%d
                repeat=0
                tcpOrUdp=UDP
                toIP=127.0.0.1

                [NAMES]
                1\\name=\\x6e29\\x5ea6 \\xb0\\x43
                size=1
                """.formatted(port));
    }

    private static List<byte[]> received(Endpoint server) {
        List<byte[]> received = new ArrayList<>();
        server.traffic().cursor(true).poll(1000, event -> {
            if (event.direction() == Direction.IN) {
                received.add(event.bytes());
            }
        });
        return received;
    }

    @Test
    void theSameBytesGoToTheSamePlace() throws Exception {
        Path program = Peers.require("packetsender", "packetsender");
        try (Bench bench = new Bench()) {
            Endpoint server = bench.start("Datagrams", "udp-server", "{'port': 0, 'responder': {'type': 'discard'}}");
            Path file = packets(Bench.address(server).getPort());
            Process sender = new ProcessBuilder(program.toString(), "--quiet", "--name", "温度 °C")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(sender.waitFor(Bench.LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            await().atMost(Bench.LIMIT).until(() -> received(server).size() == 1);

            PacketSenderImport imported = PacketSenderImport.read(file);
            ClientPlan plan = imported.clients().getFirst();
            Endpoint client = bench.start("Client", plan.protocol(), plan.settings());
            Bench.await(client.send(
                    Target.all(), imported.packets().getFirst().message().message()));

            await().atMost(Bench.LIMIT).until(() -> received(server).size() == 2);
            assertThat(received(server).get(1))
                    .isEqualTo(received(server).get(0))
                    .hasSize(7);
        }
    }
}
