package org.netsonde.engine.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.http.Authorization;
import org.netsonde.engine.http.Header;
import org.netsonde.engine.http.HttpText;
import org.netsonde.engine.http.Parameter;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.protocol.JsonText;
import org.netsonde.engine.protocol.MessageCodec;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.security.Secret;

class HttpCodecTest {

    private final HttpCodec codec = new HttpCodec();

    private static HttpMessage message(
            String method, String url, List<Parameter> query, List<Header> headers, Content content) {
        return new HttpMessage(method, url, query, headers, content, new Authorization.None(), "");
    }

    private static Content.Json json(String text) {
        return new Content.Json(new JsonText(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void requestIsWrittenAsItIsRecorded() {
        HttpMessage message = new HttpMessage(
                "POST",
                "/a?x=1",
                List.of(new Parameter("y", "2")),
                List.of(new Header("X-One", "1"), new Header("X-Api-Key", "", new Secret("key"))),
                json("{\"a\": 1}"),
                new Authorization.Bearer(new Secret("token")),
                "");
        assertThat(text(codec.encode(message)))
                .isEqualTo("POST /a?x=1&y=2 HTTP/1.1\r\nContent-Type: application/json\r\nX-One: 1\r\n"
                        + "X-Api-Key: •••\r\nAuthorization: Bearer •••\r\n\r\n{\"a\": 1}");
    }

    @Test
    void recordedRequestIsSentAgainWithoutWhatBelongsToItsConnection() {
        HttpMessage again = codec.decode(bytes("PUT /a?x=1 HTTP/2\r\nHost: h:1\r\nContent-Length: 3\r\nCookie: •••\r\n"
                + "x-http2-stream-id: 3\r\nAccept: */*\r\nContent-Type: text/css\r\n\r\nabc"));
        assertThat(again)
                .isEqualTo(message(
                        "PUT",
                        "/a?x=1",
                        List.of(),
                        List.of(new Header("Accept", "*/*")),
                        new Content.Text("text/css", StreamMessage.Format.TEXT, "abc")));
    }

    @Test
    void replyIsPostedAndAnythingElseToo() {
        assertThat(codec.decode(bytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[1]")))
                .isEqualTo(message("POST", "/", List.of(), List.of(), json("[1]")));
        assertThat(codec.decode(new byte[] {(byte) 0xff, 0}).content())
                .isEqualTo(new Content.Text("", StreamMessage.Format.ESCAPED, "\\xff\\x00"));
        assertThat(codec.decode(bytes("GET /" + "x".repeat(10_000) + " HTTP/1.1\r\n\r\n")))
                .isNotNull();
        assertThat(codec.decode(bytes("GET ftp://x/ HTTP/1.1\r\n\r\n")).method())
                .isEqualTo("POST");
    }

    @Test
    void contentIsDecodedAndHasItsKind() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(body)) {
            gzip.write(bytes("<a/>"));
        }
        byte[] reply = HttpText.of(
                "HTTP/1.1 404 Not Found\r\nContent-Type: Application/XML; charset=utf-8\r\nContent-Encoding: gzip\r\n",
                body.toByteArray());
        MessageCodec.Content content = codec.content(reply);
        assertThat(text(content.body())).isEqualTo("<a/>");
        assertThat(content.mediaType()).isEqualTo("application/xml");
        assertThat(content.kind().orElseThrow().args()).containsExactly("404 Not Found");
        assertThat(content.head()).startsWith("HTTP/1.1 404 Not Found\nContent-Type: ");
        assertThat(codec.content(bytes("GET /a HTTP/1.1\r\n\r\n"))
                        .kind()
                        .orElseThrow()
                        .args())
                .containsExactly("GET /a");
        byte[] other = bytes("no HTTP");
        assertThat(codec.content(other).body()).isSameAs(other);
    }

    @Test
    void statusesAreGoodOrBad() {
        assertThat(codec.inspect(bytes("HTTP/1.1 204 No Content\r\n\r\n"))
                        .orElseThrow()
                        .good())
                .isTrue();
        assertThat(codec.inspect(bytes("HTTP/1.1 302 Found\r\n\r\n"))
                        .orElseThrow()
                        .good())
                .isTrue();
        assertThat(codec.inspect(bytes("HTTP/2 500 Oh\r\n\r\n")).orElseThrow().good())
                .isFalse();
        assertThat(codec.inspect(bytes("GET / HTTP/1.1\r\n\r\n"))).isEmpty();
        assertThat(codec.hasRules(new HttpMessage())).isTrue();
    }

    @Test
    void whatIsRememberedHasNoSecrets() {
        HttpMessage kept = codec.remembered(message(
                        "POST",
                        "http://h/a?token=abc&x=1",
                        List.of(new Parameter("password", "geheim"), new Parameter("y", "2")),
                        List.of(new Header("Referer", "http://h/?session_id=geheim"), new Header("Accept", "*/*")),
                        json("{\"password\": \"geheim\", \"name\": \"Alice\"}")))
                .orElseThrow();
        assertThat(kept.toString()).doesNotContain("abc", "geheim").contains("Alice", "x=1", "*/*");
        Content form = new Content.Form(List.of(new Parameter("pin_secret", "geheim"), new Parameter("z", "3")));
        assertThat(codec.remembered(message("POST", "/", List.of(), List.of(), form))
                        .orElseThrow()
                        .toString())
                .doesNotContain("geheim")
                .contains("z");
        Content text =
                new Content.Text("application/x-www-form-urlencoded", StreamMessage.Format.TEXT, "a=1&password=geheim");
        assertThat(codec.remembered(message("POST", "/", List.of(), List.of(), text))
                        .orElseThrow()
                        .toString())
                .doesNotContain("geheim")
                .contains("a=1");
    }

    @Test
    void secretBeforeItsNameIsWrittenIsLeftOut() {
        HttpMessage message =
                message("GET", "/", List.of(), List.of(new Header("", "", new Secret("key"))), new Content.None());
        assertThat(text(codec.encode(message))).isEqualTo("GET / HTTP/1.1\r\n\r\n");
    }

    @Test
    void masksAreNotSentInThePlaceOfSecrets() {
        List<Parameter> password = List.of(new Parameter("password", "geheim"), new Parameter("user", "Alice"));
        String form = "application/x-www-form-urlencoded";
        for (HttpMessage message : List.of(
                message("GET", "/?token=abc", List.of(), List.of(), new Content.None()),
                message("GET", "/", password, List.of(), new Content.None()),
                message("POST", "/", List.of(), List.of(), new Content.Form(password)),
                message("POST", "/", List.of(), List.of(), json("{\"password\": \"geheim\"}")),
                message(
                        "POST",
                        "/",
                        List.of(),
                        List.of(),
                        new Content.Text(form, StreamMessage.Format.TEXT, "password=geheim&a=1")),
                message(
                        "POST",
                        "/",
                        List.of(),
                        List.of(),
                        new Content.Multipart(List.of(new Content.Part("password", "geheim", "", "")))))) {
            assertThat(codec.remark(message)).isEmpty();
            HttpMessage kept = codec.remembered(message).orElseThrow();
            assertThat(codec.remark(kept).orElseThrow().key()).isEqualTo("remark.maskedSecret");
            FailureException thrown = catchThrowableOfType(FailureException.class, () -> Masks.refuse(kept));
            assertThat(thrown.failure().what().key()).isEqualTo("failure.maskedSecret.what");
        }
        HttpMessage recorded = codec.decode(bytes("GET /?token=••• HTTP/1.1\r\n\r\n"));
        assertThat(codec.remark(recorded)).isPresent();
        assertThat(codec.decode(bytes("POST / HTTP/1.1\r\nContent-Type: •\u0001\r\n\r\nabc"))
                        .content())
                .isEqualTo(new Content.Text("", StreamMessage.Format.TEXT, "abc"));
    }

    @Test
    void messageRefusesWhatIsNotForItToSay() {
        for (String name : List.of("Content-Length", "Transfer-Encoding", "connection", "x-http2-scheme")) {
            assertThat(catchThrowableOfType(
                                    SettingsException.class,
                                    () -> message(
                                            "GET", "/", List.of(), List.of(new Header(name, "1")), new Content.None()))
                            .problems()
                            .getFirst()
                            .field())
                    .isEqualTo("headers[0].name");
        }
        assertThat(message("GET", "/", List.of(), List.of(new Header("Host", "h")), new Content.None()))
                .isNotNull();
        assertThat(codec.remark(message("GET", "/", List.of(), List.of(), json("1"))))
                .isPresent();
        assertThat(codec.remark(message("POST", "/", List.of(), List.of(), json("1"))))
                .isEmpty();
    }
}
