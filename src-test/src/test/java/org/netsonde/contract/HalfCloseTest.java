package org.netsonde.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Endpoint;
import org.netsonde.fixtures.Bench;

/** A peer that has shut down its side still gets all that is meant for it. */
class HalfCloseTest extends OnEveryTransport {

    private static final int MESSAGES = 40_000;
    private static final int LENGTH = 100;

    @Test
    void whatIsWrittenBehindTheEndOfThePeerArrivesHoweverSlowlyItReads() throws IOException {
        Endpoint server = bench.start(
                "server",
                "tcp-server",
                "{'port': 0, 'framing': 'lines', 'writeLimit': '16MiB', 'tcp': {'sendBuffer': '16KiB'}}");
        try (Socket client = new Socket()) {
            client.setReceiveBufferSize(16 << 10);
            client.setSoTimeout((int) Bench.LIMIT.toMillis());
            client.connect(Bench.address(server));
            byte[] line = ("x".repeat(LENGTH - 1) + "\n").getBytes(US_ASCII);
            byte[] all = new byte[MESSAGES * LENGTH];
            for (int i = 0; i < MESSAGES; i++) {
                System.arraycopy(line, 0, all, i * LENGTH, LENGTH);
            }
            client.getOutputStream().write(all);
            client.shutdownOutput();
            // The server has taken everything, the end included, and most of its replies wait.
            await().untilAsserted(
                            () -> assertThat(bench.sample(server).bytesIn()).isEqualTo(all.length));

            assertThat(client.getInputStream().readAllBytes()).hasSize(all.length);
        }
    }
}
