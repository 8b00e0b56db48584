package org.netsonde.app.cli;

import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.protocol.Role;

/**
 * Tells people what the demo does: what runs where, a line a second, where the exports are.
 *
 * @param seconds how long it runs
 */
record DemoView(Console console, int seconds) implements RunView {

    @Override
    public void ready(Map<Endpoint, SocketAddress> addresses) {
        console.line(console.texts().get("cli.demo.intro", seconds));
        int width = addresses.keySet().stream()
                .mapToInt(e -> e.name().length())
                .max()
                .orElse(0);
        addresses.forEach((endpoint, address) -> console.line("  " + padded(endpoint.name(), width)
                + (endpoint.protocol().role() == Role.CLIENT ? "  → " : "  ● ")
                + ReadyLine.address(address) + "  "
                + console.texts().protocol(endpoint.protocol().id())));
    }

    @Override
    public void second(Duration sinceReady, List<Endpoint> endpoints) {
        long open = 0;
        long messages = 0;
        long errors = 0;
        double in = 0;
        double out = 0;
        long worst = 0;
        for (Endpoint endpoint : endpoints) {
            Sample sample = endpoint.metrics().latest();
            errors += sample.errors();
            if (endpoint.protocol().role() == Role.SERVER) {
                open += sample.open();
                messages += sample.requests();
                in += sample.bytesIn();
                out += sample.bytesOut();
            } else {
                worst = Math.max(worst, endpoint.metrics().lifeLatency().p99());
            }
        }
        console.line(console.texts()
                .get(
                        "cli.demo.status",
                        sinceReady.toSeconds(),
                        open,
                        messages,
                        number(in / 1024),
                        number(out / 1024),
                        number(worst / 1e6),
                        errors));
    }

    @Override
    public void exported(List<Path> files) {
        console.line(console.texts().get("cli.demo.exports"));
        files.forEach(file -> console.line("  " + file));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
