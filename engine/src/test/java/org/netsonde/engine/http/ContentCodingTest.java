package org.netsonde.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.netsonde.engine.http.ContentCoding.Outcome.BROKEN;
import static org.netsonde.engine.http.ContentCoding.Outcome.TOO_LONG;
import static org.netsonde.engine.http.ContentCoding.Outcome.UNKNOWN;
import static org.netsonde.engine.http.ContentCoding.Outcome.WHOLE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ContentCodingTest {

    private static final byte[] TEXT = "plain text ".repeat(100).getBytes(StandardCharsets.US_ASCII);

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] deflate(byte[] bytes, boolean bare) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(9, bare);
        try (OutputStream stream = new DeflaterOutputStream(out, deflater)) {
            stream.write(bytes);
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }

    private static ContentCoding.Decoded decode(byte[] bytes, String coding) {
        return ContentCoding.decode(bytes, coding, 1 << 20);
    }

    @Test
    void everyKindIsDecoded() throws IOException {
        assertThat(decode(gzip(TEXT), "gzip").bytes()).isEqualTo(TEXT);
        assertThat(decode(gzip(TEXT), "X-GZIP").bytes()).isEqualTo(TEXT);
        assertThat(decode(deflate(TEXT, false), "deflate").bytes()).isEqualTo(TEXT);
        assertThat(decode(deflate(TEXT, true), "deflate").bytes()).isEqualTo(TEXT);
        assertThat(decode(gzip(deflate(TEXT, false)), "deflate, gzip").bytes()).isEqualTo(TEXT);
        assertThat(decode(TEXT, "").bytes()).isSameAs(TEXT);
        assertThat(decode(TEXT, "identity").bytes()).isSameAs(TEXT);
        assertThat(decode(new byte[0], "gzip").outcome()).isEqualTo(WHOLE);
    }

    @Test
    void bombStopsAtTheBound() throws IOException {
        byte[] bomb = gzip(new byte[20 << 20]);
        ContentCoding.Decoded decoded = decode(bomb, "gzip");
        assertThat(decoded.outcome()).isEqualTo(TOO_LONG);
        assertThat(decoded.bytes()).hasSize(1 << 20);
        assertThat(decode(TEXT, "gzip, gzip, gzip, gzip").outcome()).isEqualTo(UNKNOWN);
    }

    @Test
    void whatBreaksGivesWhatCouldBeRead() throws IOException {
        byte[] whole = gzip(TEXT);
        ContentCoding.Decoded cut = decode(Arrays.copyOf(whole, whole.length - 8), "gzip");
        assertThat(cut.outcome()).isEqualTo(BROKEN);
        assertThat(new String(cut.bytes(), StandardCharsets.US_ASCII)).startsWith("plain text");
        assertThat(decode(TEXT, "gzip").outcome()).isEqualTo(BROKEN);
        assertThat(decode(TEXT, "br")).isEqualTo(new ContentCoding.Decoded(TEXT, UNKNOWN));
    }
}
