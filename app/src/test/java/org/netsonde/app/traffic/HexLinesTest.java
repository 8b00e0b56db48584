package org.netsonde.app.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HexLinesTest {

    @Test
    void fullLineHasOffsetBytesAndText() {
        HexLines lines = new HexLines("0123456789abcdef!".getBytes(StandardCharsets.US_ASCII), 16);

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).isEqualTo("0000  30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66  0123456789abcdef");
    }

    @Test
    void shortLineKeepsTheTextInItsColumn() {
        HexLines lines = new HexLines(new byte[] {'A', 0, (byte) 0xff}, 8);

        assertThat(lines.get(0)).isEqualTo("0000  41 00 ff                 A..");
        assertThat(lines.get(0).indexOf("A.."))
                .isEqualTo(new HexLines(new byte[8], 8).get(0).indexOf("...."));
    }

    @Test
    void nothingHasNoLines() {
        assertThat(new HexLines(new byte[0], 16)).isEmpty();
    }
}
