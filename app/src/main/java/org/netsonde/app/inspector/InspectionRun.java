package org.netsonde.app.inspector;

import java.time.InstantSource;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.security.SecurityContext;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.probe.tls.TlsInspection;
import org.netsonde.engine.probe.tls.TlsInspector;
import org.netsonde.engine.probe.tls.TlsRequest;

/** One inspection, in the background. JavaFX thread only. */
final class InspectionRun {

    private final SecurityContext context;
    private final TlsInspector inspector;
    private final AtomicReference<@Nullable Phrase> progress = new AtomicReference<>();
    private boolean cancelled;

    InspectionRun(SecurityContext context, TlsRequest request) {
        this.context = context;
        inspector = new TlsInspector(context.keys(), InstantSource.system(), request, progress::set);
    }

    /** Begins; one of the two is called unless it is cancelled. */
    void start(Consumer<TlsInspection> done, Consumer<Failure> failed) {
        context.run(
                this::inspect,
                outcome -> {
                    if (!cancelled) {
                        outcome.tell(done, failed);
                    }
                },
                failure -> {
                    if (!cancelled) {
                        failed.accept(failure);
                    }
                });
    }

    private Outcome inspect() {
        try (inspector) {
            return new Outcome(inspector.run(), null);
        } catch (CancellationException e) {
            return new Outcome(null, null);
        } catch (FailureException e) {
            return new Outcome(null, e.failure());
        }
    }

    private record Outcome(
            @Nullable TlsInspection inspection, @Nullable Failure failure) {
        void tell(Consumer<TlsInspection> done, Consumer<Failure> failed) {
            if (inspection != null) {
                done.accept(inspection);
            } else if (failure != null) {
                failed.accept(failure);
            }
        }
    }

    /** What was found out last; null before anything was. */
    @Nullable
    Phrase progress() {
        return progress.get();
    }

    /** Ends it, and what comes late is dropped. */
    void cancel() {
        cancelled = true;
        inspector.close();
    }
}
