package org.netsonde.engine.protocol.xmlrpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.http.HttpText;
import org.netsonde.engine.protocol.MessageCodec;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.protocol.xmlrpc.document.Document;
import org.netsonde.engine.protocol.xmlrpc.document.DocumentWriter;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.IntValue;

class XmlRpcCodecTest {

    private static final String REQUEST = "POST / HTTP/1.1\r\nContent-Type: text/xml\r\n";
    private static final String RESPONSE = "HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=utf-8\r\n";

    private final XmlRpcCodec codec = new XmlRpcCodec();

    private static byte[] response(Document document) {
        return HttpText.of(RESPONSE, DocumentWriter.write(document));
    }

    private String shown(byte[] recorded) {
        MessageCodec.Content content = codec.content(recorded);
        return content.kind().map(kind -> kind.text(Locale.ENGLISH)).orElse("-") + ": "
                + new String(content.body(), UTF_8);
    }

    private String verdict(byte[] recorded) {
        return codec.inspect(recorded)
                .map(verdict -> verdict.good() + " " + verdict.what().text(Locale.ENGLISH))
                .orElse("none");
    }

    @Test
    void callsAreShownAsTheyWereTyped() {
        XmlRpcMessage message = new XmlRpcMessage("echo('text', true, [1, i8(2)], {a: nil})");
        byte[] recorded = HttpText.of(REQUEST, codec.encode(message));
        assertThat(shown(recorded)).isEqualTo("echo: echo(\"text\", true, [1, i8(2)], {\"a\": nil})");
        assertThat(codec.content(recorded).head()).isEqualTo("POST / HTTP/1.1\nContent-Type: text/xml");
        assertThat(verdict(recorded)).isEqualTo("none");
        XmlRpcMessage again = codec.decode(recorded);
        assertThat(again.call()).isEqualTo("echo(\"text\", true, [1, i8(2)], {\"a\": nil})");
        assertThat(codec.encode(again)).isEqualTo(codec.encode(message));
    }

    @Test
    void whatCannotBeUnpackedIsNoResult() {
        byte[] document = DocumentWriter.write(new Document.Result(new IntValue(8)));
        assertThat(verdict(HttpText.of(RESPONSE + "Content-Encoding: br\r\n", document)))
                .startsWith("false ")
                .contains("compressed with br");
        assertThat(verdict(HttpText.of(RESPONSE + "Content-Encoding: gzip\r\n", document)))
                .startsWith("false ")
                .contains("damaged");
    }

    @Test
    void resultsAndFaultsAreTold() {
        byte[] result = response(new Document.Result(new IntValue(8)));
        assertThat(shown(result)).isEqualTo("result: 8");
        assertThat(verdict(result)).isEqualTo("true result");
        byte[] fault = response(new Document.Fault(4, "Too many\nparameters."));
        assertThat(shown(fault)).isEqualTo("fault: fault 4: Too many\\nparameters.");
        assertThat(verdict(fault)).isEqualTo("false fault 4: Too many\\nparameters.");
        assertThat(codec.encode(codec.decode(result)))
                .isEqualTo(HttpText.parse(result).body());
    }

    @Test
    void whatIsNoXmlRpcIsShownAsItIs() {
        byte[] page = HttpText.of("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n", "<p>no</p>".getBytes(UTF_8));
        assertThat(shown(page)).isEqualTo("404: <p>no</p>");
        assertThat(codec.content(page).mediaType()).isEqualTo("text/html");
        assertThat(verdict(page)).isEqualTo("false status 404, and no XML-RPC");
        byte[] broken = HttpText.of(RESPONSE, "<methodResponse>".getBytes(UTF_8));
        assertThat(shown(broken)).isEqualTo("200: <methodResponse>");
        assertThat(verdict(broken)).startsWith("false Line 1, column");
        byte[] get = HttpText.of("GET / HTTP/1.1\r\n", new byte[0]);
        assertThat(shown(get)).isEqualTo("-: ");
        assertThat(verdict(get)).isEqualTo("none");
    }

    @Test
    void anyBytesCanBeTakenForAMessage() {
        for (byte[] bytes : List.of(
                new byte[0],
                new byte[] {(byte) 0xFF, '<', 0},
                "HTTP/1.1 200 OK\r\n".getBytes(UTF_8),
                "<a".getBytes(UTF_8))) {
            assertThat(codec.encode(codec.decode(bytes))).isNotEmpty();
            assertThat(codec.content(bytes)).isNotNull();
            assertThat(codec.inspect(bytes)).isNotNull();
        }
    }

    @Test
    void xmlIsSentAsItStands() {
        assertThat(codec.encode(new XmlRpcMessage(" <!DOCTYPE a><methodCall>")))
                .isEqualTo(" <!DOCTYPE a><methodCall>".getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "add(", "add(\"\\u0000\")", "ädd(1)"})
    void messagesThatAreNoCallsAreRefused(String call) {
        assertThatThrownBy(() -> new XmlRpcMessage(call))
                .isInstanceOfSatisfying(
                        SettingsException.class,
                        e -> assertThat(e.problems().getFirst().field()).isEqualTo("call"));
    }
}
