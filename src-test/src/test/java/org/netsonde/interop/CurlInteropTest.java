package org.netsonde.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.http.Authorization;
import org.netsonde.engine.http.Parameter;
import org.netsonde.engine.message.StreamMessage.Format;
import org.netsonde.engine.protocol.Commands;
import org.netsonde.engine.protocol.JsonText;
import org.netsonde.engine.protocol.SettingsDescriber;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.protocol.http.Content;
import org.netsonde.engine.protocol.http.HttpClientProtocol;
import org.netsonde.engine.protocol.http.HttpClientSettings;
import org.netsonde.engine.protocol.http.HttpMessage;
import org.netsonde.engine.security.Secrets;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A command line of curl, the message that it is pasted as, and the command line that is copied of that message ask a server of
 * Python for the same.
 */
class CurlInteropTest {

    /** What depends on who asks, and is no part of the request. */
    private static final List<String> OWN =
            List.of("user-agent", "accept", "accept-encoding", "host", "content-length", "connection", "expect");

    private static final Pattern ESCAPE = Pattern.compile("%[0-9a-fA-F]{2}");

    private final Commands<HttpClientSettings, HttpMessage> commands =
            new HttpClientProtocol().commands().orElseThrow();

    @TempDir
    Path folder;

    private PeerProcess python;
    private String address;

    @BeforeEach
    void start() throws IOException {
        Peers.require("bash", "bash");
        Peers.require("curl", "curl");
        python = Peers.python("http_record.py");
        address = "127.0.0.1:" + python.port();
        Files.writeString(folder.resolve("a b.txt"), "line one\nline two\n");
        Files.write(folder.resolve("c.png"), new byte[] {0, 1, (byte) 0xFF, '\n', '\r'});
    }

