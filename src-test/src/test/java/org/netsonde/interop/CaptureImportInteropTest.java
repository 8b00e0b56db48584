package org.netsonde.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.capture.CaptureImport;
import org.netsonde.engine.export.ExportSource;
import org.netsonde.engine.export.Exports;
import org.netsonde.engine.export.Progress;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.session.Annotation;
import org.netsonde.engine.session.LiveSession;
import org.netsonde.engine.session.Session;
import org.netsonde.engine.session.SessionEndpoint;
import org.netsonde.engine.session.SessionInfo;
import org.netsonde.engine.session.SessionStore;
import org.netsonde.engine.session.StoredSession;
import org.netsonde.engine.session.TimeRange;
import org.netsonde.engine.traffic.TrafficEvent;
import org.netsonde.engine.traffic.TrafficSource;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;
import org.netsonde.fixtures.Wireshark;

/** Captures that others wrote become sessions. */
class CaptureImportInteropTest {

    private static final long BEGIN = 1_700_000_000_000L;

    @TempDir
    private Path folder;

    private SessionStore store;
    private CaptureImport importer;

    @BeforeEach
    void open() {
        ProtocolRegistry protocols = ProtocolRegistry.builtin();
        store = new SessionStore(folder.resolve("sessions"), protocols);
        importer = new CaptureImport(store, protocols, "test");
    }

    /** A file with packets of a script in Python; how many. */
    private Path write(String format, String link) {
        Path file = folder.resolve("by-python.pcap");
        try (PeerProcess python = Peers.python("captures.py", file, format, link)) {
            assertThat(python.line()).isEqualTo("27");
            python.finish();
        }
        return file;
    }

    private static List<String> lines(TrafficSource source) {
        List<String> lines = new ArrayList<>();
        source.cursor(true)
                .poll(
                        10_000,
                        (TrafficEvent event) ->
                                lines.add((event.nanos() / 1_000_000 - BEGIN) + " #" + event.connection() + " "
                                        + event.direction().name().toLowerCase(Locale.ROOT) + " " + event.text()));
        return lines;
    }

    private static SessionEndpoint endpoint(Session session, String name) {
        return session.endpoints().stream()
                .filter(endpoint -> endpoint.info().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "pcap<u, ethernet",
        "pcap>n, vlan",
        "pcap<n, sll",
        "pcap>u, sll2",
        "pcap<u, null",
        "pcap>u, null",
        "pcap<u, loop",
        "pcapng<n, ethernet",
        "pcapng>u, raw"
    })
    void conversationsOfEveryLinkTypeComeInOrder(String format, String link) {
        Path file = write(format, link);
        CaptureImport.Imported imported = importer.read(file, Progress.NONE);
        assertThat(imported.packets()).isEqualTo(27);
        try (StoredSession session = store.open(imported.sessionId())) {
            assertThat(session.info().state()).isEqualTo(SessionInfo.State.IMPORTED);
            assertThat(session.info().origin()).isEqualTo("by-python.pcap");
            assertThat(session.info().name()).isEqualTo("by-python.pcap");
            assertThat(session.info().started()).isEqualTo(Instant.ofEpochMilli(BEGIN));
            assertThat(session.endpoints())
                    .extracting(each -> each.info().name())
                    .containsExactly(
                            "TCP 192.0.2.1:80",
                            "UDP 192.0.2.53:53",
                            "TCP [2001:db8:0:0:0:0:0:1]:7",
                            "TCP 192.0.2.1:5432",
                            "TCP 192.0.2.1:81");
            assertThat(lines(endpoint(session, "TCP 192.0.2.1:80").traffic()))
                    .containsExactly(
                            "1 #1 opened 192.0.2.7:40001 ⇄ 192.0.2.1:80",
                            "11 #1 in first part",
                            "11 #1 in second part of the request",
                            "61 #1 out reply",
                            "1200 #1 in again",
                            "1301 #1 failed 4 bytes to the peer are not in the capture.",
                            "1301 #1 out late",
                            "1401 #1 closed closed by the peer");
            assertThat(lines(endpoint(session, "UDP 192.0.2.53:53").traffic()))
                    .containsExactly(
                            "2000 #1 opened 192.0.2.7:40003 ⇄ 192.0.2.53:53", "2000 #1 in who?", "2020 #1 out you");
            assertThat(lines(endpoint(session, "TCP [2001:db8:0:0:0:0:0:1]:7").traffic()))
                    .containsExactly(
                            "2101 #1 opened [2001:db8:0:0:0:0:0:7]:40002 ⇄ [2001:db8:0:0:0:0:0:1]:7",
                            "2102 #1 in over six",
                            "2103 #1 failed Reset by [2001:db8:0:0:0:0:0:1]:7.",
                            "2103 #1 closed closed after the failure");
            assertThat(lines(endpoint(session, "TCP 192.0.2.1:5432").traffic()))
                    .containsExactly(
                            "2200 #1 opened 192.0.2.7:50001 ⇄ 192.0.2.1:5432 · its beginning is not in the capture",
                            "2200 #1 out in the middle");
            assertThat(lines(endpoint(session, "TCP 192.0.2.1:81").traffic()))
                    .singleElement()
                    .asString()
                    .startsWith("2301 #1 failed ");
            assertThat(session.info().notes())
                    .contains("1 packets were left out: they are IP, but neither TCP nor UDP.")
                    .contains("1 fragments of datagrams were left out.")
                    .contains("bytes came more than once")
                    .contains("4 bytes are missing in streams");
        }
    }

