package org.netsonde.bench;

import java.lang.management.ManagementFactory;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.transport.TransportKind;
import org.netsonde.fixtures.Bench;

/**
 * What full metrics and capture cost a TCP echo server: the same server with both on and with both off, side by side in
 * one process. Prints the ratio on to off, see {@link EchoComparison}. Arguments: seconds for each of the four cases (40 by
 * default).
 */
public final class EchoOverheadBenchmark {

    private EchoOverheadBenchmark() {}

    public static void main(String[] args) {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 40;
        TransportKind transport = TransportKind.usable().getFirst();
        System.out.printf(
                "echo of 64-byte messages over loopback, %d connections, 1 event loop on %s, %d processors, Java %s, %s%n",
                EchoComparison.CONNECTIONS,
                transport.label(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                ManagementFactory.getRuntimeMXBean().getInputArguments());
        for (String framing : new String[] {"raw", "lines"}) {
            for (int inFlight : new int[] {1, 16}) {
                compare(transport, framing, inFlight, seconds);
            }
        }
    }

    private static void compare(TransportKind transport, String framing, int inFlight, int seconds) {
        try (Bench on = new Bench(options(transport, true));
                Bench off = new Bench(options(transport, false))) {
            Endpoint with = on.start("on", "tcp-server", "{'port': 0, 'framing': '" + framing + "'}");
            Endpoint without = off.start("off", "tcp-server", "{'port': 0, 'framing': '" + framing + "'}");
            System.out.printf(
                    "%-5s x %2d in flight: on/off %s%n",
                    framing,
                    inFlight,
                    new EchoComparison(with, without, inFlight).run(seconds).text());
        }
    }

    private static EngineOptions options(TransportKind transport, boolean on) {
        return new EngineOptions(transport, 1, on, on, EngineOptions.HISTORY_BYTES, EngineOptions.TRAFFIC_BYTES);
    }
}
