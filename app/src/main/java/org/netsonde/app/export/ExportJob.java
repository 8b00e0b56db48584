package org.netsonde.app.export;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.export.Export;
import org.netsonde.engine.export.ExportSource;
import org.netsonde.engine.export.Exports;
import org.netsonde.engine.session.Session;
import org.netsonde.engine.session.SessionInfo;
import org.netsonde.engine.session.TimeRange;

/** One export on its way: written on a thread of its own, watched and cancelled from another. */
final class ExportJob {

    private final Supplier<? extends Session> opens;
    private final Function<SessionInfo, TimeRange> range;
    private final Set<String> endpoints;
    private final List<Target> targets;
    private final AtomicInteger permille = new AtomicInteger();
    private final AtomicBoolean cancelled = new AtomicBoolean();

    /** A format and the file it is written to. */
    record Target(Export export, Path file) {}

    /**
     * How it ended.
     *
     * @param files those that are complete
     * @param complete whether that is all; not, where it was cancelled
     */
    record Outcome(List<Path> files, boolean complete) {}

    /**
     * An export that has not begun.
     *
     * @param range what of the run, once it is known how it stands
     * @param endpoints their ids; empty for all
     */
    ExportJob(
            Supplier<? extends Session> opens,
            Function<SessionInfo, TimeRange> range,
            Set<String> endpoints,
            List<Target> targets) {
        this.opens = opens;
        this.range = range;
        this.endpoints = Set.copyOf(endpoints);
        this.targets = List.copyOf(targets);
    }

    /** The files that are there already and would be replaced. Waits for the disk. */
    List<Path> existing() {
        return targets.stream().map(Target::file).filter(Files::exists).toList();
    }

    /** How far it is, from 0 to 1. */
    double progress() {
        return permille.get() / 1000.0;
    }

    /** Ends it as soon as may be; the file that is being written stays as it was. */
    void cancel() {
        cancelled.set(true);
    }

    /**
     * Writes the files, one after another.
     *
     * @throws FailureException if the run cannot be read or a file not written; those before it are there
     */
    Outcome write() {
        List<Path> files = new ArrayList<>();
        Session session = opens.get();
        ExportSource source = ExportSource.of(session, Instant.now(), range.apply(session.info()), endpoints);
        for (Target target : targets) {
            double before = files.size();
            try {
                Exports.write(target.export(), source, target.file(), fraction -> {
                    permille.set((int) ((before + fraction) / targets.size() * 1000));
                    return !cancelled.get();
                });
            } catch (CancellationException e) {
                return new Outcome(files, false);
            }
            files.add(target.file());
        }
        return new Outcome(files, true);
    }
}
