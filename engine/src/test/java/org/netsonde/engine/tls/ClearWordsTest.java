package org.netsonde.engine.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClearWordsTest {

    private static final String HELLO = "1603010005" + "0100000000";
    private static final String UNKNOWN_CA = "15030300020230";
    private static final SSLException BROKEN = new SSLException("BAD_PACKET_LENGTH");

    private final ClearWords words = new ClearWords();
    private final EmbeddedChannel channel = new EmbeddedChannel(words);

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    /** What comes passes unchanged. */
    private void receive(byte[] bytes) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes));
        ByteBuf passed = channel.readInbound();
        assertThat(passed).isEqualTo(Unpooled.wrappedBuffer(bytes));
        passed.release();
    }

    private void receive(String hex) {
        receive(HexFormat.of().parseHex(hex));
    }

    private String told() {
        return Objects.requireNonNull(TlsFailures.of(words.explain(BROKEN), "peer:1"))
                .what()
                .text(Locale.ENGLISH);
    }

    @Test
    void nothingSaidExplainsNothing() {
        assertThat(words.explain(BROKEN)).isSameAs(BROKEN);
        receive(HELLO);
        assertThat(words.explain(BROKEN)).isSameAs(BROKEN);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 100})
    void alertIsHeardHoweverItComes(int portion) {
        byte[] all = HexFormat.of().parseHex(HELLO + "140303000101" + UNKNOWN_CA);
        for (int i = 0; i < all.length; i += portion) {
            receive(Arrays.copyOfRange(all, i, Math.min(i + portion, all.length)));
        }
        assertThat(told()).isEqualTo("peer:1 does not know the authority of the certificate that it was shown.");
        assertThat(words.explain(BROKEN)).hasCause(BROKEN);
    }

    @Test
    void alertOfANumberThatNobodyKnows() {
        receive(HELLO + "150303000202fa");
        assertThat(told()).isEqualTo("peer:1 ended the TLS connection with the alert \"250\".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"15030300020100", "1503030013" + "0230303030303030303030303030303030303030"})
    void warningsAndEncryptedAlertsExplainNothing(String alert) {
        receive(HELLO + alert);
        assertThat(words.explain(BROKEN)).isSameAs(BROKEN);
    }

    @Test
    void whatIsNoTlsIsQuoted() {
        receive("hel".getBytes(StandardCharsets.US_ASCII));
        assertThat(told()).isEqualTo("peer:1 does not speak TLS; it sent: hel");
        receive("lo\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(told()).isEqualTo("peer:1 does not speak TLS; it sent: hello\\n");
        receive("x".repeat(100).getBytes(StandardCharsets.US_ASCII));
        assertThat(told()).isEqualTo("peer:1 does not speak TLS; it sent: hello\\n" + "x".repeat(34) + "…");
        assertThat(channel.pipeline().get(ClearWords.class)).isNull();
    }

    @Test
    void greetingOfOldIsLeftToTheProvider() {
        receive("802e0103010015");
        assertThat(words.explain(BROKEN)).isSameAs(BROKEN);
        assertThat(channel.pipeline().get(ClearWords.class)).isNull();
    }

    @Test
    void leavesWhenTheHandshakeIsOver() {
        receive(HELLO);
        words.stop();
        receive(UNKNOWN_CA);
        assertThat(words.explain(BROKEN)).isSameAs(BROKEN);
        assertThat(channel.pipeline().get(ClearWords.class)).isNull();
    }
}
