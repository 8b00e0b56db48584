package org.netsonde.app.probe;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.probe.ProbePart;
import org.netsonde.engine.probe.ProbeRequest;
import org.netsonde.engine.probe.ProbeTarget;
import org.netsonde.engine.probe.connect.ConnectPlan;
import org.netsonde.engine.probe.dns.DnsServer;
import org.netsonde.engine.protocol.Durations;

/**
 * A probe as it is typed, which may be wrong.
 *
 * @param target host or URL
 * @param parts what is done, of what the target allows
 * @param count how often it is connected to
 * @param interval from one connection to the next
 * @param limit how long each answer may take
 * @param dns the name server; empty for those of the system
 */
record ProbeDraft(String target, Set<ProbePart> parts, String count, String interval, String limit, String dns) {

    /** For answers that are slow, and the parts between the connections. */
    private static final Duration MORE = Duration.ofMinutes(5);

    ProbeDraft {
        parts = Set.copyOf(parts);
    }

    /** All parts, in the usual way, of nothing yet. */
    static ProbeDraft usual() {
        ConnectPlan plan = new ConnectPlan();
        return new ProbeDraft(
                "",
                EnumSet.allOf(ProbePart.class),
                Integer.toString(plan.count()),
                Durations.format(plan.interval()),
                Durations.format(plan.limit()),
                "");
    }

    /** The fields. */
    enum Field {
        TARGET,
        COUNT,
        INTERVAL,
        LIMIT,
        DNS
    }

    /** What is wrong with a field. */
    static final class Wrong extends Exception {

        private static final long serialVersionUID = 1;

        private final Field field;
        private final transient Function<Texts, String> why;

        Wrong(Field field, Function<Texts, String> why, @Nullable Throwable cause) {
            super(field.name(), cause);
            this.field = field;
            this.why = why;
        }

        Field field() {
            return field;
        }

        /** In the language of the reader. */
        String why(Texts texts) {
            return why.apply(texts);
        }
    }

    /**
     * What is asked for.
     *
     * @throws Wrong for the first field that is wrong
     */
    ProbeRequest request() throws Wrong {
        ProbeTarget aimed = read(Field.TARGET, () -> ProbeTarget.parse(target));
        int often = whole();
        Duration between = duration(Field.INTERVAL, interval);
        Duration each = duration(Field.LIMIT, limit);
        // The limit stands last, so what is wrong with the rest of the plan is found first.
        read(Field.COUNT, () -> new ConnectPlan(often, Duration.ofSeconds(1), Duration.ofSeconds(1)));
        read(Field.INTERVAL, () -> new ConnectPlan(often, between, Duration.ofSeconds(1)));
        ConnectPlan plan = read(Field.LIMIT, () -> new ConnectPlan(often, between, each));
        Set<ProbePart> wanted = EnumSet.copyOf(aimed.parts());
        wanted.retainAll(parts);
        ProbeRequest request = read(Field.TARGET, () -> ProbeRequest.of(aimed).only(wanted));
        DnsServer server = dns.isBlank() ? null : read(Field.DNS, () -> DnsServer.parse(dns));
        Duration all = between.multipliedBy(often).plus(MORE);
        return request.connecting(plan).asking(server).within(each, all);
    }

    private static <T> T read(Field field, Supplier<T> reader) throws Wrong {
        try {
            return reader.get();
        } catch (FailureException e) {
            throw new Wrong(field, texts -> texts.get(e.failure()), e);
        }
    }

    private int whole() throws Wrong {
        try {
            return Integer.parseInt(count.strip());
        } catch (NumberFormatException e) {
            throw new Wrong(Field.COUNT, texts -> texts.get("probing.bad.count", count), e);
        }
    }

    private static Duration duration(Field field, String text) throws Wrong {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Wrong(field, texts -> texts.get("probing.bad.time", text), e);
        }
    }
}
