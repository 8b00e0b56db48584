package org.netsonde.engine.datagram;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class NumberingTest {

    private final Numbering numbering = new Numbering(4321);

    private long find(String text) {
        ByteBuf in = Unpooled.copiedBuffer("..." + text, UTF_8);
        return numbering.find(in, 3, in.readableBytes() - 3);
    }

    @Test
    void writesPortAndNumberInDigits() {
        ByteBuf out = Unpooled.buffer();
        numbering.write(1_234_567, out);
        assertThat(out.toString(UTF_8)).isEqualTo("#04321-000001234567 ");
        assertThat(out.readableBytes()).isEqualTo(Numbering.LENGTH);
    }

    @Test
    void findsItsNumberBehindAPrefixAndAmongOtherMarks() {
        assertThat(find("服务器回复: #04321-000000000007 Hello")).isEqualTo(7);
        assertThat(find("## #1 #04321-00000000000x #04321-000000000008 ")).isEqualTo(8);
        assertThat(find("#04321-999999999999 ")).isEqualTo(999_999_999_999L);
    }

    @Test
    void passesOverOthersNumbersAndCutOnes() {
        assertThat(find("#04322-000000000007 Hello")).isEqualTo(-1);
        assertThat(find("#04321-000000000007")).isEqualTo(-1);
        assertThat(find("#04321-000000000007.")).isEqualTo(-1);
        assertThat(find("")).isEqualTo(-1);
    }
}
