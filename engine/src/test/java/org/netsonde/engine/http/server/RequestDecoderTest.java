package org.netsonde.engine.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestDecoderTest {

    private static final String PLAIN = "GET /get?a=b HTTP/1.1\r\nHost: a\r\nX:  padded \t\r\n\r\n";
    private static final String WITH_LENGTH = "POST /post HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nHello";
    private static final String CHUNKED = "POST /post HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n"
            + "3\r\nHel\r\n2;ext=\"a b\"\r\nlo\r\n0\r\nTrailer: x\r\n\r\n";

    private final RequestDecoder decoder = new RequestDecoder(() -> 1024);
    private final EmbeddedChannel channel = new EmbeddedChannel(decoder);

    private void write(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
    }

    /** All that was decoded: the head of each request, its body in parentheses, and refusals by their status. */
    private String decoded() {
        StringBuilder all = new StringBuilder();
        StringBuilder body = new StringBuilder();
        for (Object message = channel.readInbound(); message != null; message = channel.readInbound()) {
            switch (message) {
                case HttpRequest request ->
                    all.append(request.method()).append(' ').append(request.uri());
                case HttpContent content -> {
                    ByteBuf bytes = content.content();
                    body.append(bytes.toString(StandardCharsets.ISO_8859_1));
                    bytes.release();
                    if (content instanceof LastHttpContent) {
                        all.append('(').append(body).append(')');
                        body.setLength(0);
                    }
                }
                case Refused refused -> all.append('!').append(refused.refusal().status());
                default -> throw new AssertionError(message);
            }
        }
        return all.toString();
    }

    @Test
    void readsRequestsOneBehindTheOther() {
        write(PLAIN + WITH_LENGTH + CHUNKED + "\r\n" + PLAIN);
        assertThat(decoded()).isEqualTo("GET /get?a=b()POST /post(Hello)POST /post(Hello)GET /get?a=b()");
        channel.finish();
        assertThat(decoded()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {PLAIN, WITH_LENGTH, CHUNKED})
    void splitsChangeNothing(String request) {
        write(request);
        String whole = decoded();
        for (int i = 1; i < request.length(); i++) {
            write(request.substring(0, i));
            write(request.substring(i));
            assertThat(decoded()).as("split at %d", i).isEqualTo(whole);
        }
        for (int i = 0; i < request.length(); i++) {
            write(request.substring(i, i + 1));
        }
        assertThat(decoded()).isEqualTo(whole);
        channel.finish();
    }

    @Test
    void spaceAroundAValueIsNotPartOfIt() {
        write(PLAIN);
        HttpRequest request = channel.readInbound();
        assertThat(request.headers().get("x")).isEqualTo("padded");
    }

    @ParameterizedTest
    @CsvSource({
        "http://b:81/get?x=1, /get?x=1, b:81",
        "HTTP://b, /, b",
        "https://b?x=1, /?x=1, b",
        "http://[::1]:8080/a, /a, [::1]:8080",
        "/a//b, /a//b, a"
    })
    void wholeAddressIsBroughtToOriginForm(String target, String uri, String host) {
        write("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
        HttpRequest request = channel.readInbound();
        assertThat(request.uri()).isEqualTo(uri);
        assertThat(request.headers().getAll("Host")).containsExactly(host);
    }

    @Test
    void nothingIsReadBehindARefusal() {
        write("GET /get HTTP/1.1\r\n\r\n" + PLAIN);
        write(PLAIN);
        assertThat(decoded()).isEqualTo("!400");
        channel.finish();
        assertThat(decoded()).isEmpty();
    }

    @Test
    void limitIsThatOfTheWholeHead() {
        // 1,024 bytes, and one more.
        String begin = "GET / HTTP/1.1\r\nHost: a\r\nX: ";
        String fits = begin + "x".repeat(1024 - begin.length() - 2) + "\r\n\r\n";
        write(fits);
        assertThat(decoded()).isEqualTo("GET /()");
        write(fits.replace("X: ", "X: y"));
        assertThat(decoded()).isEqualTo("!431");
    }

    @Test
    void tellsWhetherAHeadHasBegun() {
        assertThat(decoder.isInHead()).isFalse();
        write("G");
        assertThat(decoder.isInHead()).isTrue();
        write("ET / HTTP/1.1\r\nHost: a\r\n");
        assertThat(decoder.isInHead()).isTrue();
        write("Content-Length: 2\r\n\r\n");
        assertThat(decoder.isInHead()).isFalse();
        write("ab");
        assertThat(decoder.isInHead()).isFalse();
        decoded();
    }
}
