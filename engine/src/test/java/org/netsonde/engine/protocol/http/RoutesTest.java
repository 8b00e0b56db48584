package org.netsonde.engine.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.http.server.ReplyBody;
import org.netsonde.engine.http.server.ServerReply;
import org.netsonde.engine.http.server.ServerRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RoutesTest {

    private final Routes routes = new Routes(false);

    private ServerReply ask(String method, String target, String contentType, String body, String... fields) {
        HttpHeaders headers = new DefaultHttpHeaders().add("Host", "localhost:8080");
        if (!contentType.isEmpty()) {
            headers.add("Content-Type", contentType);
        }
        for (int i = 0; i < fields.length; i += 2) {
            headers.add(fields[i], fields[i + 1]);
        }
        return routes.answer(new ServerRequest(
                method,
                target,
                "HTTP/1.1",
                headers,
                body.getBytes(StandardCharsets.UTF_8),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 5),
                false));
    }

    private ServerReply get(String target, String... fields) {
        return ask("GET", target, "", "", fields);
    }

    private static byte[] bytes(ServerReply reply) {
        return switch (reply.body()) {
            case ReplyBody.Bytes whole -> whole.bytes();
            case ReplyBody.Made made -> {
                java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
                ReplyBody.Source source = made.source().get();
                for (byte[] part = source.next(); part != null; part = source.next()) {
                    assertThat(part.length).isLessThanOrEqualTo(64 << 10);
                    all.writeBytes(part);
                }
                assertThat(made.length()).isIn(-1L, (long) all.size());
                yield all.toByteArray();
            }
        };
    }

    private static JsonNode json(ServerReply reply) {
        assertThat(reply.headers().get("Content-Type")).startsWith("application/json");
        return JsonMapper.shared().readTree(bytes(reply));
    }

    @Test
    void everyRouteThatIsListedWorksAndHasItsText() {
        String page = new String(bytes(get("/")), StandardCharsets.UTF_8);
        assertThat(routes.all()).hasSizeGreaterThan(40);
        for (Route route : routes.all()) {
            String method = route.methods().isEmpty() ? "GET" : route.methods().getFirst();
            assertThat(ask(method, route.example(), "", "").status())
                    .as("%s %s", method, route.example())
                    .isIn(200, 302, 307, 404, 401)
                    .satisfies(status ->
                            assertThat(status == 404).isEqualTo(route.example().equals("/status/404")));
            assertThat(route.what().toString()).doesNotContain("httpRoute");
            assertThat(page).contains("<code>" + route.shown() + "</code>");
        }
    }

    @Test
    void bodyIsToldAsTextJsonFormAndFiles() {
        JsonNode text = json(ask("POST", "/post?a=1&a=2&b=", "text/plain", "Hello"));
        assertThat(text.at("/data").asString()).isEqualTo("Hello");
        assertThat(text.at("/args").toString()).isEqualTo("{\"a\":[\"1\",\"2\"],\"b\":\"\"}");
        assertThat(text.at("/json").isNull()).isTrue();
        assertThat(text.at("/url").asString()).isEqualTo("http://localhost:8080/post?a=1&a=2&b=");
        assertThat(text.at("/origin").asString()).isEqualTo("127.0.0.1");
        JsonNode alice = json(ask("PUT", "/put", "application/json", "{\"name\": \"Alice\", \"age\": 25}"));
        assertThat(alice.at("/json").toString()).isEqualTo("{\"name\":\"Alice\",\"age\":25}");
        JsonNode form = json(ask("POST", "/post", "application/x-www-form-urlencoded", "a=b+c&a=d%21&%zz"));
        assertThat(form.at("/form").isEmpty()).isTrue();
        assertThat(form.at("/data").asString()).isEqualTo("a=b+c&a=d%21&%zz");
        form = json(ask("POST", "/post", "application/x-www-form-urlencoded", "a=b+c&a=d%21"));
        assertThat(form.at("/form").toString()).isEqualTo("{\"a\":[\"b c\",\"d!\"]}");
        JsonNode parts = json(ask(
                "POST",
                "/anything",
                "multipart/form-data; boundary=XX",
                "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n--XX\r\n"
                        + "Content-Disposition: form-data; name=\"f\"; filename=\"x.txt\"\r\n"
                        + "Content-Type: text/plain\r\n\r\nin\r\nfile\r\n--XX--\r\n"));
        assertThat(parts.at("/form").toString()).isEqualTo("{\"a\":\"b\"}");
        assertThat(parts.at("/files").toString()).isEqualTo("{\"f\":\"in\\r\\nfile\"}");
        assertThat(parts.at("/method").asString()).isEqualTo("POST");
    }

    @Test
    void nestingThatIsTooDeepIsNoJson() {
        JsonNode deep = json(ask("POST", "/post", "application/json", "[".repeat(100_000)));
        assertThat(deep.at("/json").isNull()).isTrue();
        assertThat(deep.at("/data").asString()).hasSize(100_000);
    }

    @Test
    void echoOfNestedJsonIsHardlyLongerThanWhatWasSent() {
        String nested = "{\"a\":".repeat(190) + "{\"b\":1.50}" + "}".repeat(190);
        String body = "[" + String.join(", ", java.util.Collections.nCopies(150, nested)) + "]";
        ServerReply reply = ask("POST", "/post", "application/json", body);
        assertThat(bytes(reply)).hasSizeLessThan(3 * body.length());
        assertThat(new String(bytes(reply), StandardCharsets.UTF_8)).contains("{\"b\":1.50}");
        assertThat(json(reply).at("/json").size()).isEqualTo(150);
    }

    @ParameterizedTest
    @CsvSource({"'[1,2] 3'", "'[1,2'", "'{\"a\":1}}'", "'1 2'", "' '"})
    void whatIsNoJsonFromBeginningToEndIsDataOnly(String body) {
        JsonNode reply = json(ask("POST", "/post", "application/json", body));
        assertThat(reply.at("/json").isNull()).isTrue();
        assertThat(reply.at("/data").asString()).isEqualTo(body);
    }

    @Test
    void longJsonAndControlCharactersAreToldAsData() {
        String numbers = "[" + "1,".repeat(600_000) + "1]";
        JsonNode reply = json(ask("POST", "/post", "application/json", numbers));
        assertThat(reply.at("/json").isNull()).isTrue();
        assertThat(reply.at("/data").asString()).isEqualTo(numbers);
        String controls = "\u0001".repeat(100_000);
        assertThat(bytes(ask("POST", "/post", "text/plain", controls))).hasSizeLessThan(2 * controls.length());
    }

    @Test
    void semicolonIsPartOfAValue() {
        assertThat(json(get("/get?a=1;b=2&c=3")).at("/args").toString()).isEqualTo("{\"a\":\"1;b=2\",\"c\":\"3\"}");
        JsonNode form = json(ask("POST", "/post", "application/x-www-form-urlencoded", "a=1;b=2&c=3"));
        assertThat(form.at("/form").toString()).isEqualTo("{\"a\":\"1;b=2\",\"c\":\"3\"}");
    }

    @Test
    void nameThatLooksLikeAPathIsOneName() {
        assertThat(json(get("/get?/a/b=1&/a/b=2&/a/b=3")).at("/args").toString())
                .isEqualTo("{\"/a/b\":[\"1\",\"2\",\"3\"]}");
    }

    @Test
    void smallestChunksAreMadeAsFastAsLargeOnes() {
        byte[] large = bytes(get("/stream-bytes/1000000?seed=5&chunk_size=32768"));
        assertThat(large).hasSize(1_000_000);
        assertThat(assertTimeoutPreemptively(
                        Duration.ofSeconds(20), () -> bytes(get("/stream-bytes/1000000?seed=5&chunk_size=1"))))
                .isEqualTo(large);
    }

    @Test
    void secretsAreNotRepeated() {
        String reply = new String(
                bytes(get(
                        "/anything?token=hidden1&Client.Secret=hidden4&x=shown",
                        "Authorization",
                        "Bearer hidden2",
                        "Cookie",
                        "a=hidden3")),
                StandardCharsets.UTF_8);
        assertThat(reply).contains("shown", "Bearer •••").doesNotContain("hidden");
        assertThat(new String(bytes(get("/bearer", "Authorization", "Bearer hidden")), StandardCharsets.UTF_8))
                .contains("\"authenticated\" : true")
                .doesNotContain("hidden");
    }

    @ParameterizedTest
    @CsvSource({
        "/status/abc, 400",
        "/status/99, 400",
        "/status/600, 400",
        "/status/200x, 400",
        "/delay/11, 400",
        "/delay/-1, 400",
        "/delay/1e9, 400",
        "/bytes/-1, 400",
        "/bytes/1073741825, 400",
        "/stream/1001, 400",
        "/redirect/0, 400",
        "/redirect/101, 400",
        "/redirect-to, 400",
        "/redirect-to?url=javascript:x, 400",
        "/redirect-to?url=//%0d%0aX, 400",
        "/response-headers?a%20b=c, 400",
        "/response-headers?a=%0d%0ab, 400",
        "/base64/%25, 400",
        "/cookies/set, 400",
        "/cookies/set?a%3b=b, 400",
        "/drip?duration=11, 400",
        "/drip?numbytes=0, 400",
        "/nothing, 404",
        "/get/more, 404",
        "/basic-auth/a/b, 401",
        "/bearer, 401",
        "/image/gif, 404",
        "/status/200/, 200",
        "/delay/0.5, 200"
    })
    void saysWhatIsWrong(String target, int status) {
        ServerReply reply = get(target);
        assertThat(reply.status()).isEqualTo(status);
        if (status == 400 || status == 404) {
            assertThat(new String(bytes(reply), StandardCharsets.UTF_8))
                    .isNotBlank()
                    .doesNotContain("httpReply.");
        }
    }

    @Test
    void otherMethodsAreToldWhichThereAre() {
        ServerReply reply = ask("POST", "/get", "", "");
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.headers().get("Allow")).isEqualTo("GET, HEAD, OPTIONS");
        assertThat(ask("OPTIONS", "/post", "", "").headers().get("Allow")).isEqualTo("POST, OPTIONS");
        assertThat(ask("OPTIONS", "*", "", "").status()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 200, 0, 100000",
        "bytes=0-0, 206, 0, 1",
        "bytes=40000-69999, 206, 40000, 70000",
        "bytes=99999-, 206, 99999, 100000",
        "bytes=99999-200000, 206, 99999, 100000",
        "bytes=-10, 206, 99990, 100000",
        "bytes=-200000, 206, 0, 100000",
        "bytes=100000-, 416, 0, 0",
        "bytes=5-4, 200, 0, 100000",
        "bytes=-0, 416, 0, 0",
        "'bytes=0-1,5-6', 200, 0, 100000",
        "lines=0-1, 200, 0, 100000"
    })
    void partsAreThoseOfTheWhole(String range, int status, int from, int to) {
        byte[] whole = bytes(get("/bytes/100000?seed=3"));
        ServerReply reply = range.isEmpty() ? get("/bytes/100000?seed=3") : get("/bytes/100000?seed=3", "Range", range);
        assertThat(reply.status()).isEqualTo(status);
        if (status != 416) {
            assertThat(bytes(reply)).isEqualTo(Arrays.copyOfRange(whole, from, to));
        }
        if (status == 206) {
            assertThat(reply.headers().get("Content-Range")).isEqualTo("bytes " + from + "-" + (to - 1) + "/100000");
        }
    }

    @Test
    void rangesAreOfGetOnly() {
        ServerReply head = ask("HEAD", "/range/10", "", "", "Range", "bytes=2-3");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.headers().contains("Content-Range")).isFalse();
    }

    @Test
    void fieldsOfTheQueryMakeNoPageThatRuns() {
        ServerReply reply = get("/response-headers?Content-Type=text/html&Content-Security-Policy=x"
                + "&X-Content-Type-Options=y&x=%3Cscript%3E");
        assertThat(reply.headers().get("Content-Type")).isEqualTo("text/html");
        assertThat(reply.headers().getAll("Content-Security-Policy")).containsExactly("sandbox; default-src 'none'");
        assertThat(reply.headers().getAll("X-Content-Type-Options")).containsExactly("nosniff");
    }

    @Test
    void pathOfVeryManySegmentsIsNone() {
        assertThat(get("/anything" + "/a".repeat(99)).status()).isEqualTo(200);
        assertThat(get("/anything" + "/a".repeat(100)).status()).isEqualTo(404);
        assertThat(get("/anything" + "/".repeat(8000)).status()).isEqualTo(404);
    }

    @Test
    void cookiesAreNotRecorded() {
        assertThat(get("/cookies", "Cookie", "a=b").hidden()).isTrue();
        assertThat(get("/cookies", "Cookie", "a=b").with("x", "y").hidden()).isTrue();
        assertThat(get("/get").hidden()).isFalse();
        assertThat(routes.hidesQuery("/cookies/set?a=b")).isTrue();
        assertThat(routes.hidesQuery("/cookies%2fset/?a=b")).isTrue();
        assertThat(routes.hidesQuery("http://localhost/cookies/set?a=b")).isTrue();
        assertThat(routes.hidesQuery("/get?a=/cookies/set")).isFalse();
    }

    @Test
    void partOfAnotherStateIsTheWhole() {
        assertThat(get("/range/10", "Range", "bytes=2-3", "If-Range", "\"range10\"")
                        .status())
                .isEqualTo(206);
        assertThat(get("/range/10", "Range", "bytes=2-3", "If-Range", "\"other\"")
                        .status())
                .isEqualTo(200);
        assertThat(new String(bytes(get("/range/30")), StandardCharsets.US_ASCII))
                .isEqualTo("abcdefghijklmnopqrstuvwxyzabcd");
    }

    @Test
    void compressedBodiesCanBeRead() throws IOException {
        assertThat(new GZIPInputStream(new ByteArrayInputStream(bytes(get("/gzip")))).readAllBytes())
                .asString(StandardCharsets.UTF_8)
                .contains("\"gzipped\" : true");
        assertThat(new InflaterInputStream(new ByteArrayInputStream(bytes(get("/deflate")))).readAllBytes())
                .asString(StandardCharsets.UTF_8)
                .contains("\"deflated\" : true");
    }

    @Test
    void whoKnowsTheStateHearsThatItIsTheSame() {
        assertThat(get("/cache").status()).isEqualTo(200);
        assertThat(get("/cache", "If-None-Match", "\"netsonde\"").status()).isEqualTo(304);
        assertThat(get("/cache/60").headers().get("Cache-Control")).isEqualTo("public, max-age=60");
        assertThat(get("/etag/one", "If-None-Match", "\"two\", W/\"one\"").status())
                .isEqualTo(304);
        assertThat(get("/etag/one", "If-Match", "\"two\"").status()).isEqualTo(412);
        assertThat(get("/etag/one", "If-Match", "W/\"one\"").status()).isEqualTo(412);
        assertThat(get("/etag/one", "If-Match", "*").status()).isEqualTo(200);
        assertThat(get("/etag/one", "If-Match", "\"two\"", "If-None-Match", "\"one\"")
                        .status())
                .isEqualTo(412);
        assertThat(get("/etag/one", "If-Match", "\"one\"", "If-None-Match", "\"one\"")
                        .status())
                .isEqualTo(304);
    }

    @Test
    void cookiesAreKeptAndForgotten() {
        assertThat(get("/cookies/set?a=b&c=d").headers().getAll("Set-Cookie"))
                .containsExactly("a=b; Path=/", "c=d; Path=/");
        assertThat(get("/cookies/delete?a=").headers().get("Set-Cookie")).contains("Max-Age=0");
        assertThat(json(get("/cookies", "Cookie", "a=b; c=d")).at("/cookies").toString())
                .isEqualTo("{\"a\":\"b\",\"c\":\"d\"}");
    }

    @Test
    void delaysAndDripsTakeTheirTime() {
        assertThat(get("/delay/1.5").delay()).isEqualTo(Duration.ofMillis(1500));
        ServerReply drip = get("/drip?duration=1&numbytes=4&delay=2&code=202");
        assertThat(drip.status()).isEqualTo(202);
        assertThat(drip.delay()).isEqualTo(Duration.ofSeconds(2));
        ReplyBody.Source source = ((ReplyBody.Made) drip.body()).source().get();
        long nanos = 0;
        for (byte[] part = source.next(); part != null; part = source.next()) {
            nanos += source.pauseNanos();
        }
        assertThat(nanos).isEqualTo(750_000_000L);
    }

    @Test
    void picturesAreWhatTheySay() {
        assertThat(bytes(get("/image/png"))).startsWith(0x89, 'P', 'N', 'G');
        assertThat(bytes(get("/image/jpeg"))).startsWith(0xff, 0xd8);
        assertThat(get("/image/svg").headers().get("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(get("/image", "Accept", "image/jpeg").headers().get("Content-Type"))
                .isEqualTo("image/jpeg");
        assertThat(get("/image", "Accept", "text/html").status()).isEqualTo(406);
        assertThat(get("/image/png?download=1").headers().get("Content-Disposition"))
                .isEqualTo("attachment; filename=\"netsonde.png\"");
    }

    @Test
    void pagesMayRunNothing() {
        for (String page : List.of("/", "/html")) {
            assertThat(get(page).headers().get("Content-Security-Policy")).startsWith("default-src 'none'");
            assertThat(get(page).headers().get("X-Content-Type-Options")).isEqualTo("nosniff");
        }
    }
}
