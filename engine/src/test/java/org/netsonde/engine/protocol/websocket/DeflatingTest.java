package org.netsonde.engine.protocol.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionData;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionUtil;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeflatingTest {

    private static final String DEFAULTS = "{}";
    private static final String OFF = "{'compression': 'off'}";

    private static String deflate(String parameters) {
        return "{'compression': {'type': 'deflate', " + parameters + "}}";
    }

    /** The parts of an extension in no order. */
    private static Set<String> parts(String extension) {
        return new HashSet<>(List.of(extension.split("; ")));
    }

    /** What a server answers to offers: the parts of its choice, empty for none. */
    private static Set<String> answer(String options, String... offers) {
        Deflating.Agreed agreed = Deflating.accept(Settings.options(options), List.of(offers));
        return agreed == null ? Set.of() : parts(agreed.text());
    }

    private static boolean agrees(String options, String... choice) {
        return Deflating.agree(Settings.options(options), List.of(choice)) != null;
    }

    @Test
    void offerSaysWhatTheSettingsSay() {
        assertThat(Deflating.offer(Settings.options(OFF))).isEmpty();
        assertThat(parts(Deflating.offer(Settings.options(DEFAULTS))))
                .containsExactlyInAnyOrder(
                        "permessage-deflate", "client_max_window_bits", "client_no_context_takeover");
        assertThat(parts(Deflating.offer(Settings.options(deflate("'window': 10, 'contextTakeover': false")))))
                .containsExactlyInAnyOrder(
                        "permessage-deflate",
                        "client_max_window_bits",
                        "client_no_context_takeover",
                        "server_max_window_bits=10",
                        "server_no_context_takeover");
    }

    @Test
    void serverTakesTheFirstOfferThatItCanFollow() {
        assertThat(answer(DEFAULTS, "permessage-deflate")).containsExactly("permessage-deflate");
        assertThat(answer(DEFAULTS, "x-webkit-deflate-frame, permessage-deflate; server_max_window_bits=11"))
                .containsExactlyInAnyOrder("permessage-deflate", "server_max_window_bits=11");
        assertThat(answer(DEFAULTS, "permessage-deflate; unknown=1", "permessage-deflate; server_no_context_takeover"))
                .containsExactlyInAnyOrder("permessage-deflate", "server_no_context_takeover");
        assertThat(answer(DEFAULTS, "permessage-deflate; server_max_window_bits=16, permessage-deflate"))
                .containsExactly("permessage-deflate");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bzip2",
                "permessage-deflate; server_max_window_bits",
                "permessage-deflate; server_max_window_bits=x",
                "permessage-deflate; server_max_window_bits=7",
                "permessage-deflate; client_max_window_bits=99999999999",
                "permessage-deflate; what_is_this",
                ";;;,,=\"",
                "=; ;",
                "\";\",\"",
                "permessage-deflate; server_max_window_bits=8",
            })
    void serverTakesNoOfferThatItCannotFollow(String offer) {
        assertThat(answer(DEFAULTS, offer)).isEmpty();
    }

    @Test
    void serverWithoutCompressionTakesNone() {
        assertThat(answer(OFF, "permessage-deflate")).isEmpty();
    }

    /** RFC 7692, section 7.1.1.2: a server may ask for it whether or not the client has thought of it. */
    @Test
    void serverAsksEveryClientToForget() {
        String forgetful = deflate("'contextTakeover': false");
        assertThat(answer(forgetful, "permessage-deflate"))
                .containsExactlyInAnyOrder("permessage-deflate", "client_no_context_takeover");
        assertThat(answer(forgetful, "permessage-deflate; client_no_context_takeover"))
                .containsExactlyInAnyOrder("permessage-deflate", "client_no_context_takeover");
        assertThat(answer(DEFAULTS, "permessage-deflate; client_no_context_takeover"))
                .containsExactly("permessage-deflate");
    }

    /** RFC 7692, section 7.1.2.2: only of a client that knows the parameter, and no more than it has. */
    @ParameterizedTest
    @CsvSource({
        "client_max_window_bits,    client_max_window_bits=10",
        "client_max_window_bits=15, client_max_window_bits=10",
        "client_max_window_bits=9,  client_max_window_bits=9",
        "client_max_window_bits=8,  client_max_window_bits=8",
    })
    void serverAsksForASmallerWindow(String offered, String answered) {
        assertThat(answer(deflate("'window': 10"), "permessage-deflate; " + offered))
                .containsExactlyInAnyOrder("permessage-deflate", answered);
    }

    @Test
    void serverDoesNotAskForASmallerWindowWhereTheClientDoesNotKnowIt() {
        assertThat(answer(deflate("'window': 10"), "permessage-deflate")).containsExactly("permessage-deflate");
    }

    @Test
    void clientAgreesToWhatItOffered() {
        assertThat(agrees(DEFAULTS, "permessage-deflate")).isTrue();
        assertThat(agrees(DEFAULTS, "permessage-deflate; client_max_window_bits=9; client_no_context_takeover"))
                .isTrue();
        assertThat(agrees(DEFAULTS, "permessage-deflate; server_max_window_bits=12; server_no_context_takeover"))
                .isTrue();
        String small = deflate("'window': 10, 'contextTakeover': false");
        assertThat(agrees(small, "permessage-deflate; server_max_window_bits=10; server_no_context_takeover"))
                .isTrue();
        assertThat(agrees(small, "permessage-deflate; server_max_window_bits=10"))
                .isFalse();
        assertThat(agrees(small, "permessage-deflate; server_no_context_takeover"))
                .isFalse();
        assertThat(agrees(small, "permessage-deflate; server_max_window_bits=11; server_no_context_takeover"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bzip2",
                "permessage-deflate, permessage-deflate",
                "permessage-deflate; client_max_window_bits=16",
                "permessage-deflate; client_max_window_bits=7",
                "permessage-deflate; client_max_window_bits=8",
                ";;;,,=\"",
                "permessage-deflate; server_max_window_bits=x",
                "permessage-deflate; server_max_window_bits",
                "permessage-deflate; what_is_this",
            })
    void clientDoesNotAgreeToAnythingElse(String choice) {
        assertThat(agrees(DEFAULTS, choice)).isFalse();
    }

    @Test
    void clientWithoutCompressionAgreesToNone() {
        assertThat(agrees(OFF, "permessage-deflate")).isFalse();
    }

    static Stream<String> ways() {
        return Stream.of(
                "permessage-deflate",
                "permessage-deflate; server_max_window_bits=9",
                "permessage-deflate; server_max_window_bits=12; server_no_context_takeover",
                "permessage-deflate; client_max_window_bits=9; client_no_context_takeover");
    }

    /** Whatever was agreed on can be done, in both directions. */
    @ParameterizedTest
    @MethodSource("ways")
    void whatWasAgreedOnIsDone(String offer) {
        Deflating.Agreed server = Deflating.accept(Settings.options(DEFAULTS), List.of(offer));
        assertThat(server).isNotNull();
        Deflating.Agreed client = Deflating.agree(Settings.options(DEFAULTS), List.of(server.text()));
        assertThat(client).as(server.text()).isNotNull();
        assertPasses(server, client);
        assertPasses(client, server);
        assertThat(client.peerForgets()).isEqualTo(offer.contains("server_no_context_takeover"));
    }

    private static void assertPasses(Deflating.Agreed from, Deflating.Agreed to) {
        EmbeddedChannel out = new EmbeddedChannel(from.extension().newExtensionEncoder());
        EmbeddedChannel in = new EmbeddedChannel(new Inflating(to.peerForgets(), 1 << 20));
        for (int i = 0; i < 3; i++) {
            String text = "Hello, again and again " + "and again ".repeat(i * 1000);
            assertThat(out.writeOutbound(new TextWebSocketFrame(Unpooled.copiedBuffer(text, UTF_8))))
                    .isTrue();
            TextWebSocketFrame packed = out.readOutbound();
            assertThat(packed.rsv()).isEqualTo(4);
            assertThat(in.writeInbound(packed)).isTrue();
            TextWebSocketFrame plain = in.readInbound();
            assertThat(plain.text()).isEqualTo(text);
            plain.release();
        }
        out.finishAndReleaseAll();
        in.finishAndReleaseAll();
    }

    @Test
    void textOfAnExtensionReadsBack() {
        String text = "permessage-deflate; a; b=2";
        WebSocketExtensionData data =
                WebSocketExtensionUtil.extractExtensions(text).getFirst();
        assertThat(parts(Deflating.text(data))).isEqualTo(parts(text));
    }
}
