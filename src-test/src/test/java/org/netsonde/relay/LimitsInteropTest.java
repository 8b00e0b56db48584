package org.netsonde.relay;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Endpoint;
import org.netsonde.fixtures.Bench;

/** What Python's sockets see of a relay that keeps to limits. */
class LimitsInteropTest extends PythonThroughRelay {

    private static String settings(String limit) {
        return behind("'limits': [{" + limit + "}]");
    }

    private Endpoint relay(String limit) {
        return start("'limits': [{" + limit + "}]");
    }

    @Test
    void aConnectionTooManyIsRefusedAndOthersGoOn() {
        Endpoint relay = relay("'limit': {'type': 'sliding-window', 'permits': 2, 'window': '1h'}, 'per': 'client',"
                + " 'excess': 'reject'");
        assertThat(bench.figure(relay, "limit_level")).isEqualTo(100);
        connect("a", relay);
        assertThat(exchange("a", "one")).isEqualTo("one");
        assertThat(bench.figure(relay, "limit_level")).isEqualTo(50);
        connect("b", relay);
        assertThat(exchange("b", "two")).isEqualTo("two");
        connect("c", relay);
        assertThat(python.ask("rest c")).endsWith("reset");
        assertThat(exchange("a", "still here")).isEqualTo("still here");
        assertThat(bench.figure(relay, "limit_arrived")).isEqualTo(3);
        assertThat(bench.figure(relay, "limit_admitted")).isEqualTo(2);
        assertThat(bench.figure(relay, "limit_refused")).isEqualTo(1);
        assertThat(bench.figure(relay, "limit_level")).isZero();
    }

    @Test
    void aConnectionToABackEndWaitsForItsTurn() {
        Endpoint relay = relay("'limit': {'type': 'sliding-window', 'permits': 1, 'window': '2s'}, 'per': 'back-end'");
        long start = System.nanoTime();
        connect("a", relay);
        // Only then it has the turn: two clients may be on two event loops.
        assertThat(exchange("a", "first")).isEqualTo("first");
        connect("b", relay);
        assertThat(exchange("b", "late")).isEqualTo("late");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(bench.figure(relay, "limit_delayed")).isEqualTo(1);
    }

    @Test
    void bytesPassNoFasterThanTheirBucketFillsAndNoneIsLost() {
        Endpoint relay = relay("'limit': {'type': 'token-bucket', 'rate': 100000, 'burst': 1000}, 'of': 'bytes'");
        connect("a", relay);
        String text = "0123456789".repeat(3100);
        long start = System.nanoTime();
        assertThat(exchange("a", text)).isEqualTo(text);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        assertThat(bench.figure(relay, "limit_arrived")).isEqualTo(31_000);
        assertThat(bench.figure(relay, "limit_admitted")).isEqualTo(31_000);
        assertThat(bench.figure(relay, "held_bytes")).isZero();
    }

    @Test
    void theEndOfAClientWaitsBehindItsBytes() {
        Endpoint relay = relay("'limit': {'type': 'token-bucket', 'rate': 10000, 'burst': 100}, 'of': 'bytes'");
        connect("a", relay);
        String text = "0123456789".repeat(200);
        send("a", text);
        python.ask("shutdown a");
        assertThat(python.ask("rest a")).isEqualTo(HEX.formatHex(text.getBytes(US_ASCII)) + " eof");
    }

    @Test
    void tooManyMessagesCloseTheirConnection() {
        Endpoint relay = relay("'limit': {'type': 'token-bucket', 'rate': 0.001, 'burst': 2}, 'of': 'messages',"
                + " 'excess': 'close'");
        connect("a", relay);
        assertThat(exchange("a", "one")).isEqualTo("one");
        assertThat(exchange("a", "two")).isEqualTo("two");
        send("a", "three");
        assertThat(python.ask("rest a")).endsWith("eof");
        assertThat(bench.figure(relay, "limit_refused")).isEqualTo(1);
    }

    @Test
    void aLimitThatIsTakenAwayWhileTrafficFlowsLetsGoWhatItHolds() {
        String limit = "'limit': {'type': 'fixed-window', 'permits': 5, 'window': '30m'}, 'of': 'bytes', 'excess':"
                + " 'delay'";
        Endpoint relay = relay(limit);
        connect("a", relay);
        send("a", "more than five");
        await().atMost(Bench.LIMIT).until(() -> bench.figure(relay, "limit_delayed") == 1);
        relay.configure(Bench.json(settings("'on': false, " + limit)));
        assertThat(python.ask("receive a 14")).isEqualTo(HEX.formatHex("more than five".getBytes(US_ASCII)));
    }
}
