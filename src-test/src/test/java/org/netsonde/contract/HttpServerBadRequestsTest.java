package org.netsonde.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Failure;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.Sockets;

/**
 * What the HTTP server answers to bad requests of HTTP/1.1: malformed ones, those by which others are smuggled, too long ones
 * and slow ones. Each gets one answer, is counted once and explained, and ends its connection; nothing behind it is served.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpServerBadRequestsTest {

    /** What would be served if it were taken for a request. */
    private static final String SMUGGLED = "GET /status/299 HTTP/1.1~Host: a~~";

    /** One line each: what is wrong, the answer, the request with ~ for CRLF, and {@link #MARKS}. */
    private static final String TABLE = """
            no version                        | 400 | GET /get~Host: a~~
            version in small letters          | 400 | GET /get http/1.1~Host: a~~
            version without a dot             | 400 | GET /get HTTP/1~Host: a~~
            version of two digits             | 400 | GET /get HTTP/1.10~Host: a~~
            version 2.0                       | 505 | GET /get HTTP/2.0~Host: a~~
            version 0.9                       | 505 | GET /get HTTP/0.9~Host: a~~
            two spaces in the first line      | 400 | GET  /get HTTP/1.1~Host: a~~
            tab in the first line             | 400 | GET{TAB}/get HTTP/1.1~Host: a~~
            space at the end of the line      | 400 | GET /get HTTP/1.1 ~Host: a~~
            space before the method           | 400 | {SP}GET /get HTTP/1.1~Host: a~~
            method that is no word            | 400 | G(E)T /get HTTP/1.1~Host: a~~
            method alone                      | 400 | GET~Host: a~~
            bytes of TLS                      | 400 | {TLS}~~
            bytes of something else           | 400 | {BYTES}~~
            bytes beyond ASCII                | 400 | éGET / HTTP/1.1~~
            target without a slash            | 400 | GET get HTTP/1.1~Host: a~~
            star for GET                      | 400 | GET * HTTP/1.1~Host: a~~
            target with a fragment            | 400 | GET /get#there HTTP/1.1~Host: a~~
            target beyond ASCII               | 400 | GET /gét HTTP/1.1~Host: a~~
            broken escape                     | 400 | GET /%zz HTTP/1.1~Host: a~~
            escape cut short                  | 400 | GET /get%4 HTTP/1.1~Host: a~~
            address of another scheme         | 400 | GET ftp://a/get HTTP/1.1~Host: a~~
            address without a host            | 400 | GET http:///get HTTP/1.1~Host: a~~
            address with a user               | 400 | GET http://u@a/get HTTP/1.1~Host: a~~
            authority for GET                 | 400 | GET a:80 HTTP/1.1~Host: a~~
            proxy's CONNECT                   | 501 | CONNECT a:443 HTTP/1.1~Host: a:443~~
            no Host                           | 400 | GET /get HTTP/1.1~~
            two Hosts                         | 400 | GET /get HTTP/1.1~Host: a~Host: a~~
            Host with a path                  | 400 | GET /get HTTP/1.1~Host: a/b~~
            Host with a user                  | 400 | GET /get HTTP/1.1~Host: u@a~~
            Host with a space                 | 400 | GET /get HTTP/1.1~Host: a b~~
            Host with a list                  | 400 | GET /get HTTP/1.1~Host: a, b:~~
            port beyond all ports             | 400 | GET /get HTTP/1.1~Host: a:65536~~
            address with a port beyond them   | 400 | GET http://a:99999/ HTTP/1.1~Host: a~~
            port that is no number            | 400 | GET /get HTTP/1.1~Host: a:x~~
            space before the colon            | 400 | GET /get HTTP/1.1~Host : a~~
            no colon                          | 400 | GET /get HTTP/1.1~Host: a~Nonsense~~
            field without a name              | 400 | GET /get HTTP/1.1~Host: a~: b~~
            name with a space                 | 400 | GET /get HTTP/1.1~Host: a~X Y: b~~
            name beyond ASCII                 | 400 | GET /get HTTP/1.1~Host: a~Xé: b~~
            folded field                      | 400 | GET /get HTTP/1.1~Host: a~X: b~ c~~
            field folded with a tab           | 400 | GET /get HTTP/1.1~Host: a~X: b~{TAB}c~~
            white space before the first field | 400 | GET /get HTTP/1.1~ Host: a~~
            NUL in a field                    | 400 | GET /get HTTP/1.1~Host: a~X: b{NUL}c~~
            NUL in the target                 | 400 | GET /g{NUL}t HTTP/1.1~Host: a~~
            control character in a field      | 400 | GET /get HTTP/1.1~Host: a~X: b{BEL}c~~
            DEL in a field                    | 400 | GET /get HTTP/1.1~Host: a~X: b{DEL}c~~
            LF alone behind the first line    | 400 | GET /get HTTP/1.1{LF}Host: a~~
            LF alone behind a field           | 400 | GET /get HTTP/1.1~Host: a{LF}X: y~~
            LF alone at the end of the head   | 400 | GET /get HTTP/1.1~Host: a~{LF}
            CR alone in the first line        | 400 | GET /get{CR} HTTP/1.1~Host: a~~
            CR alone in a field               | 400 | GET /get HTTP/1.1~Host: a~X: b{CR}Y: c~~
            two lengths                       | 400 | POST /post HTTP/1.1~Host: a~Content-Length: 0~Content-Length: 35~~
            two lengths alike                 | 400 | POST /post HTTP/1.1~Host: a~Content-Length: 0~Content-Length: 0~~
            list of lengths                   | 400 | POST /post HTTP/1.1~Host: a~Content-Length: 0, 0~~
            length with a plus                | 400 | POST /post HTTP/1.1~Host: a~Content-Length: +0~~
            negative length                   | 400 | POST /post HTTP/1.1~Host: a~Content-Length: -1~~
            length in hexadecimal             | 400 | POST /post HTTP/1.1~Host: a~Content-Length: 0x0~~
            length with a space in it         | 400 | POST /post HTTP/1.1~Host: a~Content-Length: 0 0~~
            empty length                      | 400 | POST /post HTTP/1.1~Host: a~Content-Length:~~
            length with a fraction            | 400 | POST /post HTTP/1.1~Host: a~Content-Length: 0.0~~
            length beyond any number          | 413 | POST /post HTTP/1.1~Host: a~Content-Length: 99999999999999999999~~
            length above the limit            | 413 | POST /post HTTP/1.1~Host: a~Content-Length: 2049~~
            length and chunks                 | 400 | POST /post HTTP/1.1~Host: a~Content-Length: 4~Transfer-Encoding: chunked~~0~~
            chunks and length                 | 400 | POST /post HTTP/1.1~Host: a~Transfer-Encoding: chunked~Content-Length: 4~~0~~
            chunks of HTTP/1.0                | 400 | POST /post HTTP/1.0~Host: a~Transfer-Encoding: chunked~~0~~
            unknown coding                    | 400 | POST /post HTTP/1.1~Host: a~Transfer-Encoding: xchunked~~0~~
            coding that does not end          | 400 | POST /post HTTP/1.1~Host: a~Transfer-Encoding: chunked, gzip~~0~~
            coding that is not implemented    | 501 | POST /post HTTP/1.1~Host: a~Transfer-Encoding: gzip, chunked~~0~~
            coding twice                      | 400 | POST /post HTTP/1.1~Host: a~Transfer-Encoding: chunked, chunked~~0~~
            coding in two fields              | 400 | POST /post HTTP/1.1~Host: a~Transfer-Encoding: chunked~Transfer-Encoding: identity~~0~~
            coding with a control character   | 400 | POST /post HTTP/1.1~Host: a~Transfer-Encoding: {VT}chunked~~0~~
            coding in quotes                  | 400 | POST /post HTTP/1.1~Host: a~Transfer-Encoding: "chunked"~~0~~
            empty coding                      | 400 | POST /post HTTP/1.1~Host: a~Transfer-Encoding:~~0~~
            chunk without a size              | 400 | POST /post HTTP/1.1~Host: a~Transfer-Encoding: chunked~~~0~~
            chunk with a sign                 | 400 | POST /post HTTP/1.1~Host: a~Transfer-Encoding: chunked~~+1~x~0~~
            chunk with 0x                     | 400 | POST /post HTTP/1.1~Host: a~Transfer-Encoding: chunked~~0x1~x~0~~
            chunk with a space before its size | 400 | POST /post HTTP/1.1~Host: a~Transfer-Encoding: chunked~~ 1~x~0~~
            chunk that is longer than it says | 400 | POST /post HTTP/1.1~Host: a~Transfer-Encoding: chunked~~1~xy~0~~
            chunk line that ends in LF alone  | 400 | POST /post HTTP/1.1~Host: a~Transfer-Encoding: chunked~~1{LF}x~0~~
            chunk with CR in its extension    | 400 | POST /post HTTP/1.1~Host: a~Transfer-Encoding: chunked~~1;a{CR}b~x~0~~
            chunk size beyond any number      | 413 | POST /post HTTP/1.1~Host: a~Transfer-Encoding: chunked~~ffffffffffffffffff~
            chunks above the limit            | 413 | POST /post HTTP/1.1~Host: a~Transfer-Encoding: chunked~~801~%s
            trailer without a colon           | 400 | POST /post HTTP/1.1~Host: a~Transfer-Encoding: chunked~~0~Nonsense~~
            expectation of something else     | 417 | POST /post HTTP/1.1~Host: a~Expect: 200-ok~Content-Length: 0~~
            first line that is too long       | 414 | GET /%s HTTP/1.1~Host: a~~
            field that is too long            | 431 | GET /get HTTP/1.1~Host: a~X: %s~~
            trailer that is too long          | 431 | POST /post HTTP/1.1~Host: a~Transfer-Encoding: chunked~~0~X: %s~~
            cut in the head                   | 400 | GET /get HTTP/1.1~Host: a~X-Cut
            cut in the body                   | 400 | POST /post HTTP/1.1~Host: a~Content-Length: 1000~~some of it
            cut in a chunk                    | 400 | POST /post HTTP/1.1~Host: a~Transfer-Encoding: chunked~~7ff~some of it
            """;

    /** What cannot be seen in the table. */
    private static final Map<String, String> MARKS = Map.of(
            "LF", "\n",
            "CR", "\r",
            "SP", " ",
            "TAB", "\t",
            "NUL", "\0",
            "BEL", "\7",
            "DEL", "\177",
            "VT", "\13",
            "TLS", "\26\3\1",
            "BYTES", "\1\2\3");

    private static final String LIMITS =
            "{'maxHead': 2048, 'maxBody': 2048, 'headTimeout': '100ms', 'requestTimeout': '100ms', "
                    + "'keepAliveTimeout': '20s'}";

    private static final String ROOMY =
            "{'maxHead': 2048, 'maxBody': 2048, 'headTimeout': '20s', 'requestTimeout': '20s'}";

    /**
     * A bad request.
     *
     * @param wrong what is wrong with it
     * @param status the status code of its answer
     * @param request the request
     */
    record Bad(String wrong, int status, String request) {
        @Override
        public String toString() {
            return wrong;
        }
    }

    private Bench bench;
    private Endpoint roomy;
    private Endpoint hasty;

    static Stream<Bad> bad() {
        String filler = "x".repeat(3000);
        Stream<Bad> table = TABLE.lines().map(line -> {
            String[] cells = line.split(" \\| ", 3);
            return new Bad(cells[0].strip(), Integer.parseInt(cells[1]), wire(cells[2].replace("%s", filler)));
        });
        Stream<Bad> more = Stream.of(
                new Bad("more fields than are taken", 431, wire("GET / HTTP/1.1~Host: a~" + "a:~".repeat(201) + "~")),
                new Bad("line without an end", 414, "GET /" + filler),
                new Bad("empty lines without an end", 414, "\r\n".repeat(1500)));
        return Stream.concat(table, more);
    }

    private static String wire(String text) {
        String wire = text.replace("~", "\r\n");
        for (Map.Entry<String, String> mark : MARKS.entrySet()) {
            wire = wire.replace("{" + mark.getKey() + "}", mark.getValue());
        }
        return wire;
    }

    static Stream<Bad> slow() {
        return Stream.of(
                new Bad("head that does not come", 408, "G"),
                new Bad("head that does not end", 408, wire("GET /get HTTP/1.1~Host: a~X: ")),
                new Bad("body that does not come", 408, wire("POST /post HTTP/1.1~Host: a~Content-Length: 5~~")),
                new Bad("body that does not end", 408, wire("POST /post HTTP/1.1~Host: a~Content-Length: 5~~abc")),
                new Bad(
                        "chunks that do not end",
                        408,
                        wire("POST /post HTTP/1.1~Host: a~Transfer-Encoding: chunked~~3~abc~")),
                new Bad(
                        "second request that does not end",
                        408,
                        wire("GET /status/204 HTTP/1.1~Host: a~~GET /get HTTP/1.1~")));
    }

    @BeforeAll
    void start() {
        bench = new Bench();
        roomy = bench.start("roomy", "http-server", Bench.json("{'port': 0}", ROOMY));
        hasty = bench.start("hasty", "http-server", Bench.json("{'port': 0}", LIMITS));
    }

    @AfterAll
    void stop() {
        bench.close();
    }

    @Test
    void thereAreAtLeastFiftyKinds() {
        assertThat(bad()).hasSizeGreaterThan(80);
    }

    @ParameterizedTest
    @MethodSource("bad")
    void isAnsweredCountedAndExplainedAndNothingBehindItIsServed(Bad bad) throws IOException {
        String request = bad.request().endsWith("\r\n\r\n") ? bad.request() + wire(SMUGGLED) : bad.request();
        long before = refused(roomy);
        check(roomy, bad, before, answer(roomy, request, true));
    }

    @ParameterizedTest
    @MethodSource("slow")
    void whatIsTooSlowIsAnsweredWith408(Bad bad) throws IOException {
        long before = refused(hasty);
        String answer = answer(hasty, bad.request(), false);
        check(hasty, bad, before, answer.replaceFirst("(?s)^HTTP/1.1 204 .*?\r\n\r\n", ""));
    }

    private static long refused(Endpoint server) {
        Map<Failure.Kind, Long> errors = server.metrics().errorsByKind();
        assertThat(errors.keySet()).isSubsetOf(Failure.Kind.BAD_REQUEST);
        return errors.getOrDefault(Failure.Kind.BAD_REQUEST, 0L);
    }

    private static void check(Endpoint server, Bad bad, long before, String answer) {
        assertThat(answer).startsWith("HTTP/1.1 " + bad.status() + " ");
        assertThat(answer.split("HTTP/1.1 [0-9]", -1))
                .as("one answer: %s", answer)
                .hasSize(2);
        assertThat(answer).containsIgnoringCase("connection: close").doesNotContain("299");
        await().atMost(Bench.LIMIT)
                .untilAsserted(() -> assertThat(refused(server)).isEqualTo(before + 1));
        List<String> failures = Records.texts(server, Direction.FAILED);
        assertThat(failures.getLast())
                .contains("refused with " + bad.status() + ": ")
                .doesNotContain("httpRefusal");
    }

    /** All that the server answers until it ends the connection. */
    private static String answer(Endpoint server, String request, boolean ends) throws IOException {
        try (Socket peer = Sockets.connect(server)) {
            peer.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            if (ends) {
                peer.shutdownOutput();
            }
            return new String(peer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void refusedHeadHasNoBody() throws IOException {
        String answer = answer(roomy, wire("HEAD /get HTTP/1.1~~"), true);
        assertThat(answer).startsWith("HTTP/1.1 400 ").endsWith("\r\n\r\n");
    }

    @Test
    void emptyHostIsTheAddressOfTheServer() throws IOException {
        assertThat(answer(roomy, wire("GET /absolute-redirect/1 HTTP/1.1~Host:~~"), true))
                .contains("http://127.0.0.1:" + Bench.address(roomy).getPort() + "/");
    }

    @Test
    void silentConnectionIsClosedWithoutAWord() throws IOException {
        Endpoint server = bench.start("silent", "http-server", "{'port': 0}");
        String request = wire("GET /status/204 HTTP/1.1~Host: a~~");
        try (Socket peer = Sockets.connect(server)) {
            Sockets.send(peer, request);
            String reply = Sockets.receive(peer, 1);
            while (!reply.endsWith("\r\n\r\n")) {
                reply += Sockets.receive(peer, 1);
            }
            assertThat(reply).startsWith("HTTP/1.1 204 ");
            // It has a minute to be silent until it asks again.
            server.configure(Bench.json("{'port': 0, 'keepAliveTimeout': '100ms'}"));
            Sockets.send(peer, request);
            assertThat(new String(peer.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 204 ")
                    .endsWith("\r\n\r\n");
        }
        assertThat(answer(server, "", false)).isEmpty();
        assertThat(server.metrics().errorsByKind()).isEmpty();
    }
}
