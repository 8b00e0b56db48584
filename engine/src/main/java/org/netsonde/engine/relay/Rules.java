package org.netsonde.engine.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.relay.fault.FaultMarks;
import org.netsonde.engine.relay.fault.FaultSource;
import org.netsonde.engine.relay.intercept.Interception;
import org.netsonde.engine.relay.limit.Limits;
import org.netsonde.engine.relay.link.Heading;
import org.netsonde.engine.relay.link.StageSource;

/** What a relay that runs does to what passes it. Safe for threads. */
public final class Rules {

    private final Limits limits;
    private final Interception interception;
    private final Consumer<Phrase> marks;
    private volatile RelaySettings settings;

    /** The rules of those settings. */
    public Rules(RelaySettings settings, EndpointContext context) {
        this.settings = settings;
        marks = context.middle().marks();
        limits = new Limits(settings.limits(), context.meter());
        interception = new Interception(context.middle().held(), context.clock());
        interception.update(settings.intercept());
    }

    /** Takes other settings; conversations have to ask for their sources again. */
    public void update(RelaySettings next) {
        FaultMarks.between(settings.faults(), next.faults()).forEach(marks);
        settings = next;
        limits.update(next.limits());
        interception.update(next.intercept());
    }

    /** The relay is stopped. */
    public void close() {
        limits.close();
    }

    /** The limits, which are also asked for connections. */
    public Limits limits() {
        return limits;
    }

    /** What is done to pieces as they come, which are messages where these are known: limited, held back, rewritten, broken. */
    public List<StageSource> pieces(Heading heading) {
        RelaySettings now = settings;
        List<StageSource> sources = new ArrayList<>(limits.sources(heading));
        sources.addAll(interception.sources(now.rewrites(), heading));
        sources.addAll(FaultSource.of(now.faults(), heading, false));
        return sources;
    }

    /** What is done to bytes as they leave. */
    public List<StageSource> wire(Heading heading) {
        return FaultSource.of(settings.faults(), heading, true);
    }
}
