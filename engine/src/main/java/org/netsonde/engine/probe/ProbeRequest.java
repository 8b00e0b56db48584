package org.netsonde.engine.probe;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.probe.connect.ConnectPlan;
import org.netsonde.engine.probe.dns.DnsServer;
import org.netsonde.engine.protocol.Durations;
import org.netsonde.engine.security.ClientTrust;

/**
 * What is to be found out about a host.
 *
 * @param target the host
 * @param parts what is done; TLS and HTTP together are one conversation
 * @param connects how often it is connected to
 * @param dns the name server that is asked; null for those of the system
 * @param method what HTTP asks by
 * @param trust whose certificates are trusted
 * @param limit how long a question to a name server, a TLS handshake, a reply or a race may take each, 10 ms to a minute
 * @param total how long all of it may take, up to a day
 */
public record ProbeRequest(
        ProbeTarget target,
        Set<ProbePart> parts,
        ConnectPlan connects,
        @Nullable DnsServer dns,
        Method method,
        ClientTrust trust,
        Duration limit,
        Duration total) {

    private static final Duration LEAST = Duration.ofMillis(10);
    private static final Duration MOST = Duration.ofMinutes(1);
    private static final Duration MOST_OF_ALL = Duration.ofDays(1);

    /** What HTTP asks by. */
    public enum Method {
        GET,
        HEAD
    }

    /** @throws FailureException of kind INVALID_SETTINGS if a time is out of bounds, or HTTP is asked for without a URL of it */
    public ProbeRequest {
        parts = Set.copyOf(parts);
        bounded(limit, MOST);
        bounded(total, MOST_OF_ALL);
        if (parts.isEmpty()) {
            throw new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, "probeNothing"));
        }
        if (parts.contains(ProbePart.HTTP) && !target.parts().contains(ProbePart.HTTP)) {
            throw new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, "probeNoUrl", target.where()));
        }
        if (parts.contains(ProbePart.TLS) && target.scheme() == ProbeTarget.Scheme.HTTP) {
            throw new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, "probeClear", target));
        }
    }

    private static void bounded(Duration time, Duration most) {
        if (time.compareTo(LEAST) < 0 || time.compareTo(most) > 0) {
            throw new FailureException(Failure.of(
                    Failure.Kind.INVALID_SETTINGS,
                    "probeTime",
                    Durations.format(time),
                    Durations.format(LEAST),
                    Durations.format(most)));
        }
    }

    /** The usual way: all that the target's scheme stands for, ten connections, five seconds for each answer, ten minutes in all. */
    public static ProbeRequest of(ProbeTarget target) {
        return new ProbeRequest(
                target,
                target.parts(),
                new ConnectPlan(),
                null,
                Method.GET,
                new ClientTrust.Full(),
                Duration.ofSeconds(5),
                Duration.ofMinutes(10));
    }

    /** The same, doing these parts only. */
    public ProbeRequest only(Set<ProbePart> some) {
        return new ProbeRequest(target, some, connects, dns, method, trust, limit, total);
    }

    /** The same, connecting in another way. */
    public ProbeRequest connecting(ConnectPlan plan) {
        return new ProbeRequest(target, parts, plan, dns, method, trust, limit, total);
    }

    /** The same, asking this name server. */
    public ProbeRequest asking(@Nullable DnsServer server) {
        return new ProbeRequest(target, parts, connects, server, method, trust, limit, total);
    }

    /** The same, asking HTTP in another way. */
    public ProbeRequest by(Method other) {
        return new ProbeRequest(target, parts, connects, dns, other, trust, limit, total);
    }

    /** The same, trusting others. */
    public ProbeRequest trusting(ClientTrust others) {
        return new ProbeRequest(target, parts, connects, dns, method, others, limit, total);
    }

    /** The same, with other limits of time. */
    public ProbeRequest within(Duration each, Duration all) {
        return new ProbeRequest(target, parts, connects, dns, method, trust, each, all);
    }
}
