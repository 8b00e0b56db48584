package org.netsonde.engine.relay.fault;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.relay.link.Ways;

/**
 * Faults that together are like a known line or server.
 *
 * <p>Rates and round trips of lines by radio and wire are those of WebPageTest's connectivity profiles (Edge, 3G, 4G, LTE,
 * DSL, Cable), half of the round trip on either way; browsers' developer tools use much the same. The satellite's 600 ms are
 * the 558 ms of RFC 2488, section 2, and some more for what stands at either end. Jitter and loss, and the servers, are of our
 * own choosing: so much that it is seen at once, and not so much that nothing works.
 *
 * <p>A datagram that is lost is dropped. A stream loses nothing: TCP sends again what was lost, and the program sees that as a
 * stretch that comes late, and everything behind it as well. So there the loss is in the long tail of the delays.
 */
public final class FaultPresets {

    private FaultPresets() {}

    /** All of them, from lines to servers. */
    public static List<FaultPreset> all() {
        return List.of(
                line("edge", 240_000, 200_000, 840),
                line("3g", 1_600_000, 768_000, 300),
                line("4g", 9_000_000, 9_000_000, 170),
                line("lte", 12_000_000, 12_000_000, 70),
                line("dsl", 1_500_000, 384_000, 50),
                line("cable", 5_000_000, 1_000_000, 28),
                satellite(),
                lossyWifi(),
                dyingServer(),
                flakyServer());
    }

    /** A line that is slow and far, but loses nothing. */
    private static FaultPreset line(String id, long bitsDown, long bitsUp, long roundTripMillis) {
        List<FaultSetting> both = List.of(
                both(new Latency(Duration.ofNanos(roundTripMillis * 500_000))),
                toClient(new Bandwidth(new DataSize(bitsDown / 8)), 1),
                toServer(new Bandwidth(new DataSize(bitsUp / 8))));
        return new FaultPreset(id, both, both);
    }

    private static FaultPreset satellite() {
        List<FaultSetting> both = List.of(
                both(latency(300, 10, Distribution.NORMAL)),
                toClient(new Bandwidth(new DataSize(20_000_000 / 8)), 1),
                toServer(new Bandwidth(new DataSize(3_000_000 / 8))));
        return new FaultPreset("satellite", both, with(both, new FaultSetting(new Drop(), Ways.BOTH, 0.01)));
    }

    private static FaultPreset lossyWifi() {
        // Pareto's tail: about one stretch in fifty comes more than 0.1 s late, as one does that was lost and sent
        // again.
        FaultSetting stream = both(latency(20, 30, Distribution.PARETO));
        FaultSetting rate = both(new Bandwidth(new DataSize(20_000_000 / 8)));
        FaultSetting datagrams = both(latency(4, 6, Distribution.PARETO));
        // Interference lasts for longer than one datagram.
        FaultSetting loss = new FaultSetting(new Drop(2), Ways.BOTH, 0.02);
        return new FaultPreset("lossy-wifi", List.of(stream, rate), List.of(datagrams, loss, rate));
    }

    private static FaultPreset dyingServer() {
        List<FaultSetting> both = List.of(
                toClient(latency(1000, 500, Distribution.NORMAL), 1),
                toClient(new Bandwidth(new DataSize(16 << 10)), 1),
                toClient(new TimeOut(), 0.2));
        FaultSetting reset = toClient(new Reset(Duration.ofSeconds(10), new DataSize(0)), 0.5);
        return new FaultPreset("dying-server", with(both, reset), with(both, toClient(new Drop(5), 0.1)));
    }

    private static FaultPreset flakyServer() {
        List<FaultSetting> both = List.of(
                toClient(latency(50, 50, Distribution.PARETO_NORMAL), 1),
                toClient(new TimeOut(Duration.ofSeconds(5)), 0.05));
        FaultSetting reset = toClient(new Reset(Duration.ZERO, new DataSize(4 << 10)), 0.1);
        FaultSetting limit = toClient(new LimitData(new DataSize(1 << 10)), 0.05);
        return new FaultPreset(
                "flaky-server",
                with(both, reset, limit),
                with(
                        both,
                        toClient(new Drop(), 0.1),
                        toClient(new Duplicate(), 0.05),
                        toClient(new Reorder(), 0.05),
                        toClient(new Corrupt(), 0.01)));
    }

    private static Latency latency(long millis, long jitterMillis, Distribution distribution) {
        return new Latency(Duration.ofMillis(millis), Duration.ofMillis(jitterMillis), distribution);
    }

    private static FaultSetting both(Fault fault) {
        return new FaultSetting(fault, Ways.BOTH, 1);
    }

    private static FaultSetting toServer(Fault fault) {
        return new FaultSetting(fault, Ways.TO_SERVER, 1);
    }

    private static FaultSetting toClient(Fault fault, double probability) {
        return new FaultSetting(fault, Ways.TO_CLIENT, probability);
    }

    private static List<FaultSetting> with(List<FaultSetting> some, FaultSetting... more) {
        return Stream.concat(some.stream(), Stream.of(more)).toList();
    }
}