    @Test
    void figuresFollowFromThePackets() {
        CaptureImport.Imported imported = importer.read(write("pcapng<u", "ethernet"), Progress.NONE);
        try (StoredSession session = store.open(imported.sessionId())) {
            SessionEndpoint web = endpoint(session, "TCP 192.0.2.1:80");
            List<Sample> seconds = new ArrayList<>();
            web.metrics().seconds().forEach(0, Long.MAX_VALUE, seconds::add);
            assertThat(seconds).extracting(Sample::atMillis).containsExactly(BEGIN + 1000, BEGIN + 2000);
            Sample first = seconds.getFirst();
            assertThat(first.open()).isEqualTo(1);
            assertThat(first.requests()).isEqualTo(1);
            assertThat(first.bytesIn()).isEqualTo(36);
            assertThat(first.bytesOut()).isEqualTo(5);
            assertThat(first.latency().count()).isEqualTo(1);
            assertThat(first.latency().max()).isBetween(49_500_000L, 50_500_000L);
            Sample second = seconds.getLast();
            assertThat(second.open()).isZero();
            assertThat(second.total()).isEqualTo(1);
            assertThat(second.requests()).isEqualTo(2);
            assertThat(second.errors()).isEqualTo(1);
            assertThat(endpoint(session, "TCP 192.0.2.1:81").metrics().errorsByKind())
                    .containsEntry(Failure.Kind.CONNECTION_REFUSED, 1L);
            assertThat(session.annotations()).singleElement().satisfies(mark -> {
                assertThat(mark.text()).isEqualTo("here it asks again — ü");
                assertThat(mark.kind()).isEqualTo(Annotation.Kind.NOTE);
                assertThat(mark.endpoint()).isEqualTo(web.info().id());
                assertThat(mark.atMillis()).isEqualTo(BEGIN + 1200);
            });
        }
    }

    @Test
    void whatText2pcapWroteIsRead() throws IOException {
        Path text = folder.resolve("hex.txt");
        Files.writeString(text, "0000 48 65 6c 6c 6f\n");
        Path file = folder.resolve("text2pcap.pcapng");
        Wireshark.run(
                "text2pcap",
                List.of("-q", "-u", "40000,53", "-4", "192.0.2.7,192.0.2.1", text.toString(), file.toString()));
        CaptureImport.Imported imported = importer.read(file, Progress.NONE);
        try (StoredSession session = store.open(imported.sessionId())) {
            SessionEndpoint server = endpoint(session, "UDP 192.0.2.1:53");
            assertThat(lines(server.traffic())).hasSize(2).last().asString().endsWith("in Hello");
        }
    }