    @AfterEach
    void stop() {
        python.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl http://HOST/get",
                "curl 'http://HOST/get?a=b&c=d%20e'",
                "curl -sS -X DELETE http://HOST/x -H 'X-One: 1' -H \"X-Two: it's\" -H 'X-Empty;'",
                "curl http://HOST/post -d a=b -d 'c=d+e'",
                "curl http://HOST/post --data-urlencode 'a=ä & b' --data-urlencode 'c=d'",
                "curl -G http://HOST/get --data-urlencode 'a=ä & b' -d c=d",
                "curl http://HOST/post -H 'Content-Type: application/json' -d '{\"name\": \"Alice\", \"age\": 25}'",
                "curl http://HOST/post --json '{\"it'\\''s\": \"$5 `x` \\\\ !\"}'",
                "curl http://HOST/post -H 'Content-Type: text/plain; charset=utf-8' --data-raw $'one\\r\\ntwo\\t\\'\\x1b\\u4e2d'",
                "curl http://HOST/post -H 'Content-Type: a/b' --data-raw $'\\xff\\xfe'",
                "curl http://HOST/post -H 'Content-Type:' --data-raw @no-file",
                "curl http://HOST/post -H 'Content-Type: image/png' --data-binary @FOLDER/c.png",
                "curl -X PUT http://HOST/put -H 'Content-Type: text/plain' --data-binary '@FOLDER/a b.txt'",
                "curl http://HOST/form -F a=b -F 'c=é;type=text/plain' --form-string d=@e -F 'f=\"g;h\"'",
                "curl http://HOST/form -F 'a=@FOLDER/c.png;type=image/png' -F 'b=@\"FOLDER/a b.txt\";type=text/x'",
                "curl -u 'me:pass word$' http://HOST/basic",
                "curl http://me:it%40@HOST/basic",
                "curl --oauth2-bearer abc.def http://HOST/bearer",
                "curl http://HOST/bearer -H 'Authorization: Bearer abc'",
                "curl http://HOST/token -H 'Authorization: Token abc'",
                "curl http://HOST/cookies -b 'a=b; c=d'",
                "curl http://HOST/key -H \"X-Api-Key: it's \\$\"",
                "curl -I http://HOST/head",
                "curl -r 0-9 -e http://from/ http://HOST/range",
                "curl --path-as-is 'http://HOST/a/../b/./c'",
                "curl -g 'http://HOST/a[1]'",
                "curl http://HOST/post \\\n  -H 'X-A: b' \\\n  --data-raw 'c'",
                "curl -X PATCH http://HOST/patch -d ''"
            })
    void asksForTheSame(String written) {
        String line = written.replace("HOST", address).replace("FOLDER", folder.toString());
        Map<String, Object> byCurl = byBash(line, Map.of());

        Commands.Pasted<HttpMessage> pasted = commands.read(line);
        Map<String, String> secrets = new LinkedHashMap<>();
        pasted.secrets().forEach((name, value) -> secrets.put(name, new String(value)));
        assertThat(byClient(pasted.message(), secrets))
                .as("%s", pasted.message())
                .isEqualTo(byCurl);

        String copied = commands.write(new HttpClientSettings(), pasted.message(), address);
        assertThat(secrets.values()).noneMatch(copied::contains);
        assertThat(byBash(copied, secrets)).as(copied).isEqualTo(byCurl);
    }

    static List<Content> bodies() {
        return List.of(
                new Content.Text("a/b", Format.HEX, "00 2d 25 27 5c 0a ff 00 31"),
                new Content.Text("a/b", Format.HEX, "2d 6e"),
                new Content.Text("text/plain", Format.TEXT, "%s \\n \u4e2d'".repeat(20_000)),
                new Content.Text("text/plain", Format.ESCAPED, "\\x1b[31m\\u202e\\xe9'\\\\1"),
                new Content.Text("", Format.TEXT, ""),
                new Content.Json(new JsonText("@{\"a\": \"$HOME `x` !!\"}")),
                new Content.Form(List.of(new Parameter("@a", "\u00e4 &=+"), new Parameter("", "left out"))),
                new Content.Multipart(List.of(
                        new Content.Part("a\"b", "<c;type=x", "", ""),
                        new Content.Part("d", "@e\"\\,", "", "text/x"))));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void anyBodyArrivesAsTheClientSendsIt(Content content) {
        HttpMessage message =
                new HttpMessage("POST", "/p?q='\"", List.of(), List.of(), content, new Authorization.None(), "");
        String copied = commands.write(new HttpClientSettings(), message, address);
        assertThat(byBash(copied, Map.of())).as(copied).isEqualTo(byClient(message, Map.of()));
    }

    private Map<String, Object> byBash(String line, Map<String, String> secrets) {
        StringBuilder script = new StringBuilder();
        secrets.forEach((name, value) -> script.append("export ")
                .append(Secrets.variable(name))
                .append("='")
                .append(value.replace("'", "'\\''"))
                .append("'\n"));
        script.append("export no_proxy='*'\n").append(line).append('\n');
        Path file = folder.resolve("script");
        try {
            // As a terminal gets it; an argument of bash could not be as long.
            Files.writeString(file, script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (PeerProcess bash = PeerProcess.startTalkative("curl", List.of("bash", file.toString()))) {
            Map<String, Object> request = request();
            bash.output();
            return request;
        }
    }

    private Map<String, Object> byClient(HttpMessage message, Map<String, String> secrets) {
        try (Bench bench = new Bench(EngineOptions.standard(), secrets)) {
            int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
            Endpoint client = bench.start("client", "http-client", "{'port': " + port + "}");
            Bench.await(client.send(Target.all(), SettingsDescriber.toJson(message)));
            return request();
        }
    }

    /** What arrived, without what depends on who asks; boundaries of forms have one name. */
    private Map<String, Object> request() {
        JsonNode request = JsonMapper.shared().readTree(python.line());
        String body = new String(HexFormat.of().parseHex(request.get("body").asString()), StandardCharsets.ISO_8859_1);
        List<String> headers = new ArrayList<>();
        for (JsonNode header : request.get("headers")) {
            String name = header.get(0).asString();
            String value = header.get(1).asString();
            int boundary = value.indexOf("boundary=");
            if (name.equals("content-type") && boundary >= 0) {
                body = body.replace(value.substring(boundary + "boundary=".length()), "BOUNDARY");
                value = value.substring(0, boundary);
            }
            if (!OWN.contains(name)) {
                headers.add(name + ": " + value);
            }
        }
        headers.sort(null);
        return Map.of(
                "method",
                request.get("method").asString(),
                "target",
                // curl writes digits of either case.
                ESCAPE.matcher(request.get("target").asString())
                        .replaceAll(escape -> escape.group().toUpperCase(Locale.ROOT)),
                "headers",
                headers,
                "body",
                body);
    }
}
