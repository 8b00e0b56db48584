package org.netsonde.bench;

import java.time.Duration;
import java.util.List;
import org.netsonde.engine.Endpoint;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.H2load;

/**
 * A million requests to the HTTP server by h2load, half of them over HTTP/1.1 and half over HTTP/2, on one machine: how many
 * are answered, and at what rate. Ends with status 1 where one is not.
 */
public final class HttpLoadBenchmark {

    private static final int EACH = 500_000;
    private static final Duration LIMIT = Duration.ofMinutes(20);

    private HttpLoadBenchmark() {}

    /** Runs it; no arguments. */
    public static void main(String[] args) {
        long lost = 0;
        try (Bench bench = new Bench()) {
            Endpoint server = bench.start("server", "http-server", "{'port': 0}");
            String url = "http://127.0.0.1:" + Bench.address(server).getPort() + "/status/200";
            for (String options : List.of("--h1 -c50", "-c10 -m50")) {
                H2load.Result result = H2load.run(url, EACH, LIMIT, options.split(" ", -1));
                lost += EACH - result.succeeded();
                System.out.printf(
                        "h2load %s: %d of %d answered, %.0f a second, on %d processors with the program that asks%n",
                        options,
                        result.succeeded(),
                        EACH,
                        result.rate(),
                        Runtime.getRuntime().availableProcessors());
            }
            System.out.printf(
                    "counted: %d requests, %d errors%n",
                    bench.sample(server).requests(), bench.sample(server).errors());
        }
        System.exit(lost == 0 ? 0 : 1);
    }
}
