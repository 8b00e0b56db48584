package org.netsonde.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.H2load;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;

/**
 * Our HTTP server under load by programs of others: every request is answered, and all are counted. A million requests are
 * made by {@code org.netsonde.bench.HttpLoadBenchmark}.
 */
class HttpServerLoadTest {

    private static final int REQUESTS = 100_000;
    private static final Duration LIMIT = Duration.ofSeconds(120);

    private Bench bench;
    private Endpoint server;
    private String url;

    @BeforeEach
    void start() {
        bench = new Bench();
        server = bench.start("server", "http-server", "{'port': 0}");
        url = "http://127.0.0.1:" + Bench.address(server).getPort();
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--h1 -c50", "-c10 -m50"})
    void everyRequestOfH2loadIsAnswered(String options) {
        H2load.Result result = H2load.run(url + "/status/200", REQUESTS, LIMIT, options.split(" ", -1));

        assertThat(result.lost()).isZero();
        assertThat(result.succeeded()).isEqualTo(REQUESTS);
        await().atMost(Bench.LIMIT).until(() -> bench.sample(server).open() == 0);
        assertThat(bench.sample(server).requests()).isEqualTo(REQUESTS);
        assertThat(bench.sample(server).messagesOut()).isEqualTo(REQUESTS);
        assertThat(bench.figure(server, "status_2xx")).isEqualTo(REQUESTS);
        assertThat(bench.figure(server, "http2_requests")).isEqualTo(options.contains("--h1") ? 0 : REQUESTS);
        assertThat(bench.sample(server).errors()).isZero();
    }

    @Test
    void everyRequestOfWrkIsAnswered() {
        List<String> command = List.of(
                Peers.require("wrk", "wrk").toString(), "-t1", "-c100", "-d3s", "--timeout", "20s", url + "/json");
        String printed;
        try (PeerProcess wrk = PeerProcess.start("wrk", command)) {
            printed = wrk.output();
        }
        Matcher count = Pattern.compile("([0-9]+) requests in").matcher(printed);
        assertThat(printed).doesNotContain("Socket errors").doesNotContain("Non-2xx");
        assertThat(count.find()).as("a count in %s", printed).isTrue();
        long answered = Long.parseLong(count.group(1));
        // It leaves the last ones without waiting for their replies, which are counted once they have been sent.
        await().atMost(Bench.LIMIT).until(() -> bench.figure(server, "status_2xx") >= answered);
        assertThat(bench.figure(server, "status_4xx") + bench.figure(server, "status_5xx"))
                .isZero();
    }
}
