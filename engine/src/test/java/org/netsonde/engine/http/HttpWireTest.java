package org.netsonde.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.traffic.WireForm.Extent;

class HttpWireTest {

    private static final List<String> HEADS = List.of(
            "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
            "POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n",
            "POST /p HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
            "POST /p HTTP/2\r\nhost: a\r\nx-http2-stream-id: 3\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
            "HTTP/1.0 200 OK\r\nServer: x\r\n\r\n",
            "HTTP/2 200 OK\r\nx-http2-stream-id: 3\r\n\r\n",
            "HTTP/2 204 No Content\r\nx-http2-stream-id: 3\r\n\r\n",
            "HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n\r\n",
            "not HTTP at all\r\n\r\n",
            "\u0000\u0001\u0002",
            "");

    private final HttpWire wire = new HttpWire();

    @Test
    void everyRecordIsReadBackWholeOrCut() {
        Random random = new Random(7);
        for (String head : HEADS) {
            for (int size : new int[] {0, 1, 15, 16, 17, 255, 256, 4096, 65_536, 70_000}) {
                byte[] body = new byte[size];
                random.nextBytes(body);
                byte[] record = concat(bytes(head), body);
                for (int cut : new int[] {0, 1, 2, 3, 100, size}) {
                    byte[] kept = Arrays.copyOf(record, Math.max(0, record.length - cut));
                    Extent written = wire.toWire(true, new Extent(kept, record.length));
                    Extent restored = wire.fromWire(written);
                    assertThat(restored.kept())
                            .as("%s %d - %d", head, size, cut)
                            .isEqualTo(kept);
                    assertThat(restored.length())
                            .as("%s %d - %d", head, size, cut)
                            .isEqualTo(record.length);
                }
            }
        }
    }

    /** A reader of captures may itself keep less of each record. */
    @Test
    void whatIsCutOfTheWireIsTheBeginningOfTheRecord() {
        byte[] record = bytes("HTTP/2 200 OK\r\nx-http2-stream-id: 3\r\n\r\n" + "b".repeat(300));
        Extent written = wire.toWire(false, new Extent(record, record.length));
        int head = record.length - 300;
        for (int kept = written.kept().length; kept > head + 80; kept--) {
            Extent restored = wire.fromWire(new Extent(Arrays.copyOf(written.kept(), kept), written.length()));
            assertThat(restored.length()).as("kept %d", kept).isEqualTo(record.length);
            assertThat(record).as("kept %d", kept).startsWith(restored.kept());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                HTTP/1.1 200 OK~Content-Length: 2~~hi                 | HTTP/1.1 200 OK~Content-Length: 2~~hi
                HTTP/1.1 200 OK~Transfer-Encoding: chunked~~hi        | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~hi~0~~
                HTTP/2 200 OK~~hi | HTTP/2 200 OK~Transfer-Encoding: chunked~X-Netsonde-Added: Transfer-Encoding~~2~hi~0~~
                HTTP/2 200 OK~~   | HTTP/2 200 OK~Transfer-Encoding: chunked~X-Netsonde-Added: Transfer-Encoding~~0~~
                HTTP/2 204 No Content~~                               | HTTP/2 204 No Content~~
                GET / HTTP/2~~                                        | GET / HTTP/2~~
                """)
    void whereABodyEndsCanBeFound(String record, String expected) {
        byte[] bytes = bytes(record.replace("~", "\r\n"));
        Extent written = wire.toWire(false, new Extent(bytes, bytes.length));
        assertThat(new String(written.kept(), StandardCharsets.ISO_8859_1)).isEqualTo(expected.replace("~", "\r\n"));
        assertThat(written.length()).isEqualTo(written.kept().length);
    }

    @Test
    void whatOthersWroteInChunksStaysAsItIs() {
        byte[] bytes = bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n2;x=y\r\nbc\r\n0\r\n\r\n");
        assertThat(wire.fromWire(new Extent(bytes, bytes.length)).kept()).isEqualTo(bytes);
    }

    @Test
    void lengthsWithoutRoomAreGivenAsTheLargest() {
        byte[] head = bytes("HTTP/2 200 OK\r\n\r\n");
        assertThat(wire.toWire(true, new Extent(head, Integer.MAX_VALUE)).length())
                .isEqualTo(Integer.MAX_VALUE);
        assertThat(wire.toWire(true, new Extent(new byte[0], -1)).length()).isEqualTo(-1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
