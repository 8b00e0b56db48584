package org.netsonde.relay;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.protocol.HeldMessage;
import org.netsonde.fixtures.Bench;

/** What Python's sockets see of a relay that holds messages back and rewrites them. */
class InterceptInteropTest extends PythonThroughRelay {

    private static byte[] bytes(String text) {
        return text.getBytes(US_ASCII);
    }

    /** The one that waits, as soon as there is one. */
    private static HeldMessage held(Endpoint relay) {
        await().atMost(Bench.LIMIT).until(() -> relay.held().waiting() == 1);
        return relay.held().list().stream()
                .filter(message -> message.state() == HeldMessage.State.WAITING)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theUserForwardsChangesDropsAndReplays() {
        Endpoint relay = start("'intercept': {'on': true, 'direction': 'to-server', 'timeout': '10m'}");
        connect("a", relay);

        send("a", "hello");
        HeldMessage hello = held(relay);
        assertThat(hello.content()).isEqualTo(bytes("hello"));
        assertThat(hello.toServer()).isTrue();
        assertThat(hello.forward(hello.content())).isTrue();
        assertThat(receive("a", 5)).isEqualTo("hello");

        send("a", "change me");
        held(relay).forward(bytes("changed"));
        assertThat(receive("a", 7)).isEqualTo("changed");

        send("a", "never");
        held(relay).drop();
        assertThat(hello.replay(bytes("hello again"))).isTrue();
        assertThat(receive("a", 11)).isEqualTo("hello again");
        assertThat(bench.figure(relay, "intercepted")).isEqualTo(3);
    }

    @Test
    void turningItOffLetsEverythingGo() {
        Endpoint relay = start("'intercept': {'on': true, 'timeout': '10m'}");
        connect("a", relay);
        send("a", "waiting");
        HeldMessage message = held(relay);
        relay.configure(Bench.json(behind("'intercept': {'on': false}")));
        assertThat(receive("a", 7)).isEqualTo("waiting");
        assertThat(message.state()).isEqualTo(HeldMessage.State.FORWARDED);
        assertThat(message.replay(bytes("again"))).isTrue();
        assertThat(receive("a", 5)).isEqualTo("again");
    }

    @Test
    void nobodyWaitsForAUserForEver() {
        Endpoint relay = start("'intercept': {'on': true, 'timeout': '150ms', 'direction': 'to-client'}");
        connect("a", relay);
        send("a", "hello");
        assertThat(receive("a", 5)).isEqualTo("hello");
        assertThat(relay.held().list()).extracting(HeldMessage::state).containsExactly(HeldMessage.State.TIMED_OUT);
        assertThat(relay.held().list().getFirst().toServer()).isFalse();
    }

    @Test
    void whatIsHeldGoesWithItsConnection() {
        Endpoint relay = start("'intercept': {'on': true, 'timeout': '10m'}");
        connect("a", relay);
        send("a", "hello");
        HeldMessage message = held(relay);
        python.ask("reset a");
        await().atMost(Bench.LIMIT).until(() -> message.state() == HeldMessage.State.GONE);
        assertThat(message.forward(bytes("late"))).isFalse();
        assertThat(message.replay(bytes("late"))).isFalse();
        await().untilAsserted(
                        () -> assertThat(bench.figure(relay, "held_bytes")).isZero());
    }

    @Test
    void rulesRewriteBothWaysAndCanBeChangedMeanwhile() {
        Endpoint relay = start("'rewrites': [{'find': 'l(l)', 'replace': '<$1', 'direction': 'to-server'},"
                + " {'find': '^h', 'replace': 'H', 'direction': 'to-client'}]");
        connect("a", relay);
        send("a", "hello");
        assertThat(receive("a", 5)).isEqualTo("He<lo");
        assertThat(bench.figure(relay, "rewritten")).isEqualTo(2);
        relay.configure(Bench.json(behind("'rewrites': [{'find': 'o', 'replace': '\\\\x00'}]")));
        // A connection that stands takes other rules as soon as its event loop gets to it.
        await().atMost(Bench.LIMIT).until(() -> {
            send("a", "hello");
            return receive("a", 5).equals("hell\0");
        });
    }
}
