package org.netsonde.engine.packetsender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.protocol.SettingsBinder;

class PacketSenderImportTest {

    @TempDir
    Path folder;

    /** Written by Qt 5's QSettings, which is what Packet Sender uses. */
    private PacketSenderImport ini() throws IOException {
        Path file = folder.resolve("packets.ini");
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("packets.ini"))) {
            Files.copy(in, file);
        }
        return PacketSenderImport.read(file);
    }

    private PacketSenderImport read(String text) throws IOException {
        return PacketSenderImport.read(Files.writeString(folder.resolve("file"), text));
    }

    private static Packet named(PacketSenderImport imported, String name) {
        return imported.packets().stream()
                .filter(packet -> packet.message().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static byte[] bytes(Packet packet) {
        return SettingsBinder.bind(
                        StreamMessage.class,
                        new StreamMessage(),
                        packet.message().message())
                .orThrow()
                .bytes();
    }

    private static String text(Packet packet) {
        return new String(bytes(packet), StandardCharsets.UTF_8);
    }

    @Test
    void namesBytesAndAimsComeOverFromItsOwnFile() throws IOException {
        PacketSenderImport imported = ini();

        assertThat(imported.packets())
                .extracting(packet -> packet.message().name())
                .containsExactly(
                        "Hello",
                        "Read holding registers",
                        "Wake/LAN 100%; \"now\", =x",
                        "温度 °C",
                        "Secure \\ ping",
                        "General",
                        "@at first",
                        "Get status",
                        "Post it",
                        "Datagram TLS",
                        "No port");
        assertThat(text(named(imported, "Hello"))).isEqualTo("Hello\r\n");
        assertThat(named(imported, "Hello").message().message().get("format").asString())
                .isEqualTo("escaped");
        assertThat(bytes(named(imported, "Read holding registers")))
                .containsExactly(0, 1, 0, 0, 0, 6, 0x11, 3, 0, 0x6b, 0, 3);
        assertThat(named(imported, "Read holding registers").repeats()).isTrue();
        assertThat(named(imported, "Hello").repeats()).isFalse();
        assertThat(bytes(named(imported, "Wake/LAN 100%; \"now\", =x")))
                .hasSize(12)
                .startsWith(0xff, 0xff);
        assertThat(text(named(imported, "温度 °C"))).isEqualTo("?");
        assertThat(bytes(named(imported, "@at first"))).isEmpty();
    }

    @Test
    void whatIsNoGoodIsListedAndTheRestComesIn() throws IOException {
        assertThat(ini().skipped())
                .extracting(skipped -> skipped.name() + ": " + skipped.why().key())
                .containsExactly("Not hex: problem.hexDigit", "Odd hex: problem.hexOdd");
    }

    @Test
    void thereIsAClientForEachPlaceThatTheyWereAimedAt() throws IOException {
        assertThat(ini().clients())
                .containsExactly(
                        new ClientPlan("tcp-client", "127.0.0.1", 55056),
                        new ClientPlan("tcp-client", "192.0.2.10", 502),
                        new ClientPlan("udp-client", "255.255.255.255", 9),
                        new ClientPlan("udp-client", "sensor.example", 4000),
                        new ClientPlan("tls-client", "::1", 9443),
                        new ClientPlan("tcp-client", "127.0.0.1", 7),
                        new ClientPlan("udp-client", "127.0.0.1", 7),
                        new ClientPlan("tcp-client", "127.0.0.1", 8080),
                        new ClientPlan("tls-client", "api.example", 443));
    }

    @Test
    void aPacketForWhichThereIsNoClientStillComesIn() throws IOException {
        PacketSenderImport imported = ini();
        assertThat(named(imported, "Datagram TLS").aim()).isInstanceOf(Packet.Aim.Nowhere.class);
        assertThat(named(imported, "No port").aim()).isInstanceOf(Packet.Aim.Nowhere.class);
    }

    @Test
    void requestsBecomeWhatIsSent() throws IOException {
        PacketSenderImport imported = ini();
        assertThat(text(named(imported, "Get status")))
                .isEqualTo("GET /status?x=1 HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nConnection: close\r\n\r\n");
        assertThat(text(named(imported, "Post it")))
                .startsWith("POST /a HTTP/1.1\r\nHost: api.example\r\n")
                .endsWith("Content-Length: 2\r\n\r\n{}");
    }

    @Test
    void itsExportsAreReadToo() throws IOException {
        PacketSenderImport imported = read("""
                [
                    {"asciistring": "SGk=", "errorstring": "", "fromip": "You", "fromport": "0",
                     "hexstring": "48 69", "name": "Hi", "port": "9000", "repeat": "0", "requestpath": "",
                     "sendresponse": "0", "tcporudp": "UDP", "toip": "192.0.2.1"},
                    {"name": "", "hexstring": "00"},
                    {"name": "Bytes", "hexstring": "ff 00", "port": 70000, "tcporudp": "TCP", "toip": "h"}
                ]
                """);
        assertThat(text(imported.packets().getFirst())).isEqualTo("Hi");
        assertThat(bytes(imported.packets().get(1))).containsExactly(0xff, 0);
        assertThat(imported.clients()).containsExactly(new ClientPlan("udp-client", "192.0.2.1", 9000));
        assertThat(imported.skipped())
                .extracting(PacketSenderImport.Skipped::name)
                .containsExactly("#2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[{\"name\": \"x\"}]",
                "[[1]]",
                "[{",
                "{\"log\": {}}",
                "[Section]\nkey=value\n",
                "\u0000\u0001\u0002",
                "just text",
            })
    void whatIsNoneIsSaidSo(String text) {
        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> read(text))
                .satisfies(e -> assertThat(e.failure().kind()).isEqualTo(Failure.Kind.FILE));
    }

    @Test
    void sizesAreBounded() throws IOException {
        String hex = "00".repeat(PacketSenderImport.MAX_PACKET + 1);
        assertThat(read("[{\"name\": \"long\", \"hexstring\": \"" + hex + "\"}]")
                        .skipped())
                .extracting(skipped -> skipped.why().key())
                .containsExactly("packetSender.tooLong");
        Path huge = folder.resolve("huge.ini");
        try (var out = Files.newByteChannel(
                huge, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.WRITE)) {
            out.position(PacketSenderImport.MAX_BYTES + 1L);
            out.write(java.nio.ByteBuffer.allocate(1));
        }
        assertThatExceptionOfType(FailureException.class).isThrownBy(() -> PacketSenderImport.read(huge));
    }

    @Test
    void valuesAreReadAsQtWritesThem() {
        assertThat(QtSettings.read("""
                        top=1
                        [General]
                        inGeneral=2
                        [%General]
                        a=3
                        [a%20b]
                        c\\d=x\\ty\\x41\\x6f22
                        quoted="a;b, \\"c\\" \\\\ "
                        at=@@x
                        none=@Invalid()
                        ; comment=1
                        no value
                        bad%zzkey=4
                        """))
                .containsEntry("top", "1")
                .containsEntry("inGeneral", "2")
                .containsEntry("General/a", "3")
                .containsEntry("a b/c/d", "x\tyA\u6f22")
                .containsEntry("a b/quoted", "a;b, \"c\" \\ ")
                .containsEntry("a b/at", "@x")
                .containsEntry("a b/none", "")
                .containsEntry("a b/bad%zzkey", "4")
                .hasSize(8);
    }
}
