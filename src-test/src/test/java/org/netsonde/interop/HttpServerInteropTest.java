package org.netsonde.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.Curl;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;

/** Our HTTP server; theirs are the clients. */
class HttpServerInteropTest extends WithAuthority {

    /** The ways in which curl asks. */
    enum Way {
        HTTP_1_1("http", "1.1", "--http1.1"),
        HTTP_2("http", "2", "--http2-prior-knowledge"),
        HTTP_1_1_OVER_TLS("https", "1.1", "--http1.1"),
        HTTP_2_OVER_TLS("https", "2", "--http2");

        private final String scheme;
        private final String version;
        private final String option;

        Way(String scheme, String version, String option) {
            this.scheme = scheme;
            this.version = version;
            this.option = option;
        }

        boolean isHttp2() {
            return version.equals("2");
        }
    }

    private Endpoint start(Way way, String... more) {
        String tls = way.scheme.equals("https") ? "{'tls': {'mode': 'on'}}" : "{}";
        List<String> all = new ArrayList<>(List.of(tls));
        all.addAll(List.of(more));
        return bench.start("server", "http-server", Bench.json("{'port': 0}", all.toArray(new String[0])));
    }

    private List<String> curl(Way way, Endpoint server, String path, Object... options) {
        List<Object> all = new ArrayList<>(List.of(way.option, "--cacert", authority.certificate()));
        all.addAll(Arrays.asList(options));
        all.add(way.scheme + "://127.0.0.1:" + Bench.address(server).getPort() + path);
        try (PeerProcess curl = Curl.start(all.toArray())) {
            return curl.output().lines().map(String::strip).toList();
        }
    }

    @ParameterizedTest
    @EnumSource
    void curlAsksForAllSorts(Way way) throws IOException {
        Endpoint server = start(way);
        assertThat(curl(way, server, "/get?name=value", "--write-out", "%{http_version} %{response_code}"))
                .contains("\"name\" : \"value\"")
                .endsWith(way.version + " 200");
        assertThat(curl(
                        way,
                        server,
                        "/post",
                        "--header",
                        "Content-Type: application/json",
                        "--data",
                        "{\"name\": \"Alice\", \"age\": 25}"))
                .contains("\"json\" : {\"name\":\"Alice\",\"age\":25},");
        Path upload = Files.writeString(folder.resolve("some.txt"), "in a file");
        assertThat(curl(way, server, "/anything/there", "--form", "a=b", "--form", "f=@" + upload))
                .contains("\"a\" : \"b\"", "\"f\" : \"in a file\"", "\"method\" : \"POST\",");
        assertThat(curl(way, server, "/gzip", "--compressed")).contains("\"gzipped\" : true,");
        assertThat(curl(way, server, "/deflate", "--compressed")).contains("\"deflated\" : true,");
        assertThat(curl(way, server, "/bearer", "--oauth2-bearer", "token")).contains("\"authenticated\" : true,");
        assertThat(curl(way, server, "/basic-auth/alice/open", "--user", "alice:open"))
                .contains("\"authenticated\" : true,");
        if (way != Way.HTTP_2) {
            follows(way, server);
        }
        assertThat(curl(way, server, "/image/png", "--head"))
                .anySatisfy(line -> assertThat(line).isEqualToIgnoringCase("content-type: image/png"));
        assertThat(curl(way, server, "/status/404", "--write-out", "%{response_code}"))
                .endsWith("404");
        await().atMost(Bench.LIMIT).until(() -> bench.sample(server).open() == 0);
        assertThat(bench.sample(server).errors()).isZero();
        assertThat(bench.sample(server).messagesOut())
                .isEqualTo(bench.sample(server).requests());
        assertThat(bench.figure(server, "http2_requests"))
                .isEqualTo(way.isHttp2() ? bench.sample(server).requests() : 0);
        assertThat(bench.figure(server, "status_4xx")).isEqualTo(1);
    }

    /** curl 7.88 cannot ask twice on a connection of HTTP/2 in the clear, not even the server of those who wrote HTTP/2 for it. */
    private void follows(Way way, Endpoint server) {
        assertThat(curl(way, server, "/redirect/5", "--location", "--write-out", "%{num_redirects}"))
                .endsWith("5");
        assertThat(curl(way, server, "/absolute-redirect/2", "--location", "--write-out", "%{num_redirects}"))
                .endsWith("2");
        assertThat(curl(way, server, "/cookies/set?colour=blue", "--location", "--cookie-jar", folder.resolve("jar")))
                .contains("\"colour\" : \"blue\"");
    }

    @ParameterizedTest
    @EnumSource
    void curlDownloadsInFullAndGoesOnWhereItStopped(Way way) throws IOException {
        Endpoint server = start(way);
        Path whole = folder.resolve("whole");
        Path part = folder.resolve("part");
        curl(way, server, "/bytes/5000000?seed=1", "--output", whole);
        assertThat(whole).hasSize(5_000_000);
        Files.write(part, Arrays.copyOf(Files.readAllBytes(whole), 1_234_567));
        curl(way, server, "/bytes/5000000?seed=1", "--output", part, "--continue-at", "-");
        assertThat(part).hasSameBinaryContentAs(whole);
    }

    @ParameterizedTest
    @EnumSource
    void curlSendsALongBodyWithAndWithoutBeingToldToGoOn(Way way) throws IOException {
        Endpoint server = start(way, "{'maxBody': '4MiB'}");
        Path body = folder.resolve("body");
        Files.writeString(body, "x".repeat(3 << 20));
        assertThat(curl(way, server, "/status/200", "--data-binary", "@" + body, "--write-out", "%{response_code}"))
                .endsWith("200");
        assertThat(curl(
                        way,
                        server,
                        "/status/200",
                        "--header",
                        "Expect: 100-continue",
                        "--data-binary",
                        "@" + body,
                        "--write-out",
                        "%{response_code}"))
                .endsWith("200");
        Files.writeString(body, "x".repeat(5 << 20));
        assertThat(curl(
                        way,
                        server,
                        "/status/200",
                        "--header",
                        "Expect: 100-continue",
                        "--expect100-timeout",
                        Bench.LIMIT.toSeconds(),
                        "--data-binary",
                        "@" + body,
                        "--write-out",
                        "%{response_code}"))
                .endsWith("413");
    }

    @Test
    void pythonAsksForAllSortsOnOneConnection() {
        Endpoint server = start(Way.HTTP_1_1);
        try (PeerProcess python =
                Peers.python("http_talk.py", Bench.address(server).getPort())) {
            for (String expected : List.of(
                    "11 200 ['value', 'other']",
                    "200 {'name': 'Alice', 'age': 25}",
                    "200 in chunks",
                    "200 image/png True 0",
                    "200 True True",
                    "200 chunked [0, 1, 2, 3, 4]",
                    "200 206 True bytes 40000-69999/100000",
                    "200 True",
                    "401 Basic",
                    "204 0",
                    "304 0",
                    "405 GET, HEAD, OPTIONS",
                    "404 True")) {
                assertThat(python.line()).isEqualTo(expected);
            }
            python.finish("done");
        }
        await().atMost(Bench.LIMIT).until(() -> bench.sample(server).open() == 0);
        assertThat(bench.sample(server).total()).isEqualTo(1);
        assertThat(bench.sample(server).errors()).isZero();
    }
}
