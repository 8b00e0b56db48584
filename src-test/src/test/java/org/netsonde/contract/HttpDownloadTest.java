package org.netsonde.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.protocol.Transfer;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.HttpTraffic;
import org.netsonde.fixtures.RawServer;

/** Downloads that the user gives up, and those that servers answer in odd ways. */
class HttpDownloadTest {

    @TempDir
    private Path folder;

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private Transfer start(Endpoint client) {
        Bench.await(client.send(Target.all(), Bench.json("{'url': '/a.txt', 'saveTo': '" + folder + "'}")));
        await().until(() -> !client.transfers().list().isEmpty());
        return client.transfers().list().getFirst();
    }

    @Test
    void cancelledOneKeepsItsPartAndBeginsAnewWhereNothingTellsThatTheFileIsTheSame() throws IOException {
        AtomicInteger requests = new AtomicInteger();
        try (Bench bench = new Bench();
                RawServer server = new RawServer(client -> {
                    RawServer.head(client);
                    client.getOutputStream().write(ascii("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhalf"));
                    if (requests.incrementAndGet() > 1) {
                        client.getOutputStream().write(ascii("half"));
                    }
                    RawServer.waitForEnd(client);
                })) {
            Endpoint client = bench.start("client", "http-client", "{'port': " + server.port() + "}");
            Transfer transfer = start(client);
            await().until(() -> transfer.bytes() == 4);
            assertThat(transfer.total()).isEqualTo(8);

            transfer.cancel();

            await().until(() -> transfer.state() == Transfer.State.CANCELLED);
            await().untilAsserted(() -> assertThat(folder.resolve("a.txt.part")).hasContent("half"));
            assertThat(bench.sample(client).errors()).isZero();
            assertThat(client.lastFailure()).isEmpty();

            transfer.resume();

            await().until(() -> transfer.state() == Transfer.State.DONE);
            assertThat(folder.resolve("a.txt")).hasContent("halfhalf");
            assertThat(folder.resolve("a.txt.part")).doesNotExist();
            assertThat(HttpTraffic.messages(client, Direction.OUT))
                    .noneMatch(m -> m.field("range").isPresent());
        }
    }

    @Test
    void wrongPartOfAFileIsNotPutTogetherWithTheRest() throws IOException {
        AtomicInteger requests = new AtomicInteger();
        try (Bench bench = new Bench();
                RawServer server = new RawServer(client -> {
                    RawServer.head(client);
                    String reply = requests.incrementAndGet() == 1
                            ? "HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: 8\r\n\r\nhalf"
                            : "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 2-7/8\r\nContent-Length: 6\r\n\r\nlfhalf";
                    client.getOutputStream().write(ascii(reply));
                })) {
            Endpoint client = bench.start("client", "http-client", "{'port': " + server.port() + "}");
            Transfer transfer = start(client);
            await().until(() -> transfer.state() == Transfer.State.FAILED && transfer.bytes() == 4);

            transfer.resume();

            await().until(() -> transfer.state() == Transfer.State.FAILED && requests.get() == 2);
            assertThat(transfer.failure().orElseThrow().what().key()).isEqualTo("failure.downloadRange.what");
            assertThat(folder.resolve("a.txt.part")).hasContent("half");
            assertThat(folder.resolve("a.txt")).doesNotExist();
        }
    }

    @Test
    void folderThatIsNotThereIsTold() throws IOException {
        try (Bench bench = new Bench();
                RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")) {
            Endpoint client = bench.start("client", "http-client", "{'port': " + server.port() + "}");
            Bench.await(client.send(
                    Target.all(), Bench.json("{'url': '/a.txt', 'saveTo': '" + folder.resolve("no/such/file") + "'}")));
            await().until(() -> client.lastFailure().isPresent());
            assertThat(client.lastFailure().orElseThrow().what().key()).isEqualTo("failure.fileAbsent.what");
            assertThat(client.transfers().list().getFirst().state()).isEqualTo(Transfer.State.FAILED);
        }
    }
}
