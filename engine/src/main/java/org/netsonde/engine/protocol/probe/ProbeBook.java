package org.netsonde.engine.protocol.probe;

import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Failures;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.metrics.MeterWriter;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.probe.phase.HttpSeen;
import org.netsonde.engine.probe.phase.Phase;
import org.netsonde.engine.probe.phase.TlsSeen;
import org.netsonde.engine.probe.phase.Waterfall;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficTap;

/** Puts down what came of probes: figures, and a line each. Confined to an event loop, but for {@link #address}. */
final class ProbeBook {

    private final EndpointContext context;
    private final MeterWriter meter;
    private final TrafficTap tap;
    private volatile @Nullable InetSocketAddress address;

    ProbeBook(EndpointContext context, EventLoop loop) {
        this.context = context;
        meter = context.meter().writer(loop);
        tap = context.traffic().tap(loop);
    }

    /** Where the latest one that connected was; null before that. */
    @Nullable
    InetSocketAddress address() {
        return address;
    }

    /** A probe begins. */
    void begun() {
        meter.written(0, 1, System.nanoTime());
    }

    /** A probe is over, well or not. */
    void over(ProbeSettings settings, Waterfall seen) {
        phase(seen, Phase.LOOKUP, ProbeMetrics.LOOKUP, ProbeMetrics.LOOKUPS);
        seen.took(Phase.CONNECT).ifPresent(took -> {
            meter.opened();
            meter.closed();
            address = seen.address();
        });
        phase(seen, Phase.CONNECT, ProbeMetrics.CONNECT, ProbeMetrics.CONNECTS);
        phase(seen, Phase.TLS, ProbeMetrics.TLS, ProbeMetrics.HANDSHAKES);
        HttpSeen http = seen.http();
        if (http != null) {
            Duration asked =
                    took(seen, Phase.REQUEST).plus(took(seen, Phase.FIRST_BYTE)).plus(took(seen, Phase.DOWNLOAD));
            add(ProbeMetrics.HTTP, ProbeMetrics.REPLIES, asked);
            if (http.status() >= 400) {
                meter.failed(Failure.Kind.HTTP_STATUS);
            }
        }
        Failure failure = seen.failure();
        if (failure != null) {
            lost(failure);
            return;
        }
        Duration total = settings.probe() == ProbeKind.CONNECT ? took(seen, Phase.CONNECT) : seen.total();
        meter.read(0, 1, System.nanoTime());
        meter.latency(total.toNanos(), 1);
        tap.event(0, Direction.NOTED, line(seen, total).toString(), System.nanoTime());
    }

    private void phase(Waterfall seen, Phase phase, MetricSpec time, MetricSpec count) {
        seen.took(phase).ifPresent(took -> add(time, count, took));
    }

    /** First the time, then its count: who reads in between finds none that took no time. */
    private void add(MetricSpec time, MetricSpec count, Duration took) {
        meter.add(time, took.toNanos());
        meter.add(count, 1);
    }

    private static Duration took(Waterfall seen, Phase phase) {
        return seen.took(phase).orElse(Duration.ZERO);
    }

    private static Phrase line(Waterfall seen, Duration total) {
        InetSocketAddress peer = seen.address();
        String where = peer == null ? "" : Addresses.text(peer.getAddress().getHostAddress(), peer.getPort());
        String millis = "%.2f".formatted(total.toNanos() / 1e6);
        HttpSeen http = seen.http();
        TlsSeen tls = seen.tls();
        if (http != null) {
            return Phrase.of("event.probeHttp", where, millis, http.version(), http.status(), http.bytes());
        }
        return tls != null
                ? Phrase.of("event.probeTls", where, millis, tls.version())
                : Phrase.of("event.probeConnect", where, millis);
    }

    /** A probe could not begin to talk. */
    void failed(ProbeSettings settings, @Nullable Throwable error) {
        lost(Failures.of(
                error, Addresses.text(settings.aim().host(), settings.aim().port())));
    }

    /** A probe is lost. */
    void lost(Failure failure) {
        meter.add(ProbeMetrics.LOST, 1);
        meter.failed(failure.kind());
        tap.event(0, Direction.FAILED, failure.what().toString(), System.nanoTime());
        context.fail().accept(failure);
    }
}
