package org.netsonde.engine.probe.tls.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers send is read as far as it is TLS, and never further. */
class ServerReaderTest {

    private static final int SUITE = 0xc02f;

    private static byte[] record(int type, byte[] body) {
        return new Writer().u8(type).u16(0x0303).u16(body.length).bytes(body).toBytes();
    }

    private static byte[] message(int type, byte[] body) {
        return new Writer().u8(type).u24(body.length).bytes(body).toBytes();
    }

    private static byte[] hello() {
        return message(
                2,
                Writer.of(out -> out.u16(0x0303)
                        .bytes(new byte[32])
                        .vector8(session -> session.bytes(new byte[32]))
                        .u16(SUITE)
                        .u8(0)
                        .vector16(list -> list.extension(Extensions.RENEGOTIATION_INFO, e -> e.u8(0))
                                .extension(
                                        Extensions.ALPN,
                                        e -> e.vector16(
                                                names -> names.vector8(n -> n.bytes(new byte[] {'h', '2'})))))));
    }

    private static byte[] flight() {
        byte[] certificates = Writer.of(out -> out.u24(7).u24(1).u8(9).u24(0));
        byte[] exchange = {3, 0, 0x1d, 1, 5};
        return new Writer()
                .bytes(hello())
                .bytes(message(11, certificates))
                .bytes(message(22, new byte[] {1, 0, 0, 2, 7, 8}))
                .bytes(message(12, exchange))
                .bytes(message(13, new byte[] {1, 1, 0, 0, 0, 0}))
                .bytes(message(14, new byte[0]))
                .toBytes();
    }

    private static ServerReader reader(byte[] bytes) {
        return new ServerReader(new ByteArrayInputStream(bytes));
    }

    private static ServerFlight read(byte[] bytes) throws IOException {
        ServerReader reader = reader(bytes);
        return reader.flight(((Answer.Agreed) reader.answer()).hello());
    }

    private static void check(ServerFlight flight) throws IOException {
        assertThat(flight.hello().suite()).isEqualTo(SUITE);
        assertThat(flight.hello().protocol()).contains("h2");
        assertThat(flight.hello().has(Extensions.RENEGOTIATION_INFO)).isTrue();
        assertThat(flight.certificates()).hasSize(2);
        assertThat(flight.certificates().getFirst()).containsExactly(9);
        assertThat(flight.status()).containsExactly(7, 8);
        assertThat(flight.asksForCertificate()).isTrue();
        assertThat(flight.complete()).isTrue();
        assertThat(ExchangedKey.curve(flight.exchange(), false)).isEqualTo(new ExchangedKey(0x1d, 0));
    }

    @Test
    void wholeFlightInOneRecordOrInOneForEachByte() throws IOException {
        check(read(record(22, flight())));
        Writer split = new Writer();
        for (byte one : flight()) {
            split.bytes(record(22, new byte[] {one}));
        }
        check(read(split.toBytes()));
    }

    @Test
    void everyBeginningOfAFlightIsReadWithoutHarm() throws IOException {
        byte[] whole = record(22, flight());
        for (int length = 0; length < whole.length; length++) {
            assertThat(reader(Arrays.copyOf(whole, length)).answer()).isInstanceOf(Answer.Closed.class);
        }
        Writer cut = new Writer().bytes(record(22, hello()));
        ServerFlight flight = read(cut.toBytes());
        assertThat(flight.complete()).isFalse();
        assertThat(flight.certificates()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void changedBytesNeverDoMoreThanFailInOrder(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            byte[] changed = record(22, flight());
            for (int i = random.nextInt(4); i >= 0; i--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            try {
                ServerReader reader = reader(Arrays.copyOf(changed, 1 + random.nextInt(changed.length)));
                if (reader.answer() instanceof Answer.Agreed agreed) {
                    ServerFlight flight = reader.flight(agreed.hello());
                    agreed.hello().protocol();
                    agreed.hello().group();
                    if (flight.exchange() != null) {
                        ExchangedKey.prime(flight.exchange(), random.nextBoolean());
                        ExchangedKey.curve(flight.exchange(), random.nextBoolean());
                    }
                }
            } catch (IOException e) {
                assertThat(e).isInstanceOfAny(MalformedException.class, ForeignException.class);
            }
        }
    }

    @Test
    void alertsRefuseAndWarningsDoNot() throws IOException {
        byte[] fatal = record(21, new byte[] {2, 40});
        assertThat(reader(fatal).answer()).isEqualTo(new Answer.Refused(40));
        byte[] warned = new Writer()
                .bytes(record(21, new byte[] {1, 112}))
                .bytes(record(22, flight()))
                .toBytes();
        check(read(warned));
    }

    @Test
    void whatIsTooLongIsRefusedBeforeItIsRead() {
        byte[] record = {22, 3, 3, (byte) 0x48, 1};
        assertThatThrownBy(() -> reader(record).answer()).isInstanceOf(MalformedException.class);
        byte[] message = record(22, new byte[] {2, (byte) 0xff, (byte) 0xff, (byte) 0xff});
        assertThatThrownBy(() -> reader(message).answer()).isInstanceOf(MalformedException.class);
        byte[] chain = Writer.of(out -> {
            out.u24(33 * 3);
            for (int i = 0; i < 33; i++) {
                out.u24(0);
            }
        });
        assertThatThrownBy(() -> ServerReader.certificates(chain)).isInstanceOf(MalformedException.class);
    }

    @Test
    void whatIsNoTlsIsHandedOn() {
        assertThatThrownBy(() -> reader("SSH-2.0-x\r\n".getBytes(StandardCharsets.US_ASCII))
                        .answer())
                .isInstanceOfSatisfying(
                        ForeignException.class,
                        e -> assertThat(new String(e.start(), StandardCharsets.US_ASCII))
                                .isEqualTo("SSH-2.0-x\r\n"));
    }

    @Test
    void extensionsThatComeTwiceAreRefused() {
        byte[] twice = Writer.of(out -> out.u16(0x0303)
                .bytes(new byte[32])
                .u8(0)
                .u16(SUITE)
                .u8(0)
                .vector16(list -> list.extension(1, e -> {}).extension(1, e -> {})));
        assertThatThrownBy(() -> ServerHello.read(twice)).isInstanceOf(MalformedException.class);
    }

    @Test
    void greetingsAreNeverOfTheSizeThatSomeBalancersHangOn() {
        for (int suites = 1; suites < 250; suites++) {
            ClientHello hello = new ClientHello(
                    0x0303,
                    Collections.nCopies(suites, SUITE),
                    List.of(0x1d),
                    List.of(),
                    List.of("h2"),
                    "example.org",
                    false);
            int length = hello.toRecord(new Random(suites)).length - 5;
            assertThat(length)
                    .satisfiesAnyOf(
                            n -> assertThat(n).isLessThan(256),
                            n -> assertThat(n).isGreaterThanOrEqualTo(512));
        }
    }

    @Test
    void versionsOfTls13AreFoundInTheirExtension() throws IOException {
        byte[] body = Writer.of(out -> out.u16(0x0303)
                .bytes(new byte[32])
                .u8(0)
                .u16(0x1301)
                .u8(0)
                .vector16(list -> list.extension(Extensions.SUPPORTED_VERSIONS, e -> e.u16(0x0304))
                        .extension(Extensions.KEY_SHARE, e -> e.u16(0x17))));
        ServerHello hello = ServerHello.read(body);
        assertThat(hello.version()).isEqualTo(0x0304);
        assertThat(hello.group()).isEqualTo(0x17);
    }
}
