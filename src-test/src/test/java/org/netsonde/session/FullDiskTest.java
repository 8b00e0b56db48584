package org.netsonde.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Failure;
import org.netsonde.engine.session.Recorder;
import org.netsonde.engine.session.Recording;
import org.netsonde.engine.session.Retention;
import org.netsonde.engine.session.SessionEndpoint;
import org.netsonde.engine.session.SessionInfo;
import org.netsonde.engine.session.SessionStore;
import org.netsonde.engine.session.StoredSession;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficEvent;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.SmallDisk;

/** Recording on a disk that is full for a time, at many points. */
class FullDiskTest {

    private static final int[] ROOM = {0, 4, 8, 12, 16, 20, 28, 40, 64};

    @TempDir
    Path folder;

    @Test
    void theRunGoesOnAndIsRecordedWholeOnceThereIsRoom() throws Exception {
        for (int kibibytes : ROOM) {
            try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk-" + kibibytes), 4096)) {
                record(disk, kibibytes);
            }
        }
    }

    private static void record(SmallDisk disk, int kibibytes) throws IOException {
        try (Bench bench = new Bench()) {
            SessionStore store = new SessionStore(
                    disk.folder().resolve("sessions"), bench.engine().protocols());
            Retention retention = new Retention(1 << 20, 1 << 20, Duration.ofDays(1));
            try (Recorder recorder =
                    new Recorder(bench.engine(), store, "1.2.3", retention, true, Duration.ofDays(1))) {
                disk.leave(kibibytes << 10);
                Endpoint echo = bench.start("Echo", "tcp-server", "{'port':0,'framing':'lines'}");
                InetSocketAddress address = Bench.address(echo);
                List<String> said = new ArrayList<>();
                try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
                    for (int i = 0; i < 300; i++) {
                        said.add(say(socket, i));
                    }
                    await().atMost(Bench.LIMIT)
                            .until(() ->
                                    recorder.current().map(Recording::trouble).isPresent());
                    Failure trouble = recorder.current().map(Recording::trouble).orElseThrow();
                    assertThat(trouble.what().toString()).contains("no space left");
                    for (int i = 300; i < 400; i++) {
                        said.add(say(socket, i));
                    }

                    disk.free();
                    await().atMost(Bench.LIMIT)
                            .until(() ->
                                    recorder.current().map(Recording::trouble).isEmpty());
                }
                recorder.end();

                try (StoredSession session = store.open(recorder.lastId())) {
                    assertThat(session.info().state()).isEqualTo(SessionInfo.State.ENDED);
                    SessionEndpoint recorded = session.endpoints().getFirst();
                    assertThat(text(recorded)).as("with %s KiB", kibibytes).isEqualTo(String.join("", said));
                    long length = said.stream().mapToLong(String::length).sum();
                    assertThat(recorded.metrics().latest().bytesIn()).isEqualTo(length);
                }
            }
        }
    }

    private static String text(SessionEndpoint endpoint) {
        StringBuilder in = new StringBuilder();
        var cursor = endpoint.traffic().cursor(true);
        int read;
        do {
            read = cursor.poll(1000, (TrafficEvent event) -> {
                if (event.direction() == Direction.IN) {
                    in.append(event.text());
                }
            });
        } while (read > 0);
        return in.toString();
    }

    private static String say(Socket socket, int number) throws IOException {
        String line = "%04d %s\n".formatted(number, "x".repeat(200));
        OutputStream out = socket.getOutputStream();
        out.write(line.getBytes(StandardCharsets.UTF_8));
        InputStream in = socket.getInputStream();
        assertThat(in.readNBytes(line.length())).hasSize(line.length());
        return line;
    }
}
