package org.netsonde.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
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

            await().until(() -> requests.get() == 2 && transfer.state() == Transfer.State.FAILED);
            assertThat(transfer.failure().orElseThrow().what().key()).isEqualTo("failure.downloadRange.what");
            assertThat(folder.resolve("a.txt.part")).hasContent("half");
            assertThat(folder.resolve("a.txt")).doesNotExist();
        }
    }

    @Test
    void clientThatIsStoppedLeavesNoneRunning() throws IOException {
        try (Bench bench = new Bench();
                RawServer server = new RawServer(client -> {
                    RawServer.head(client);
                    client.getOutputStream().write(ascii("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhalf"));
                    RawServer.waitForEnd(client);
                })) {
            Endpoint client = bench.start("client", "http-client", "{'port': " + server.port() + "}");
            Transfer transfer = start(client);
            await().until(() -> transfer.bytes() == 4);

            Bench.await(client.stop());

            assertThat(transfer.state()).isEqualTo(Transfer.State.FAILED);
            assertThat(transfer.failure().orElseThrow().what().key()).isEqualTo("failure.downloadStopped.what");
            assertThat(transfer.resumable()).isFalse();
            assertThat(folder.resolve("a.txt.part")).hasContent("half");
            assertThat(openFiles()).noneMatch(file -> file.startsWith(folder));
        }
    }

    /** What this program has open, where the system tells. */
    private static List<Path> openFiles() throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        if (!Files.isDirectory(descriptors)) {
            return List.of();
        }
        List<Path> open = new ArrayList<>();
        try (Stream<Path> all = Files.list(descriptors)) {
            for (Path descriptor : all.toList()) {
                try {
                    open.add(Files.readSymbolicLink(descriptor));
                } catch (NoSuchFileException e) {
                    // Closed meanwhile.
                }
            }
        }
        return open;
    }

    @Test
    void serverThatSendsLessThanWasAskedForIsAskedForTheRest() throws IOException {
        AtomicInteger requests = new AtomicInteger();
        try (Bench bench = new Bench();
                RawServer server = new RawServer(client -> {
                    RawServer.head(client);
                    String part = "HTTP/1.1 206 Partial Content\r\nContent-Length: 2\r\nContent-Range: bytes ";
                    client.getOutputStream()
                            .write(ascii(
                                    switch (requests.incrementAndGet()) {
                                        case 1 -> "HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: 8\r\n\r\nhalf";
                                        case 2 -> part + "4-5/8\r\n\r\nha";
                                        default -> part + "6-7/8\r\n\r\nlf";
                                    }));
                })) {
            Endpoint client = bench.start("client", "http-client", "{'port': " + server.port() + "}");
            Transfer transfer = start(client);
            await().until(() -> transfer.state() == Transfer.State.FAILED && transfer.bytes() == 4);

            transfer.resume();

            await().until(() -> transfer.bytes() == 6 && transfer.state() == Transfer.State.FAILED);
            assertThat(transfer.failure().orElseThrow().what().key()).isEqualTo("failure.httpCutShort.what");
            assertThat(folder.resolve("a.txt")).doesNotExist();

            transfer.resume();

            await().until(() -> transfer.state() == Transfer.State.DONE);
            assertThat(folder.resolve("a.txt")).hasContent("halfhalf");
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