    @Test
    void anExportOfOurOwnComesBackAsItWas() {
        Path file;
        List<List<TrafficEvent>> recorded = new ArrayList<>();
        List<String> names;
        try (Bench bench = new Bench()) {
            bench.start("Echo", "tcp-server", "{'port': 0, 'framing': 'lines'}");
            bench.start(
                    "Probe",
                    "tcp-client",
                    "{'target': 'Echo', 'framing': 'lines', 'messages': ['a', 'b'], 'interval': '1ms'}");
            bench.start("Chat", "websocket-server", "{'port': 0}");
            bench.start(
                    "Guest",
                    "websocket-client",
                    "{'target': 'Chat', 'messages': ['hi', {'kind': 'ping', 'data': 'p'}], 'interval': '1ms'}");
            bench.start("Datagrams", "udp-server", "{'port': 0}");
            bench.start("Sender", "udp-client", "{'target': 'Datagrams', 'messages': ['', 'x'], 'interval': '1ms'}");
            bench.engine().annotations().add(Annotation.Kind.NOTE, null, "so it was");
            List<Endpoint> endpoints = bench.engine().endpoints();
            endpoints.stream()
                    .filter(each -> each.protocol().role() == Role.CLIENT)
                    .forEach(each -> Bench.await(each.done()));
            endpoints.reversed().forEach(each -> Bench.await(each.stop()));
            names = endpoints.stream().map(Endpoint::name).toList();
            for (Endpoint endpoint : endpoints) {
                List<TrafficEvent> all = new ArrayList<>();
                endpoint.traffic().cursor(true).poll(10_000, all::add);
                assertThat(all).hasSizeGreaterThan(3);
                recorded.add(all);
            }
            ExportSource source =
                    ExportSource.of(LiveSession.of(bench.engine(), "test"), Instant.now(), TimeRange.ALL, Set.of());
            file = Exports.write(Exports.builtin().named(List.of("pcapng")), source, folder, Progress.NONE)
                    .getFirst();
        }
        CaptureImport.Imported imported = importer.read(file, Progress.NONE);
        assertThat(imported.leftOut()).isEmpty();
        try (StoredSession session = store.open(imported.sessionId())) {
            assertThat(session.endpoints())
                    .extracting(each -> each.info().name())
                    .containsExactlyInAnyOrderElementsOf(names);
            for (int i = 0; i < names.size(); i++) {
                List<TrafficEvent> all = new ArrayList<>();
                endpoint(session, names.get(i)).traffic().cursor(true).poll(10_000, all::add);
                assertThat(all).as(names.get(i)).isEqualTo(recorded.get(i));
            }
            assertThat(session.annotations()).extracting(Annotation::text).containsExactly("so it was");
        }
    }

    @Test
    void aTornFileIsImportedUpToThereAndSaysSo() throws IOException {
        Path file = write("pcap<u", "ethernet");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 30));
        CaptureImport.Imported imported = importer.read(file, Progress.NONE);
        assertThat(imported.packets()).isEqualTo(26);
        assertThat(imported.leftOut())
                .anyMatch(phrase -> phrase.text(Locale.ENGLISH).startsWith("The file ends in the middle of something"));
    }

    @Test
    void whatIsNoCaptureLeavesNoSession() throws IOException {
        Path file = folder.resolve("note.txt");
        Files.writeString(file, "not a capture at all");
        assertThatThrownBy(() -> importer.read(file, Progress.NONE))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("is no capture of packets");
        Path capture = write("pcap<u", "ethernet");
        byte[] head = Arrays.copyOf(Files.readAllBytes(capture), 24);
        Files.write(file, head);
        assertThatThrownBy(() -> importer.read(file, Progress.NONE)).hasMessageContaining("holds no packets");
        int[] reports = {0};
        assertThatThrownBy(() -> importer.read(capture, done -> reports[0]++ == 0))
                .isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> importer.read(folder.resolve("absent"), Progress.NONE))
                .hasMessageContaining("does not exist");
        assertThat(store.list()).isEmpty();
    }
}
