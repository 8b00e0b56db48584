package org.netsonde.relay;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.session.Annotation;
import org.netsonde.fixtures.Bench;

/** What Python's sockets see of a wire that a relay breaks. */
class FaultsInteropTest extends PythonThroughRelay {

    private static String settings(String faults, String more) {
        return behind("'faults': [" + faults + "]" + more);
    }

    private Endpoint relay(String faults) {
        return start("'faults': [" + faults + "]");
    }

    @Test
    void theSameSeedSpoilsTheSameBytesOfEveryRun() {
        byte[] bytes = new byte[20_000];
        new SplittableRandom(1).nextBytes(bytes);
        String corrupt = "{'fault': {'type': 'corrupt', 'flipEvery': '500'}, 'direction': 'to-server', 'seed': ";
        String once = through(relay(corrupt + "4}"), bytes);
        String again = through(bench.start("Again", "relay", settings(corrupt + "4}", "")), bytes);
        String other = through(bench.start("Other", "relay", settings(corrupt + "5}", "")), bytes);

        assertThat(once).hasSize(40_000).isNotEqualTo(HEX.formatHex(bytes)).isNotEqualTo(other);
        assertThat(again).isEqualTo(once);
    }

    private String through(Endpoint relay, byte[] bytes) {
        connect("c", relay);
        // In parts, so that it is read in other pieces each time.
        for (int at = 0; at < bytes.length; at += 4000) {
            send("c", Arrays.copyOfRange(bytes, at, at + 4000));
        }
        return python.ask("receive c " + bytes.length);
    }

    @Test
    void aClientSeesTheResetBehindTheLastByteThatMayPass() {
        Endpoint relay = relay("{'fault': {'type': 'reset', 'after': '0', 'afterBytes': 4}, 'direction': 'to-server'}");
        connect("c", relay);
        send("c", "abcdef".getBytes(US_ASCII));
        assertThat(python.ask("rest c")).endsWith("reset");
    }

    @Test
    void aClientGetsExactlySoMuchAndThenTheEnd() {
        Endpoint relay = relay("{'fault': {'type': 'limit-data', 'afterBytes': 4}, 'direction': 'to-client'}");
        connect("c", relay);
        send("c", "abcdef".getBytes(US_ASCII));
        assertThat(python.ask("rest c")).isEqualTo(HEX.formatHex("abcd".getBytes(US_ASCII)) + " eof");
    }

    @Test
    void aHalfCloseEndsOneWayOnly() {
        Endpoint relay =
                relay("{'fault': {'type': 'half-close', 'after': '0', 'afterBytes': 4}, 'direction': 'to-server'}");
        connect("c", relay);
        send("c", "abcdef".getBytes(US_ASCII));
        // The server takes the end for that of its client, and answers before it ends as well.
        assertThat(python.ask("rest c")).isEqualTo(HEX.formatHex("abcd".getBytes(US_ASCII)) + " eof");
    }

    @Test
    void slicesArriveWholeAndInOrder() {
        Endpoint relay =
                relay("{'fault': {'type': 'slicer', 'sliceSize': 10, 'sliceVariation': 9, 'sliceDelay': '1ms'}}");
        String text = "0123456789".repeat(30);
        connect("c", relay);
        send("c", text.getBytes(US_ASCII));
        python.ask("shutdown c");
        assertThat(python.ask("rest c")).isEqualTo(HEX.formatHex(text.getBytes(US_ASCII)) + " eof");
    }

    @RepeatedTest(20)
    void aClientThatEndsBeforeTheServerIsReachedGetsItsAnswer() {
        connect("c", relay(""));
        send("c", "abc".getBytes(US_ASCII));
        python.ask("shutdown c");
        assertThat(python.ask("rest c")).isEqualTo(HEX.formatHex("abc".getBytes(US_ASCII)) + " eof");
    }

    @Test
    void messagesAreDroppedInTheSameOrderForTheSameSeed() {
        String drop = "{'fault': {'type': 'drop'}, 'probability': 0.3, 'direction': 'to-server', 'seed': 2}";
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            lines.append(i).append('\n');
        }
        Endpoint first = bench.start("First", "relay", settings(drop, ", 'framing': {'type': 'lines'}"));
        Endpoint second = bench.start("Second", "relay", settings(drop, ", 'framing': {'type': 'lines'}"));
        List<String> once = lines(first, lines.toString());
        assertThat(once).hasSizeBetween(140 - 26, 140 + 26);
        assertThat(lines(second, lines.toString())).isEqualTo(once);
        assertThat(bench.figure(first, "dropped")).isEqualTo(200 - once.size());
    }

    private List<String> lines(Endpoint relay, String text) {
        connect("c", relay);
        send("c", text.getBytes(US_ASCII));
        python.ask("shutdown c");
        String rest = python.ask("rest c");
        assertThat(rest).endsWith(" eof");
        return new String(HEX.parseHex(rest.substring(0, rest.indexOf(' '))), US_ASCII)
                .lines()
                .toList();
    }

    @Test
    void faultsAreTurnedOnAndOffWhileTrafficFlows() {
        String timeOut = "{'fault': {'type': 'time-out', 'closeAfter': '0'}, 'on': ";
        String latency = "{'fault': {'type': 'latency', 'delay': '300ms'}, 'direction': 'to-client', 'on': ";
        Endpoint relay = relay(timeOut + "false}, " + latency + "false}");
        connect("c", relay);
        send("c", "one".getBytes(US_ASCII));
        assertThat(receive("c", 3)).isEqualTo("one");

        relay.configure(Bench.json(settings(timeOut + "true}, " + latency + "false}", "")));
        await().untilAsserted(() -> assertThat(marks()).containsExactly("Time-out begins: ∞"));
        // What comes before the connection has heard of it still passes.
        await().until(() -> {
            send("c", "two".getBytes(US_ASCII));
            return bench.figure(relay, "fault_hits") > 0;
        });
        long passed = bench.sample(relay).bytesOut();
        receive("c", (int) passed - 3);

        relay.configure(Bench.json(settings(timeOut + "false}, " + latency + "true}", "")));
        await().untilAsserted(() ->
                assertThat(marks()).containsExactly("Time-out begins: ∞", "Time-out ends", "Latency begins: 300ms"));
        long begin = System.nanoTime();
        await().until(() -> {
            send("c", "three".getBytes(US_ASCII));
            return bench.sample(relay).bytesOut() > passed;
        });
        assertThat(receive("c", 5)).isEqualTo("three");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    private List<String> marks() {
        return bench.engine().annotations().all().stream()
                .filter(annotation -> annotation.kind() == Annotation.Kind.FAULT)
                .map(Annotation::text)
                .toList();
    }

    @Test
    void aNarrowLineHoldsBackTheSenderAndLosesNothing() {
        Endpoint relay = bench.start(
                "Relay",
                "relay",
                settings(
                        "{'fault': {'type': 'bandwidth', 'rate': '1MiB'}, 'direction': 'to-server'}",
                        ", 'buffer': '16KiB'"));
        byte[] bytes = new byte[512 << 10];
        new SplittableRandom(2).nextBytes(bytes);
        connect("c", relay);
        long begin = System.nanoTime();
        send("c", bytes);
        String echoed = python.ask("receive c " + bytes.length);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(499));
        assertThat(echoed).isEqualTo(HEX.formatHex(bytes));
        await().untilAsserted(
                        () -> assertThat(bench.figure(relay, "held_bytes")).isZero());
    }
}
